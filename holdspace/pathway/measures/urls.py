"""Questionnaires: a person's own pages, and the staff's."""

from django.urls import path

from holdspace.pathway.measures import companion, copy_views, views

app_name = "measures"
urlpatterns = [
    path("me/scales/", companion.own_list, name="own_list"),
    path("me/scales/<uuid:asked_id>/", companion.own_begin, name="own_begin"),
    path("me/scales/<uuid:asked_id>/<int:number>/", companion.own_question, name="own_question"),
    path(
        "me/scales/<uuid:asked_id>/<int:number>/someone/",
        companion.own_someone,
        name="own_someone",
    ),
    path("me/scales/<uuid:asked_id>/look-over/", companion.own_look_over, name="own_look_over"),
    path("me/scales/<uuid:asked_id>/sent/", companion.own_sent, name="own_sent"),
    path("people/<uuid:patient_id>/measures/", views.person, name="person"),
    path("people/<uuid:patient_id>/measures/ask/", views.ask, name="ask"),
    path("people/<uuid:patient_id>/risk-tier/", views.tier, name="tier"),
    path("questionnaires/<uuid:asked_id>/", views.enter, name="enter"),
    path("questionnaires/<uuid:asked_id>/withdraw/", views.withdraw, name="withdraw"),
    path("results/<uuid:finished_id>/", views.result, name="result"),
    path("clinic/questionnaires/", copy_views.copies, name="copies"),
    path("clinic/questionnaires/<slug:questionnaire>/load/", copy_views.load, name="load"),
    path("clinic/questionnaires/copies/<uuid:copy_id>/", copy_views.copy, name="copy"),
    path("clinic/questionnaires/copies/<uuid:copy_id>/end/", copy_views.end, name="end_copy"),
]
