"""The addresses of a patient's own way in and out."""

from django.urls import path

from holdspace.clinic.own_access import views

app_name = "own_access"
urlpatterns = [
    path("me/sign-in", views.sign_in, name="sign_in"),
    path("me/leave", views.leave, name="leave"),
    path("me/help/", views.help_page, name="help"),
]
