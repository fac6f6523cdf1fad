"""Pages of the look itself. The root `urls.py` says who may open them."""

from django.urls import path

from holdspace.web import views

app_name = "web"
urlpatterns = [
    path("design", views.design, name="design"),
    path("design/room", views.design_room, name="design_room"),
    path("light", views.choose_light, name="light"),
]
