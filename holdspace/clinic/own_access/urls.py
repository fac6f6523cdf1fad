"""The addresses of a patient's own way in and out, and of what staff do about it."""

from django.urls import path

from holdspace.clinic.own_access import (
    join_views,
    leave_views,
    offline_views,
    passkey_views,
    staff_views,
    views,
)

app_name = "own_access"
urlpatterns = [
    path("me/join/<str:token>/", join_views.join, name="join"),
    path("me/join-way", join_views.join_way, name="join_way"),
    path("me/join-passkey", join_views.join_passkey, name="join_passkey"),
    path("me/sign-in", views.sign_in, name="sign_in"),
    path("me/sign-out", views.sign_out, name="sign_out"),
    path("me/passkey", passkey_views.passkey, name="passkey"),
    path("me/confirm", views.confirm, name="confirm"),
    path("me/pin", views.pin, name="pin"),
    path("me/this-phone", views.this_phone, name="this_phone"),
    path("me/leave", leave_views.leave, name="leave"),
    path("away", leave_views.away, name="away"),
    path("me/help/", views.help_page, name="help"),
    path("me/offline/", offline_views.offline, name="offline"),
    path("me/service-worker.js", offline_views.service_worker, name="service_worker"),
    path("me/manifest.webmanifest", offline_views.manifest, name="manifest"),
    path("people/<uuid:patient_id>/companion/", staff_views.companion, name="companion"),
    path("people/<uuid:patient_id>/companion/link", staff_views.make_link, name="make_link"),
    path("people/<uuid:patient_id>/companion/end", staff_views.end_access, name="end_access"),
    path("people/companion/phone/<uuid:device_id>/end", staff_views.end_phone, name="end_phone"),
]
