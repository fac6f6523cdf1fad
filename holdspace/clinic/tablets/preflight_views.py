"""What the list before a session asks the clinic's server: what time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from holdspace.clinic.access.policy import Act, page

if TYPE_CHECKING:
    from holdspace.clinic.access.policy import ClinicRequest


@require_GET
@page(Act.USE_TABLET)
def clock(request: ClinicRequest) -> JsonResponse:
    """Never from a cache: it also says that the server was reached."""
    now = timezone.now()
    there = now.astimezone(ZoneInfo(request.actor.time_zone))
    sentence = f"{there.day} {there:%B %Y, %H:%M:%S} by {request.actor.name}"
    return JsonResponse({"now": now.isoformat(), "sentence": sentence})
