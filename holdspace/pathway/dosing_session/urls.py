"""The addresses of sessions and their rooms."""

from __future__ import annotations

from django.urls import path

from holdspace.pathway.dosing_session import (
    chair_views,
    help_views,
    offline_views,
    opening_views,
    replay_views,
    sound_views,
    speed_views,
    summary_views,
    views,
)

app_name = "dosing_session"

urlpatterns = [
    path("session/open/<uuid:appointment_id>/", opening_views.open_room, name="open"),
    path("service-worker.js", offline_views.service_worker, name="service_worker"),
    path("manifest.webmanifest", offline_views.manifest, name="manifest"),
    path("room/shell/", offline_views.shell, name="shell"),
    path("room/<uuid:session_id>/", views.room, name="room"),
    path("room/<uuid:session_id>/state", views.state, name="state"),
    path("room/<uuid:session_id>/samples", views.samples, name="samples"),
    path("room/<uuid:session_id>/events", views.events, name="events"),
    path("room/<uuid:session_id>/stream", views.stream, name="stream"),
    path("room/<uuid:session_id>/chair/", chair_views.set_up, name="set_up_chair"),
    path("chair/", chair_views.chair, name="chair"),
    path("chair/state", chair_views.chair_state, name="chair_state"),
    path("chair/call", chair_views.chair_call, name="chair_call"),
    path("clinic/sounds/", sound_views.sounds, name="sounds"),
    path("clinic/sounds/edit/", sound_views.edit_sounds, name="edit_sounds"),
    path("room/<uuid:session_id>/speed/", speed_views.speed, name="speed"),
    path("help/listen", help_views.listen, name="help_listen"),
    path("help/answer", help_views.answer_call, name="help_answer"),
    path("room/<uuid:session_id>/summary/", summary_views.summary, name="summary"),
    path("room/<uuid:session_id>/summary.pdf", summary_views.summary_pdf, name="summary_pdf"),
    path("room/<uuid:session_id>/replay/", replay_views.replay, name="replay"),
    path("room/<uuid:session_id>/replay/state", replay_views.replay_state, name="replay_state"),
]
