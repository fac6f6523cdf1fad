"""The room's addresses, for rendering its page without the rest of the site."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from holdspace.pathway.dosing_session import offline_views


def _nothing(request: HttpRequest, session_id: str) -> HttpResponse:
    return HttpResponse(session_id)


_names = ("room", "state", "samples", "stream", "events", "summary")
_room = [path(f"room/<uuid:session_id>/{name}", _nothing, name=name) for name in _names]
_offline = [
    path("service-worker.js", offline_views.service_worker, name="service_worker"),
    path("manifest.webmanifest", offline_views.manifest, name="manifest"),
    path("room/shell/", offline_views.shell, name="shell"),
]
urlpatterns = [path("", include(([*_offline, *_room], "dosing_session")))]
