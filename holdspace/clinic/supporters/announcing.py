"""Says to every process that something about a person's circle changed: open pages look again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from uuid import UUID

CIRCLE_CHANNEL = "holdspace_circle"
"""The notice carries the id of the person whose circle it is."""


def announce(patient_id: UUID) -> None:
    """Heard when this transaction is committed, and not before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CIRCLE_CHANNEL, str(patient_id)])
