"""How somebody is after a session: a person's own pages, and the staff's."""

from django.urls import path

from holdspace.pathway.integrate.check_ins import companion, explainers, views

app_name = "check_ins"
urlpatterns = [
    path("me/how-are-you/", companion.own_check_in, name="own_check_in"),
    path("me/how-are-you/<str:rung>/begin/", companion.own_begin, name="own_begin"),
    path("me/how-are-you/<str:rung>/thanks/", companion.own_thanks, name="own_thanks"),
    path("me/how-are-you/<str:rung>/now/", companion.own_now, name="own_now"),
    path("me/how-are-you/<str:rung>/words/draft/", companion.own_draft, name="own_draft"),
    path("me/how-are-you/<str:rung>/<str:question>/", companion.own_question, name="own_question"),
    path("me/after/", explainers.own_after, name="own_after"),
    path("me/after/offline/", explainers.offline_after, name="offline_after"),
    path("me/after/<str:topic>/", explainers.own_explainer, name="own_explainer"),
    path("after/", views.everybody, name="everybody"),
    path("after/told/<int:answer_id>/", views.told, name="told"),
    path("people/<uuid:patient_id>/after/", views.person, name="person"),
    path("people/<uuid:patient_id>/after/by-phone/", views.by_phone, name="by_phone"),
]
