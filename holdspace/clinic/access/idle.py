"""A desk left alone asks for the password again. A session room never does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

_SEEN_AT = "seen_at"
_NOTE_EVERY_SECONDS = 30


def was_left_alone(request: HttpRequest) -> bool:
    """Whether nobody did anything in this session for longer than a desk may be left."""
    allowed = settings.DESK_IDLE_SECONDS
    return allowed is not None and time.time() - _latest_act(request) > allowed


def note_presence(request: HttpRequest) -> None:
    """Somebody is at this screen. Written now and then, not on every request."""
    now = time.time()
    if now - request.session.get(_SEEN_AT, 0) > _NOTE_EVERY_SECONDS:
        request.session[_SEEN_AT] = now


def _latest_act(request: HttpRequest) -> float:
    proofs = [float(record["at"]) for record in get_authentication_records(request)]
    return max([float(request.session.get(_SEEN_AT, 0)), *proofs])
