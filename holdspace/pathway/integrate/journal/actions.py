"""Keep what comes sealed, erase it for good, give a copy to one reader, take it back."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Count, Q, Sum

from holdspace.clinic.audit.actions import record_by_person
from holdspace.clinic.supporters.announcing import announce
from holdspace.pathway.integrate.journal.container import NotAnEntry, looks_sealed, unpack
from holdspace.pathway.integrate.journal.models import (
    JournalEntry,
    JournalKey,
    JournalPart,
    SharedCopy,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.integrate.journal.keys import NewKey, Wraps

MOST_ENTRIES = 10_000
MOST_BYTES_IN_ALL = 512 * 1024 * 1024
"""Of one person: years of pictures and sound, and still a number that a clinic's disk can hold."""
MOST_AN_HOUR = 120


class AnotherKeyIsThere(Exception):
    """The journal has a key already, or the proof does not fit it."""


class SameIdOtherBytes(Exception):
    """An entry of this id is kept already, and says something else."""


class JournalFull(Exception):
    """As much is kept as is kept of one person."""


class TooManyAtOnce(Exception):
    """More entries within an hour than somebody writes."""


class NoKeyYet(Exception):
    """Before an entry can be kept, its writer has a key."""


@transaction.atomic
def begin_journal(*, person: OwnActor, key: NewKey, now: datetime) -> None:
    """Keep the open half and both wraps; never over another key. Raises AnotherKeyIsThere."""
    values = {
        "public_key": key.public_key,
        "by_passphrase": key.by_passphrase,
        "by_recovery": key.by_recovery,
        "proof_sha256": hashlib.sha256(key.proof).digest(),
    }
    made, is_new = JournalKey.objects.get_or_create(
        patient_id=person.patient_id,
        defaults={"clinic_id": person.clinic_id, "made_at": now, "changed_at": now, **values},
    )
    if not is_new and bytes(made.public_key) != key.public_key:
        raise AnotherKeyIsThere
    record_by_person(person=person, act="begin a journal", object_kind="journal")


@transaction.atomic
def change_wraps(*, person: OwnActor, wraps: Wraps, now: datetime) -> None:
    """Another passphrase or recovery code, by who could open the key. Raises AnotherKeyIsThere."""
    known = JournalKey.objects.of_person(person).select_for_update().first()
    proof = hashlib.sha256(wraps.proof).digest()
    if known is None or not hmac.compare_digest(bytes(known.proof_sha256), proof):
        raise AnotherKeyIsThere
    if wraps.by_passphrase is not None:
        known.by_passphrase = wraps.by_passphrase
    if wraps.by_recovery is not None:
        known.by_recovery = wraps.by_recovery
    known.changed_at = now
    known.save(update_fields=["by_passphrase", "by_recovery", "changed_at"])
    record_by_person(person=person, act="change what opens a journal", object_kind="journal")


def keep_entry(*, person: OwnActor, entry_id: UUID, data: bytes, now: datetime) -> bool:
    """Keep what was sealed in the browser; False when it was kept before.

    Raises NotAnEntry, EntryTooLarge, NoKeyYet, SameIdOtherBytes, JournalFull, TooManyAtOnce.
    """
    parts = unpack(data)
    if not all(looks_sealed(part) for part in parts):
        raise NotAnEntry
    if not JournalKey.objects.of_person(person).exists():
        raise NoKeyYet
    sha256 = hashlib.sha256(data).digest()
    if _is_kept(person, entry_id, sha256):
        return False
    _refuse_too_much(person, len(data), now)
    try:
        with transaction.atomic():
            _write(person, entry_id, parts, sha256, now)
    except IntegrityError:
        # Sent twice in the same moment: the other one was first.
        if not _is_kept(person, entry_id, sha256):
            raise
        return False
    return True


@transaction.atomic
def erase_entry(*, person: OwnActor, entry_id: UUID) -> int:
    """Gone, with every copy of it; how many rows of entries that were."""
    _, counts = JournalEntry.objects.of_person(person).filter(entry_id=entry_id).delete()
    announce(person.patient_id)
    record_by_person(
        person=person, act="erase a journal entry", object_kind="journal", object_id=entry_id
    )
    return counts.get("journal.JournalEntry", 0)


@transaction.atomic
def erase_journal(*, person: OwnActor) -> int:
    """Everything: entries, copies, keys; how many entries there were."""
    _, counts = JournalEntry.objects.of_person(person).delete()
    JournalKey.objects.of_person(person).delete()
    announce(person.patient_id)
    record_by_person(person=person, act="erase a journal", object_kind="journal")
    return counts.get("journal.JournalEntry", 0)


@transaction.atomic
def take_back(*, person: OwnActor, copy: SharedCopy) -> None:
    """The copy is deleted, not hidden."""
    record_by_person(
        person=person,
        act="take back a journal entry",
        object_kind="shared journal entry",
        object_id=copy.pk,
    )
    copy.delete()
    announce(person.patient_id)


def _is_kept(person: OwnActor, entry_id: UUID, sha256: bytes) -> bool:
    known = JournalEntry.objects.of_person(person).filter(entry_id=entry_id).first()
    if known is not None and bytes(known.sha256) != sha256:
        raise SameIdOtherBytes
    return known is not None


def _refuse_too_much(person: OwnActor, size: int, now: datetime) -> None:
    hour_ago = now - timedelta(hours=1)
    kept = JournalEntry.objects.of_person(person).aggregate(
        count=Count("pk"),
        size=Sum("sealed_bytes", default=0),
        lately=Count("pk", filter=Q(kept_at__gt=hour_ago)),
    )
    if kept["count"] >= MOST_ENTRIES or kept["size"] + size > MOST_BYTES_IN_ALL:
        raise JournalFull
    if kept["lately"] >= MOST_AN_HOUR:
        raise TooManyAtOnce


def _write(
    person: OwnActor, entry_id: UUID, parts: list[bytes], sha256: bytes, now: datetime
) -> None:
    entry = JournalEntry.objects.create(
        clinic_id=person.clinic_id,
        patient_id=person.patient_id,
        entry_id=entry_id,
        kept_at=now,
        sealed_bytes=sum(len(part) for part in parts),
        sha256=sha256,
    )
    JournalPart.objects.bulk_create(
        JournalPart(clinic_id=person.clinic_id, entry=entry, place=place, sealed=part)
        for place, part in enumerate(parts)
    )
