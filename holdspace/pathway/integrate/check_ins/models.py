"""Check-ins as rows: who went home when, each answer, each flag it raised, what the clock did.

All of it but the check-in itself are logs that only grow: the newest answer to a question counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.pathway.dosing_session.models import DosingSession

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor, OwnActor

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class OfAPersonQuerySet(models.QuerySet[Row_co]):
    """Rows about one person: for who cares for people, and for that person themselves."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def of_person(self, person: OwnActor) -> Self:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)


class AfterSession(models.Model):
    """What the log of one closed session says about going home, so that it is read there once.

    Written when the record is closed; while it is open the log itself is asked. `home_at` is null
    when nobody went home from it after a dose: taken elsewhere, or no dose was given.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    session = models.OneToOneField(DosingSession, on_delete=models.PROTECT, related_name="+")
    home_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=20, blank=True)
    """How that is known: `session_facts.WentHome`; blank when nobody went home."""
    had_dose = models.BooleanField()

    objects = OfAPersonQuerySet.as_manager()

    class Meta:
        ordering = ["home_at"]
        indexes = [models.Index(fields=["clinic", "home_at"], name="who_went_home_lately")]

    def __str__(self) -> str:
        return f"after session {self.session_id}"


class CheckIn(models.Model):
    """One time of asking, or of telling, how somebody is after one session."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="+")
    home_at = models.DateTimeField()
    rung = models.CharField(max_length=10)
    """One of `domain.check_ins.Rung`."""
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    """When the last question was reached. Answers count before that."""

    objects = OfAPersonQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "rung"],
                condition=~models.Q(rung="between"),
                name="each_moment_is_asked_once_a_session",
            ),
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(rung="between", finished_at__isnull=True),
                name="one_of_their_own_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"check-in {self.pk}"


class CheckInAnswer(models.Model):
    """One answer to one question: added, never changed. Skipped is kept, and is not "no"."""

    class ToldBy(models.TextChoices):
        PERSON = "person", "the person"
        OTHER = "other", "somebody who is with them"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=12)
    """One of `domain.check_ins.Question`."""
    value = models.CharField(max_length=12, blank=True)
    """A number or a code; blank for what has marks or words, and for what was skipped."""
    marks = ArrayField(models.CharField(max_length=20), default=list)
    """Codes of `domain.red_flags`; none, in an answer that was not skipped: "none of these"."""
    words = models.TextField(blank=True)
    is_skipped = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    told_by = models.CharField(max_length=8, choices=ToldBy.choices, default=ToldBy.PERSON)
    by_staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who entered what they heard on the telephone; null: the person, on their own device."""

    objects = OfAPersonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_skipped=False) | models.Q(value="", words="", marks=[]),
                name="what_was_skipped_says_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(told_by="person") | models.Q(by_staff__isnull=False),
                name="somebody_else_speaks_only_by_phone",
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class WordsDraftQuerySet(models.QuerySet["WordsDraft"]):
    def visible_to(self, actor: Actor) -> WordsDraftQuerySet:  # noqa: ARG002 - nobody, whoever
        """No member of staff: what was not sent was not said."""
        return self.none()

    def of_person(self, person: OwnActor) -> WordsDraftQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)


class WordsDraft(models.Model):
    """What a person has typed in a check-in and not sent yet. It goes when they send it."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    check_in = models.OneToOneField(CheckIn, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    kept_at = models.DateTimeField()

    objects = WordsDraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"draft {self.pk}"


class RaisedFlag(models.Model):
    """An answer that is not left until the next visit, by which rule, and what it opened."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="flags")
    answer = models.ForeignKey(CheckInAnswer, on_delete=models.PROTECT, related_name="flags")
    code = models.CharField(max_length=20)
    """One of `domain.red_flags`."""
    because = models.CharField(max_length=200)
    rule_version = models.PositiveSmallIntegerField()
    raised_at = models.DateTimeField()

    objects = OfAPersonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"flag {self.pk}"


class ClockNote(models.Model):
    """What the clock did about one moment of one session, so that it does it once."""

    class Kind(models.TextChoices):
        REMINDED = "reminded", "A reminder was queued"
        SILENT = "silent", "Nobody had answered: the staff was asked to call"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="+")
    rung = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()

    objects = OfAPersonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "rung", "kind"], name="the_clock_does_a_thing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.rung}"
