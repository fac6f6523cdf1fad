"""Questionnaires as rows: what was asked, each answer, what it came to, and the risk tier.

Answers, scores and tiers are logs that only grow: a newer row counts, an older one stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL, Role

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor, OwnActor


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class OfAPersonQuerySet(models.QuerySet[Row_co]):
    """Rows about one person: for who cares for people, and for that person themselves."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def of_person(self, person: OwnActor) -> Self:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)


class CopyQuerySet(models.QuerySet["LicensedCopy"]):
    def visible_to(self, actor: Actor) -> CopyQuerySet:
        may = actor.has_any(frozenset({Role.OWNER, Role.PRESCRIBER}))
        return self.filter(clinic_id=actor.clinic_id) if may else self.none()


class LicensedCopy(models.Model):
    """The wording of one questionnaire as this clinic may use it, and why it may.

    The newest row of a code counts; one that is not in use ends the ones before it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    code = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    statement = models.TextField()
    """Why the clinic may use this wording, in the words of whoever loaded it."""
    held_by = models.CharField(max_length=200)
    """Who holds the licence."""
    is_in_use = models.BooleanField(default=True)
    loaded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()

    objects = CopyQuerySet.as_manager()

    class Meta:
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return f"licensed copy {self.pk}"


class Asked(models.Model):
    """One questionnaire that a person is to answer; open until it is finished or withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    copy = models.ForeignKey(
        LicensedCopy, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The wording it began with, where that is the clinic's: it does not change half-way."""
    is_on_phone = models.BooleanField()
    """Whether the person answers it on their own; else a clinician enters the answers."""
    may_skip = models.BooleanField(default=True)
    asked_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null: the schedule of the protocol."""
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    """When it was finished or withdrawn."""
    withdrawn_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfAPersonQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "code"],
                condition=models.Q(closed_at__isnull=True),
                name="each_questionnaire_is_asked_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"questionnaire {self.pk}"


class Answer(models.Model):
    """One answer to one question. The newest of a question counts; None is "skipped", never 0."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    value = models.SmallIntegerField(null=True)
    touches_suicide = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    by_staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who entered it; null: the person themselves."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(touches_suicide=False) | models.Q(value__isnull=False),
                name="what_was_skipped_touches_nothing",
            )
        ]
        indexes = [
            models.Index(
                fields=["asked", "given_at"],
                condition=models.Q(touches_suicide=True),
                name="answers_that_touch_suicide",
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Finished(models.Model):
    """What the answers came to, worked out once, by one version of the scoring and wording."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    asked = models.OneToOneField(Asked, on_delete=models.PROTECT, related_name="finished")
    code = models.CharField(max_length=20)
    finished_at = models.DateTimeField()
    by_staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answers = models.JSONField()
    """Question number -> answer, as they were scored; null is "not answered"."""
    total = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    exact = models.DecimalField(max_digits=16, decimal_places=8, null=True)
    """The total unrounded: change is worked out from it."""
    band = models.CharField(max_length=40, blank=True)
    answered = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    is_prorated = models.BooleanField(default=False)
    why_none = models.CharField(max_length=200, blank=True)
    parts = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    scoring_version = models.PositiveSmallIntegerField()
    wording_sha256 = models.CharField(max_length=64)
    days_since_dose = models.PositiveIntegerField(null=True)
    """Whole days since the last dose; null: none before it."""

    objects = OfAPersonQuerySet.as_manager()

    class Meta:
        ordering = ["-finished_at"]
        indexes = [models.Index(fields=["patient", "code", "-finished_at"], name="latest_result")]

    def __str__(self) -> str:
        return f"result {self.pk}"


class Struck(models.Model):
    """A result that does not count: somebody else's answers, a slip. It stays readable."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    finished = models.OneToOneField(Finished, on_delete=models.PROTECT, related_name="struck")
    reason = models.TextField()
    struck_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"struck {self.finished_id}"


class RiskTier(models.Model):
    """How high the risk of suicide was found, on what basis, by whom. The newest counts."""

    class Level(models.TextChoices):
        NONE = "none", "None"
        LOW = "low", "Low"
        MODERATE = "moderate", "Moderate"
        HIGH = "high", "High"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=10, choices=Level.choices)
    basis = models.TextField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null: worked out from the person's own answers to the screener."""
    finished = models.ForeignKey(
        Finished, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfAPersonQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_at", "-id"]

    def __str__(self) -> str:
        return f"risk tier {self.pk}"
