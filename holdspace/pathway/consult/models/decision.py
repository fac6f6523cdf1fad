"""What clinicians said about findings, and the decisions they signed, as rows that only grow."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor, OwnActor


class Resolution(models.Model):
    """One clinician, one finding, one reason. It counts only on the facts it was given on."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    rule_id = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    """Of the rule, its version and the values it fired on: another value, and this is void."""
    finding = models.JSONField()
    """As it was read."""
    reason = models.TextField()
    as_prescriber = models.BooleanField()
    """The role they spoke in: roles change later, what was said does not."""
    as_medical_director = models.BooleanField(default=False)
    is_taken_back = models.BooleanField(default=False)
    """Whether this row takes back what the same person said before."""
    resolved_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["patient", "fingerprint"], name="said_about_a_finding")]

    def __str__(self) -> str:
        return f"resolution {self.pk}"


class DecisionQuerySet(models.QuerySet["SignedDecision"]):
    def visible_to(self, actor: Actor) -> DecisionQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def of_person(self, person: OwnActor) -> DecisionQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)


class SignedDecision(models.Model):
    """Whether this person may be treated, with everything it rested on, signed by a prescriber."""

    class Kind(models.TextChoices):
        GO = "go", "Go"
        GO_WITH_CONDITIONS = "go_with_conditions", "Go with conditions"
        DEFER = "defer", "Defer"
        NOT_SUITABLE = "not_suitable", "Not suitable"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    conditions = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)
    needed = models.TextField(blank=True)
    words_for_person = models.TextField(blank=True)
    meaning = models.CharField(max_length=200)
    """What the signature stands for, printed beside the name."""
    content = models.JSONField()
    """Facts, findings, what was said about each, and the versions of the rules: the whole basis."""
    sha256 = models.CharField(max_length=64)
    """Over all of the above: a row that was altered afterwards no longer fits."""
    signed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_at"]
        indexes = [models.Index(fields=["patient", "-signed_at"], name="latest_decision")]

    def __str__(self) -> str:
        return f"decision {self.pk}"

    @property
    def is_go(self) -> bool:
        return self.kind in {self.Kind.GO, self.Kind.GO_WITH_CONDITIONS}
