"""When the clinic is open, and whom its people can call."""

from django.urls import path

from holdspace.clinic.reach import views

app_name = "reach"
urlpatterns = [
    path("clinic/reach/", views.reach, name="reach"),
    path("clinic/reach/edit/", views.edit, name="edit"),
]
