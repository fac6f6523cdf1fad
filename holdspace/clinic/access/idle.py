"""A desk left alone, or open since this morning, asks for the password again. A room never does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

_SEEN_AT = "seen_at"
_LONGEST_SECONDS = 12 * 60 * 60
_NOTE_EVERY_SECONDS = 30


def was_left_alone(request: HttpRequest) -> bool:
    """Whether nobody did anything for longer than a desk may be left, or proved who they are for
    half a day."""
    allowed = settings.DESK_IDLE_SECONDS
    if allowed is None:
        return False
    now, proof = time.time(), _latest_proof(request)
    latest_act = max(float(request.session.get(_SEEN_AT, 0)), proof)
    return now - latest_act > allowed or now - proof > _LONGEST_SECONDS


def asks_by_itself(request: HttpRequest) -> bool:
    """Whether an open page asks for a part of itself again: for that nobody need be there."""
    return "HX-Request" in request.headers


def note_presence(request: HttpRequest) -> None:
    """Somebody is at this screen. Written now and then, not on every request."""
    now = time.time()
    if now - request.session.get(_SEEN_AT, 0) > _NOTE_EVERY_SECONDS:
        request.session[_SEEN_AT] = now


def _latest_proof(request: HttpRequest) -> float:
    """When password, code or passkey was last given in this session."""
    records = get_authentication_records(request, request.user)
    return max((float(record["at"]) for record in records), default=0.0)
