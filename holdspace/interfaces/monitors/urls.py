"""The addresses of the monitors pages."""

from django.urls import path

from holdspace.interfaces.monitors import (
    doubt_views,
    monitor_views,
    recording_views,
    token_views,
    views,
)

app_name = "monitors"
urlpatterns = [
    path("monitors/", views.monitors, name="monitors"),
    path("monitors/add/<int:message_id>/", views.add, name="add"),
    path("monitors/posting/", token_views.add_posting, name="add_posting"),
    path("monitors/recordings/", recording_views.bring_recording, name="bring"),
    path("monitors/recordings/<uuid:recording_id>/", recording_views.recording, name="recording"),
    path("monitors/messages/<int:message_id>/", monitor_views.raw, name="raw"),
    path("monitors/rooms/<int:room_id>/day/", monitor_views.room_day, name="room_day"),
    path("monitors/tokens/<int:token_id>/end/", token_views.end, name="end_token"),
    path("monitors/<int:monitor_id>/", monitor_views.monitor, name="monitor"),
    path("monitors/<int:monitor_id>/day/", monitor_views.monitor_day, name="day"),
    path("monitors/<int:monitor_id>/token/", token_views.make, name="make_token"),
    path("monitors/<int:monitor_id>/stands/", views.stand, name="stand"),
    path("monitors/doubts/<int:doubt_id>/", doubt_views.doubt, name="doubt"),
    path("monitors/waiting/<int:message_id>/settle/", views.settled, name="settle"),
]
