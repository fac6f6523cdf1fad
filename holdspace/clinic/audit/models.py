"""The audit trail as rows: added, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Now

from holdspace.clinic.people.models import Clinic, Patient, StaffMember

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def visible_to(self, actor: Actor) -> AuditQuerySet:
        return self.filter(clinic_id=actor.clinic_id)


class AuditEntry(models.Model):
    """Who did what to which chart, and when. Names objects by id, never by their content."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    at = models.DateTimeField(db_default=Now())
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+")
    by_patient = models.BooleanField(default=False)
    """Whether the patient themselves did it, on their own pages."""
    act = models.CharField(max_length=60)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True, related_name="+")
    object_kind = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=64, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["clinic", "patient", "-id"], name="audit_of_a_patient")]

    def __str__(self) -> str:
        return f"{self.act} {self.object_kind} {self.object_id}"
