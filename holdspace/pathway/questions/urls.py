"""Questions: a person's own pages, and the staff's."""

from django.urls import path

from holdspace.pathway.questions import companion, views

app_name = "questions"
urlpatterns = [
    path("me/ask/", companion.own_ask, name="own_ask"),
    path("me/ask/draft/", companion.own_new_draft, name="own_new_draft"),
    path("me/ask/<uuid:question_id>/", companion.own_question, name="own_question"),
    path("me/ask/<uuid:question_id>/draft/", companion.own_more_draft, name="own_more_draft"),
    path("me/ask/<uuid:question_id>/settle/", companion.own_settle, name="own_settle"),
    path("questions/<uuid:question_id>/", views.question, name="question"),
    path("questions/<uuid:question_id>/close/", views.close, name="close"),
]
