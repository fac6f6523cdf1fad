"""The door of people's circles: in by a link, by a PIN or a passkey; and out."""

from django.urls import path

from holdspace.clinic.supporters import join_views, views

app_name = "supporters"
urlpatterns = [
    path("circle/join/<str:token>/", join_views.join, name="join"),
    path("circle/join-way", join_views.join_way, name="join_way"),
    path("circle/join-passkey", join_views.join_passkey, name="join_passkey"),
    path("circle/sign-in", views.sign_in, name="sign_in"),
    path("circle/sign-out", views.sign_out, name="sign_out"),
    path("circle/passkey", views.passkey, name="passkey"),
    path("circle/", views.circles, name="circles"),
]
