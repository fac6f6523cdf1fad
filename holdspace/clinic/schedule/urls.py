"""Appointments."""

from django.urls import path

from holdspace.clinic.schedule import views

app_name = "schedule"
urlpatterns = [
    path("appointments/", views.appointments, name="appointments"),
    path("appointments/new/", views.new_appointment, name="new_appointment"),
    path(
        "appointments/<uuid:appointment_id>/cancel/",
        views.cancel_appointment,
        name="cancel_appointment",
    ),
]
