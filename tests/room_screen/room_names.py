"""Names, ids and moments that the room of these tests is made of."""

from __future__ import annotations

from datetime import UTC, datetime

SESSION_ID = "0197f3a2-0000-7000-8000-000000000001"
ME = "0197f3a2-0000-7000-8000-0000000000aa"
INFUSION = "0197f3a2-0000-7000-8000-0000000000d1"


def iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def an_id(number: int) -> str:
    return f"0197f3a2-0000-7000-8000-{number:012d}"
