"""A session begun by PIN on a room's tablet: the open session of that room, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.db import connection

from holdspace.clinic.access.ending import CHANNEL

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from holdspace.clinic.people.models import Account
    from holdspace.clinic.people.roles import Actor

ONLY_ROOM, TABLET = "only_room", "tablet"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def is_of_one_room(request: HttpRequest) -> bool:
    """Whether whoever asks came in by a PIN."""
    return ONLY_ROOM in request.session


def as_begun(actor: Actor, request: HttpRequest) -> Actor:
    """The actor, held to one room if that is how this session was begun."""
    return replace(actor, only_room_id=request.session.get(ONLY_ROOM))


def begin_in_one_room(
    request: HttpRequest, account: Account, *, room_id: int, tablet_id: UUID
) -> None:
    """Sign in, and nothing of whoever was signed in before stays.

    Saved here and not when the answer leaves: whoever unenrols the tablet waits for this
    transaction and then finds the session, or was first and this is never reached.
    """
    request.session.flush()
    login(request, account, backend=BACKEND)
    request.session[ONLY_ROOM] = room_id
    request.session[TABLET] = str(tablet_id)
    request.session.save()


def end_all_begun_on(tablet_id: UUID) -> None:
    """Every session that was begun by PIN on a tablet ends now, and so do its streams."""
    begun = [
        (session.session_key, data["_auth_user_id"])
        for session in Session.objects.iterator()
        if (data := session.get_decoded()).get(TABLET) == str(tablet_id)
    ]
    keys = [key for key, _ in begun]
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    with connection.cursor() as cursor:
        for account_id in sorted({account_id for _, account_id in begun}):
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, account_id])
