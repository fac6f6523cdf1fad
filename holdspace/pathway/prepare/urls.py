"""The addresses of a preparation."""

from django.urls import path

from holdspace.pathway.prepare import (
    companion,
    day_views,
    plan_views,
    predicted_views,
    times_views,
    views,
)

app_name = "prepare"
urlpatterns = [
    path("cycles/<uuid:cycle_id>/intention/", views.intention, name="intention"),
    path("cycles/<uuid:cycle_id>/guidance/", views.guidance, name="guidance"),
    path("cycles/<uuid:cycle_id>/answer/<slug:code>/", views.answer, name="answer"),
    path("cycles/<uuid:cycle_id>/weight/", views.weight, name="weight"),
    path("cycles/<uuid:cycle_id>/escort/", views.escort, name="escort"),
    path("courses/<uuid:course_id>/plan/", plan_views.plan, name="plan"),
    path("courses/<uuid:course_id>/plan/predicted/", predicted_views.predicted, name="predicted"),
    path("courses/<uuid:course_id>/goals/", plan_views.goals, name="goals"),
    path("cycles/<uuid:cycle_id>/day/", day_views.day, name="day"),
    path("cycles/<uuid:cycle_id>/override/<slug:code>/", day_views.override, name="override"),
    path("cycles/<uuid:cycle_id>/room/", day_views.room, name="room"),
    path("cycles/<uuid:cycle_id>/medicines/", day_views.medicines, name="medicines"),
    path("cycles/<uuid:cycle_id>/instructions/", day_views.instructions, name="instructions"),
    path("clinic/times/", times_views.own_times, name="own_times"),
    path("me/plan/", companion.own_plan_page, name="own_plan"),
    path("me/plan/appointment.ics", companion.own_calendar, name="own_calendar"),
    path("me/plan/intention/", companion.own_intention, name="own_intention"),
    path("me/plan/guidance/", companion.own_guidance, name="own_guidance"),
    path("me/plan/escort/", companion.own_escort, name="own_escort"),
    path("me/plan/goals/", companion.own_goals, name="own_goals"),
    path("me/plan/draft/<slug:what>/", companion.own_draft, name="own_draft"),
    path("me/feel/", companion.own_feel, name="own_feel"),
]
