"""What a therapist wrote of one integration visit: signed, never changed, corrected by another."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.clinic.schedule.models import Appointment
from holdspace.pathway.dosing_session.models import DosingSession

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor, OwnActor


class VisitRecordQuerySet(models.QuerySet["VisitRecord"]):
    def visible_to(self, actor: Actor) -> VisitRecordQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def of_person(self, person: OwnActor) -> VisitRecordQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)

    def standing(self) -> VisitRecordQuerySet:
        """The last of each line of corrections."""
        return self.filter(corrected_by__isnull=True)


class VisitRecord(models.Model):
    """One visit: what it was about and what was agreed. It is part of the chart."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(
        DosingSession, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """After which session; null where there was none before it."""
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    held_on = models.DateField()
    themes = models.TextField()
    beliefs = models.TextField(blank=True)
    practised = models.TextField(blank=True)
    actions = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    shares_actions = models.BooleanField(default=False)
    """Whether the person reads the actions on their own pages."""
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.TextField(blank=True)
    """Why it was corrected."""
    signed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    content_sha256 = models.CharField(max_length=64)
    """Of everything that was signed: a row that was altered afterwards no longer fits."""

    objects = VisitRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-signed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True) | ~models.Q(reason=""),
                name="a_corrected_visit_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"visit record {self.pk}"

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """What was written, each under its heading; what was left blank is left out."""
        all_of_them = (
            ("Themes", self.themes),
            ("Beliefs, old and new", self.beliefs),
            ("What was practised", self.practised),
            ("Actions agreed", self.actions),
            ("Next step", self.next_step),
        )
        return tuple((title, words) for title, words in all_of_them if words)
