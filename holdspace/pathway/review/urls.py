"""The next session: a proposal with its reasons, and the end of a course."""

from django.urls import path

from holdspace.pathway.review import closing_views, companion, views

app_name = "review"
urlpatterns = [
    path("cycles/<uuid:cycle_id>/review/", views.review, name="review"),
    path("cycles/<uuid:cycle_id>/review/sign/", views.sign, name="sign"),
    path("cycles/<uuid:cycle_id>/review/wish/", views.wish, name="wish"),
    path("reviews/<uuid:review_id>/", views.signed_review, name="signed"),
    path("courses/<uuid:course_id>/close/", closing_views.close, name="close"),
    path("courses/<uuid:course_id>/keeps/", closing_views.signs, name="signs"),
    path("me/closing/", companion.own_closing, name="own_closing"),
    path("me/closing/goals/", companion.own_goals, name="own_goals"),
    path("me/closing/plan/", companion.own_signs, name="own_signs"),
]
