"""A copy for one reader: made, read, and noted. It is sealed at rest under a key of its own."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import connection, transaction
from pydantic import BaseModel, ConfigDict, Field

from holdspace.clinic.audit.actions import record_by_person
from holdspace.clinic.sealed import (
    ROTATION_LOCK,
    Place,
    SealBroken,
    SealingKeyMissing,
    Wrapped,
    new_wrapped_key,
    open_sealed,
    rewrap,
    seal,
    unwrap,
)
from holdspace.clinic.supporters.announcing import announce
from holdspace.pathway.integrate.journal.container import NotAnEntry
from holdspace.pathway.integrate.journal.models import SharedCopy, SharedMedia, SharedOpening

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.integrate.journal.models import JournalEntry
    from holdspace.pathway.integrate.journal.queries import Reader

LONGEST_TEXT = 20_000
MEDIA_TYPES = {"audio/webm", "audio/mp4", "audio/ogg", "image/jpeg", "image/png"}
"""What the browser makes of a voice, a drawing, a photo: nothing else is served to a reader."""
TABLE, MEDIA_TABLE = "journal_sharedcopy", "journal_sharedmedia"


class Medium(BaseModel):
    """What one sound or picture is."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: str = Field(pattern="^(voice|drawing|photo)$")
    type: str = Field(max_length=40)
    words: str = Field(default="", max_length=LONGEST_TEXT)
    """What it shows, as its writer described it."""


class Words(BaseModel):
    """What an entry says, as its browser wrote it before it was sealed."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    word: str = Field(default="", max_length=200)
    colour: str = Field(default="", max_length=40)
    text: str = Field(default="", max_length=LONGEST_TEXT)
    written_at: str = Field(max_length=40)
    media: list[Medium] = Field(default_factory=list, max_length=3)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A copy as its reader sees it; without words it could not be opened."""

    copy: SharedCopy
    words: Words | None

    @property
    def media(self) -> list[tuple[int, Medium]]:
        return list(enumerate(self.words.media, start=1)) if self.words else []


@transaction.atomic
def share(
    *, person: OwnActor, entry: JournalEntry, reader: Reader, parts: Sequence[bytes], now: datetime
) -> SharedCopy:
    """Instead of an earlier copy for the same reader. Raises NotAnEntry, SealingKeyMissing."""
    said = read_words(parts[0])
    if len(said.media) != len(parts) - 1 or {one.type for one in said.media} - MEDIA_TYPES:
        raise NotAnEntry
    copy_id = uuid4()
    _wait_for_a_rotation()
    wrapped = new_wrapped_key(_place_of_key(copy_id))
    key = unwrap(wrapped, _place_of_key(copy_id))
    SharedCopy.objects.filter(
        entry=entry, staff_id=reader.staff_id, supporter_id=reader.supporter_id
    ).delete()
    copy = SharedCopy.objects.create(
        id=copy_id,
        clinic_id=person.clinic_id,
        patient_id=person.patient_id,
        entry=entry,
        staff_id=reader.staff_id,
        supporter_id=reader.supporter_id,
        reader_name=reader.name,
        shared_at=now,
        words=seal(key, said.model_dump_json(), Place(table=TABLE, row=copy_id, field="words")),
        key_wrapped=wrapped.content,
        site_key_id=wrapped.site_key_id,
    )
    SharedMedia.objects.bulk_create(
        SharedMedia(
            clinic_id=person.clinic_id,
            copy=copy,
            place=number,
            content=seal(key, b64encode(part).decode(), _of_medium(copy_id, number)),
        )
        for number, part in enumerate(parts[1:], start=1)
    )
    record_by_person(
        person=person,
        act="share a journal entry",
        object_kind="shared journal entry",
        object_id=copy_id,
    )
    announce(person.patient_id)
    return copy


def read_words(part: bytes) -> Words:
    """What the browser wrote. Raises NotAnEntry."""
    try:
        return Words.model_validate(json.loads(part))
    except ValueError as refusal:
        raise NotAnEntry from refusal


def opened(copy: SharedCopy) -> Opened:
    """For its reader, who has been found to be that before."""
    try:
        key = _key_of(copy)
        place = Place(table=TABLE, row=copy.pk, field="words")
        words = Words.model_validate_json(open_sealed(key, bytes(copy.words), place))
    except (SealBroken, SealingKeyMissing, ValueError):
        words = None
    return Opened(copy=copy, words=words)


def medium(copy: SharedCopy, place: int) -> tuple[str, bytes] | None:
    """Its kind and its bytes; None when there is none, or it does not open."""
    said = dict(opened(copy).media).get(place)
    kept = SharedMedia.objects.filter(copy=copy, place=place).first()
    if said is None or kept is None:
        return None
    try:
        content = open_sealed(_key_of(copy), bytes(kept.content), _of_medium(copy.pk, place))
    except (SealBroken, SealingKeyMissing):
        return None
    return said.type, b64decode(content)


def note_opening(copies: Sequence[SharedCopy], now: datetime) -> None:
    """So that its writer sees who opened it, and when."""
    SharedOpening.objects.bulk_create(
        SharedOpening(clinic_id=copy.clinic_id, copy=copy, at=now) for copy in copies
    )


def rewrap_copies(newest_id: str) -> int:
    """The key of each copy in this clinic under the site's key of today; how many there were."""
    kept = list(SharedCopy.objects.exclude(site_key_id=newest_id).select_for_update())
    for copy in kept:
        again = rewrap(_wrapped(copy), _place_of_key(copy.pk))
        SharedCopy.objects.filter(pk=copy.pk).update(
            key_wrapped=again.content, site_key_id=again.site_key_id
        )
    return len(kept)


def forget_copies(known: Sequence[str]) -> int:
    """Copies under a key of the site that is lost. Their writer still has the entries."""
    _, counts = SharedCopy.objects.exclude(site_key_id__in=known).delete()
    return counts.get("journal.SharedCopy", 0)


def _wrapped(copy: SharedCopy) -> Wrapped:
    return Wrapped(bytes(copy.key_wrapped), copy.site_key_id)


def _key_of(copy: SharedCopy) -> bytes:
    return unwrap(_wrapped(copy), _place_of_key(copy.pk))


def _place_of_key(copy_id: UUID) -> Place:
    return Place(table=TABLE, row=copy_id, field="key")


def _wait_for_a_rotation() -> None:
    """A key that is wrapped by an old key a moment too late would be lost."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ROTATION_LOCK])


def _of_medium(copy_id: UUID, number: int) -> Place:
    return Place(table=MEDIA_TABLE, row=f"{copy_id}|{number}", field="content")
