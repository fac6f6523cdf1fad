"""The addresses of the monitors pages."""

from django.urls import path

from holdspace.interfaces.monitors import doubt_views, views

app_name = "monitors"
urlpatterns = [
    path("monitors/", views.monitors, name="monitors"),
    path("monitors/add/<int:message_id>/", views.add, name="add"),
    path("monitors/<int:monitor_id>/stands/", views.stand, name="stand"),
    path("monitors/doubts/<int:doubt_id>/", doubt_views.doubt, name="doubt"),
    path("monitors/waiting/<int:message_id>/settle/", views.settled, name="settle"),
]
