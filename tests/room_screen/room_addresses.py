"""The room's addresses, for rendering its page without the rest of the site."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def _nothing(request: HttpRequest, session_id: str) -> HttpResponse:
    return HttpResponse(session_id)


_names = ("room", "state", "samples", "stream", "events", "summary")
_room = [path(f"room/<uuid:session_id>/{name}", _nothing, name=name) for name in _names]
urlpatterns = [path("", include((_room, "dosing_session")))]
