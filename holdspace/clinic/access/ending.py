"""End everything an account has open, at once: sessions in the database, streams by a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection

if TYPE_CHECKING:
    from holdspace.clinic.people.models import Account

CHANNEL = "holdspace_access"
"""Streams listen here; the notice carries the id of the account whose streams close."""


def end_all_sessions(account: Account) -> int:
    """Every session of this account, on every device. Says how many there were."""
    # Not only those that the list of sessions knows: whatever names the account goes.
    keys = [
        session.session_key
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(account.pk)
    ]
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=account).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(account.pk)])
    return len(keys)
