"""The clinician's pages: screening, facts, medicines, decision."""

from django.urls import path

from holdspace.pathway.consult import (
    decision_views,
    screening_lists_views,
    screening_views,
    settings_views,
)

urlpatterns = [
    path("people/<uuid:patient_id>/screening/", screening_views.screening, name="screening"),
    path(
        "people/<uuid:patient_id>/screening/finished",
        screening_views.finish_intake,
        name="finish_intake",
    ),
    path(
        "people/<uuid:patient_id>/screening/treatment/",
        screening_views.treatment,
        name="treatment",
    ),
    path(
        "people/<uuid:patient_id>/screening/part/<slug:section>/",
        screening_views.facts,
        name="facts",
    ),
    path(
        "people/<uuid:patient_id>/screening/fact/<slug:fact>/",
        screening_views.fact,
        name="fact",
    ),
    path(
        "people/<uuid:patient_id>/screening/medicines/new/",
        screening_lists_views.new_medicine,
        name="new_medicine",
    ),
    path(
        "people/<uuid:patient_id>/screening/medicines/<uuid:medicine_line>/",
        screening_lists_views.medicine,
        name="medicine",
    ),
    path(
        "people/<uuid:patient_id>/screening/medicines/<uuid:medicine_line>/off",
        screening_lists_views.medicine_off,
        name="medicine_off",
    ),
    path(
        "people/<uuid:patient_id>/screening/list/<slug:kind>/",
        screening_lists_views.new_thing,
        name="new_thing",
    ),
    path(
        "people/<uuid:patient_id>/screening/things/<uuid:thing_line>/off",
        screening_lists_views.thing_off,
        name="thing_off",
    ),
    path("clinic/screening/", settings_views.screening_settings, name="screening_settings"),
    path("clinic/screening/change/", settings_views.set_screening, name="set_screening"),
    path("people/<uuid:patient_id>/decision/", decision_views.new_decision, name="new_decision"),
    path("decisions/<uuid:decision_id>/", decision_views.decision, name="decision"),
]
