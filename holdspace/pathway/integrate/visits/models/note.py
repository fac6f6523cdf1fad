"""Psychotherapy notes: their own table, their own keys, and a wall that lets only their author by.

They are no part of the chart. A note points to nothing: no session, no appointment, no dose, no
reading, no diagnosis has a place in it, and no other page asks for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import Role
from holdspace.clinic.sealed import Place, Wrapped

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor

WHO_WRITES_NOTES = frozenset({Role.THERAPIST, Role.PRESCRIBER})


class NotesKeyQuerySet(models.QuerySet["NotesKey"]):
    def visible_to(self, actor: Actor) -> NotesKeyQuerySet:
        own = self.filter(clinic_id=actor.clinic_id, author_id=actor.staff_id)
        return own if actor.has_any(WHO_WRITES_NOTES) else self.none()


class NotesKey(models.Model):
    """The key of one author's notes about one person, wrapped by the key of the site.

    It is thrown away to destroy them: what it closed can then be opened by nobody.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField()
    site_key_id = models.CharField(max_length=16)
    made_at = models.DateTimeField()

    objects = NotesKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "author"], name="one_notes_key_for_each_author"
            )
        ]

    def __str__(self) -> str:
        return f"notes key {self.pk}"

    @property
    def as_wrapped(self) -> Wrapped:
        return Wrapped(bytes(self.wrapped), self.site_key_id)

    @property
    def place(self) -> Place:
        return place_of_key(self.patient_id, self.author_id)


def place_of_key(patient_id: object, author_id: object) -> Place:
    return Place(table="visits_noteskey", row=f"{patient_id}/{author_id}", field="wrapped")


class NoteQuerySet(models.QuerySet["PsychotherapyNote"]):
    def visible_to(self, actor: Actor) -> NoteQuerySet:
        """Whoever wrote it and nobody else, whatever their role."""
        own = self.filter(clinic_id=actor.clinic_id, author_id=actor.staff_id)
        return own if actor.has_any(WHO_WRITES_NOTES) else self.none()

    def standing(self) -> NoteQuerySet:
        return self.filter(replaced_by__isnull=True)


class PsychotherapyNote(models.Model):
    """One note: whose, about whom, written when. What it says is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"note {self.pk}"

    @property
    def place(self) -> Place:
        row = f"{self.pk}/{self.patient_id}/{self.author_id}"
        return Place(table="visits_psychotherapynote", row=row, field="sealed")
