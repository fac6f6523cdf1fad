"""Consent as rows: one for each item each time it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.pathway.course.models import Course

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, actor: Actor) -> ConsentQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def oldest_first(self) -> ConsentQuerySet:
        """Of two signed in the same moment, the one still in force comes later."""
        return self.order_by("given_at", models.F("withdrawn_at").asc(nulls_last=True))

    def in_force(self) -> ConsentQuerySet:
        return self.filter(withdrawn_at__isnull=True)


class Consent(models.Model):
    """One item, signed on one version of its text. Withdrawn once, by whoever was asked to note it.

    The database lets nothing of it change but the withdrawal.
    """

    class Item(models.TextChoices):
        TREATMENT = "treatment", "Treatment"
        TOUCH = "touch", "Touch"
        RECORDING = "recording", "Recording"
        OBSERVERS = "observers", "Observers"
        SUPPORTER = "supporter", "Supporter"
        SHARING = "sharing", "Sharing"
        RESEARCH = "research", "Research"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="consents")
    item = models.CharField(max_length=16, choices=Item.choices)
    text_version = models.PositiveSmallIntegerField()
    text_sha256 = models.CharField(max_length=64)
    """Of the exact words signed: a text that was altered afterwards no longer fits."""
    signed_name = models.CharField(max_length=200)
    meaning = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "item", "text_version"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_consent_in_force_per_text",
            )
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"
