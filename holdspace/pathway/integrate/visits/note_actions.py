"""Write psychotherapy notes, read one's own, and destroy them. Nobody else reads one, ever.

Each act opens the author's own context: without it the database shows no note to anybody, whatever
a page asks for. The audit trail says that somebody wrote or read, and never a word of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import IntegrityError, connection, transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.context import author_context
from holdspace.clinic.sealed import (
    ROTATION_LOCK,
    SealBroken,
    new_wrapped_key,
    open_sealed,
    seal,
    unwrap,
)
from holdspace.pathway.integrate.visits.models import NotesKey, PsychotherapyNote
from holdspace.pathway.integrate.visits.models.note import place_of_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor
    from holdspace.clinic.sealed import Place

ABOUT = "psychotherapy note"


class NothingWritten(Exception):
    """A note has words."""


class AlreadyReplaced(Exception):
    """It was corrected a moment ago, in another window of the author's."""


class NothingToDestroy(Exception):
    """There are no notes of this author's about this person that could still be opened."""


@dataclass(frozen=True, kw_only=True)
class OpenNote:
    """One note as its author reads it."""

    id: UUID
    written_at: datetime
    words: str
    """Empty when it cannot be opened: then `why_not` says so."""
    is_corrected: bool
    why_not: str = ""


WHY_BROKEN = "This note cannot be opened: it was changed in the database, or moved."
WHY_DESTROYED = "Destroyed. What it said can be opened by nobody."


def notes_of(*, actor: Actor, patient: Patient) -> Sequence[OpenNote]:
    """The author's own notes about this person, the latest first.

    Raises SealingKeyMissing: a page without them would look as if nothing had been written.
    """
    with author_context(actor.staff_id):
        notes = list(
            PsychotherapyNote.objects.visible_to(actor)
            .filter(patient=patient)
            .standing()
            .select_related("replaces")
        )
    kept = NotesKey.objects.visible_to(actor).filter(patient=patient).first()
    key = _key(kept) if kept else None
    return [_opened(note, key) for note in notes]


@transaction.atomic
def write_note(
    *,
    actor: Actor,
    patient: Patient,
    words: str,
    now: datetime,
    replaces_id: UUID | None = None,
) -> PsychotherapyNote:
    """Seal it under the author's key for this person. Raises NothingWritten, AlreadyReplaced,

    SealingKeyMissing, SealBroken.
    """
    if not words.strip():
        raise NothingWritten("Write a few words first.")
    key = unwrap(_kept_key(actor, patient, now).as_wrapped, _place(actor, patient))
    note = PsychotherapyNote(
        id=uuid4(),
        clinic_id=actor.clinic_id,
        patient=patient,
        author_id=actor.staff_id,
        written_at=now,
        replaces_id=replaces_id,
    )
    note.sealed = seal(key, words.strip(), note.place)
    with author_context(actor.staff_id):
        try:
            with transaction.atomic():
                note.save(force_insert=True)
        except IntegrityError as twice:
            raise AlreadyReplaced("You corrected this note in another window.") from twice
    _note(actor, patient, "write a psychotherapy note", note.pk)
    return note


@transaction.atomic
def destroy_notes(*, actor: Actor, patient: Patient) -> None:
    """Throw the key away: all of this author's notes about this person are closed for ever.

    Raises NothingToDestroy. Copies of the database made before still hold the key, sealed by the
    site's; they are gone once those copies are.
    """
    gone, _ = NotesKey.objects.visible_to(actor).filter(patient=patient).delete()
    if not gone:
        raise NothingToDestroy("There are no notes of yours to destroy.")
    _note(actor, patient, "destroy psychotherapy notes")


def _kept_key(actor: Actor, patient: Patient, now: datetime) -> NotesKey:
    kept = NotesKey.objects.visible_to(actor).filter(patient=patient).first()
    if kept is not None:
        return kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ROTATION_LOCK])
    wrapped = new_wrapped_key(_place(actor, patient))
    made, _ = NotesKey.objects.get_or_create(
        clinic_id=actor.clinic_id,
        patient=patient,
        author_id=actor.staff_id,
        defaults={
            "wrapped": wrapped.content,
            "site_key_id": wrapped.site_key_id,
            "made_at": now,
        },
    )
    return made


def _key(kept: NotesKey) -> bytes:
    """Empty for a key that was changed: the notes then say that they cannot be opened."""
    try:
        return unwrap(kept.as_wrapped, kept.place)
    except SealBroken:
        return b""


def _place(actor: Actor, patient: Patient) -> Place:
    return place_of_key(patient.pk, actor.staff_id)


def _opened(note: PsychotherapyNote, key: bytes | None) -> OpenNote:
    words, why_not = "", WHY_DESTROYED if key is None else ""
    if key is not None:
        try:
            words = open_sealed(key, bytes(note.sealed), note.place) if key else ""
            why_not = "" if key else WHY_BROKEN
        except SealBroken:
            why_not = WHY_BROKEN
    return OpenNote(
        id=note.pk,
        written_at=note.written_at,
        words=words,
        is_corrected=note.replaces_id is not None,
        why_not=why_not,
    )


def _note(actor: Actor, patient: Patient, act: str, object_id: object = "") -> None:
    record(actor=actor, act=act, patient_id=patient.pk, object_kind=ABOUT, object_id=object_id)
