"""The clinic's tablets."""

from django.urls import path

from holdspace.clinic.tablets import pin_views, preflight_views, views

app_name = "tablets"
urlpatterns = [
    path("tablet/", views.this_tablet, name="this"),
    path("tablet/clock", preflight_views.clock, name="clock"),
    path("tablet/enrol", views.enrol, name="enrol"),
    path("tablet/<uuid:tablet_id>/unenrol", views.unenrol, name="unenrol"),
    path("tablets/", views.tablets, name="tablets"),
    path("tablet/pin", pin_views.pin, name="pin"),
    path("tablet/unlock", pin_views.unlock, name="unlock"),
    path("tablet/people", pin_views.people, name="people"),
    path("tablet/csrf", pin_views.csrf, name="csrf"),
]
