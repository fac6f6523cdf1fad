"""Say that a person's consent changed, to every page that shows it: a room, the board, a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from uuid import UUID

CONSENT_CHANNEL = "holdspace_consent"


def announce_consent(patient_id: UUID) -> None:
    """It leaves with the commit, so nobody hears of what is not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CONSENT_CHANNEL, str(patient_id)])
