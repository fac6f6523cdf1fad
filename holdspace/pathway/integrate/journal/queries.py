"""What is kept of a person's journal, as far as the server knows it; who could read a copy."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Sum

from holdspace.clinic.people.models import StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.clinic.supporters.queries import grants_of
from holdspace.pathway.integrate.journal.models import (
    JournalEntry,
    JournalKey,
    JournalPart,
    SharedCopy,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor, OwnActor

HEADS_AT_ONCE = 30
IN_THE_CIRCLE = "in your circle"
AWAY_FOR = timedelta(days=14)
"""Who writes again after so long is greeted, and not asked where they were."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody a person may give a copy to."""

    name: str
    role: str
    staff_id: UUID | None = None
    supporter_id: UUID | None = None

    @property
    def key(self) -> str:
        return f"staff:{self.staff_id}" if self.staff_id else f"supporter:{self.supporter_id}"


def readers_for(person: OwnActor, now: datetime) -> list[Reader]:
    """Those who care for people here, by name; and who is in the person's circle."""
    staff = StaffMember.objects.filter(
        clinic_id=person.clinic_id, is_active=True, roles__overlap=[role.value for role in CLINICAL]
    )
    circle = [one.supporter for one in grants_of(person.patient_id, now) if one.may_read_journal]
    return [
        *(Reader(name=one.name, role=", ".join(one.role_words), staff_id=one.pk) for one in staff),
        *(
            Reader(name=one.name, role=one.relation or IN_THE_CIRCLE, supporter_id=one.pk)
            for one in circle
        ),
    ]


def key_of(person: OwnActor) -> dict[str, str] | None:
    """What a browser needs to write, and to open after the passphrase."""
    known = JournalKey.objects.of_person(person).first()
    if known is None:
        return None
    return {
        "public_key": text(known.public_key),
        "by_passphrase": text(known.by_passphrase),
        "by_recovery": text(known.by_recovery),
    }


def kept_in_short(person: OwnActor) -> dict[str, int]:
    """How many entries lie here sealed, and how large they are together."""
    found = JournalEntry.objects.of_person(person).aggregate(
        count=Count("pk"), size=Sum("sealed_bytes", default=0)
    )
    return {"count": found["count"], "bytes": found["size"]}


def was_away(person: OwnActor, now: datetime) -> bool:
    latest = JournalEntry.objects.of_person(person).first()
    return latest is not None and latest.kept_at < now - AWAY_FOR


def heads(person: OwnActor, after: int) -> dict[str, Any]:
    """The words of some entries, sealed, the latest first; `next` when there are more."""
    entries = list(
        JournalEntry.objects.of_person(person).prefetch_related("copies__openings")[
            after : after + HEADS_AT_ONCE + 1
        ]
    )
    shown = entries[:HEADS_AT_ONCE]
    first = {part.entry_id: part for part in JournalPart.objects.filter(entry__in=shown, place=0)}
    return {
        "entries": [
            {
                "entry_id": str(one.entry_id),
                "kept_at": one.kept_at.isoformat(),
                "sealed": text(first[one.pk].sealed) if one.pk in first else "",
                "copies": [copy_in_short(copy) for copy in one.copies.all()],
            }
            for one in shown
        ],
        "next": after + HEADS_AT_ONCE if len(entries) > HEADS_AT_ONCE else None,
    }


def entry_of(person: OwnActor, entry_id: UUID) -> JournalEntry | None:
    return JournalEntry.objects.of_person(person).filter(entry_id=entry_id).first()


def part_of(person: OwnActor, entry_id: UUID, place: int) -> bytes | None:
    entry = entry_of(person, entry_id)
    found = entry.parts.filter(place=place).first() if entry else None
    return bytes(found.sealed) if found else None


def shared_with_staff(actor: Actor, patient_id: UUID) -> Sequence[SharedCopy]:
    """What this member of staff may read of this person, and nobody else's."""
    return list(SharedCopy.objects.visible_to(actor).filter(patient_id=patient_id))


def shared_with_supporter(
    clinic_id: int, patient_id: UUID, supporter_id: UUID
) -> Sequence[SharedCopy]:
    """For the pages of somebody in the circle."""
    copies = SharedCopy.objects.for_supporter(clinic_id, supporter_id)
    return list(copies.filter(patient_id=patient_id))


def text(value: bytes | memoryview) -> str:
    """As the browser reads it: base64url without padding."""
    return urlsafe_b64encode(bytes(value)).decode().rstrip("=")


def copy_in_short(copy: SharedCopy) -> dict[str, Any]:
    return {
        "id": str(copy.pk),
        "reader": copy.reader_name,
        "shared_at": copy.shared_at.isoformat(),
        "openings": [one.at.isoformat() for one in copy.openings.all()],
    }
