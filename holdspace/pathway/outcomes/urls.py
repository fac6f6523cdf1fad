"""What changed over time, for one person and for the clinic."""

from django.urls import path

from holdspace.pathway.outcomes import clinic_views, views

app_name = "outcomes"
urlpatterns = [
    path("people/<uuid:patient_id>/trajectory/", views.trajectory, name="trajectory"),
    path("outcomes/", clinic_views.outcomes, name="outcomes"),
]
