"""Keep what a person has begun to write, until they send it. Nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.pathway.prepare.models import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from holdspace.pathway.course.models import DoseCycle

LONGEST = 4000
"""Characters of one field: a page of a letter, and more."""


def keep_draft(
    *, cycle: DoseCycle, what: str, values: Mapping[str, str], now: datetime
) -> Draft | None:
    """The draft as it stands, in place of the one before; an empty one is none."""
    kept = {name: value[:LONGEST] for name, value in values.items()}
    if not any(value.strip() for value in kept.values()):
        drop_draft(cycle=cycle, what=what)
        return None
    draft, _ = Draft.objects.update_or_create(
        cycle=cycle,
        what=what,
        defaults={"clinic_id": cycle.clinic_id, "values": kept, "saved_at": now},
    )
    return draft


def drop_draft(*, cycle: DoseCycle, what: str) -> None:
    """It was sent, or the person wants to begin again."""
    Draft.objects.filter(cycle=cycle, what=what).delete()
