"""Questionnaires: a person's own pages, and the staff's."""

from django.urls import path

from holdspace.pathway.measures import companion

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
]
