"""A person and their preparation."""

from django.urls import path

from holdspace.pathway.prepare import views

app_name = "prepare"
urlpatterns = [
    path("people/<uuid:patient_id>/", views.person, name="person"),
    path("cycles/<uuid:cycle_id>/intention/", views.intention, name="intention"),
    path("cycles/<uuid:cycle_id>/guidance/", views.guidance, name="guidance"),
    path("cycles/<uuid:cycle_id>/answer/<slug:code>/", views.answer, name="answer"),
    path("cycles/<uuid:cycle_id>/weight/", views.weight, name="weight"),
    path("cycles/<uuid:cycle_id>/escort/", views.escort, name="escort"),
]
