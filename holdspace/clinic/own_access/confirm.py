"""Who signs proves once more that it is them: when they last did, and when a session begins."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import login

if TYPE_CHECKING:
    from django.http import HttpRequest

    from holdspace.clinic.people.models import Account

CONFIRMED_FOR = timedelta(minutes=5)
SESSION_SECONDS = 30 * 24 * 60 * 60
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_CONFIRMED_AT = "own_confirmed_at"


def was_confirmed(request: HttpRequest, now: datetime) -> bool:
    """Whether PIN or passkey was given on this phone within the last five minutes."""
    said = request.session.get(_CONFIRMED_AT)
    if said is None:
        return False
    return timedelta() <= now - datetime.fromisoformat(said) <= CONFIRMED_FOR


def note_confirmed(request: HttpRequest, now: datetime) -> None:
    request.session[_CONFIRMED_AT] = now.isoformat()


def begin_session(request: HttpRequest, account: Account, now: datetime) -> None:
    """Sign in for thirty days; nothing of whoever was signed in before stays."""
    request.session.flush()
    login(request, account, backend=BACKEND)
    request.session.set_expiry(SESSION_SECONDS)
    note_confirmed(request, now)
