"""Consent as rows: one for each item each time it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.pathway.course.models import Course

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor, OwnActor


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, actor: Actor) -> ConsentQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def of_person(self, person: OwnActor) -> ConsentQuerySet:
        return self.filter(clinic_id=person.clinic_id, course__patient_id=person.patient_id)

    def oldest_first(self) -> ConsentQuerySet:
        """Of two signed in the same moment, the one still in force comes later."""
        return self.order_by(
            "given_at",
            models.F("replaced_at").asc(nulls_last=True),
            models.F("withdrawn_at").asc(nulls_last=True),
        )

    def in_force(self) -> ConsentQuerySet:
        return self.filter(withdrawn_at__isnull=True, replaced_at__isnull=True)


class Consent(models.Model):
    """One item, signed on one version of its text, by the person alone or before a witness.

    It ends once: withdrawn, or replaced by a later signature under the same item. The database lets
    nothing else of it change.
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
    scope = models.TextField(blank=True)
    """How far it goes, in the person's words: where touch is welcome, who may watch."""
    delete_on = models.DateField(null=True, blank=True)
    """The day a recording is deleted."""
    signature_sha256 = models.CharField(max_length=64, blank=True)
    """Of all that was signed and by whom. Empty for what was signed before there was one."""
    signed_by_person = models.BooleanField(default=False)
    """On their own device, after they confirmed who they are; else before the witness."""
    recorded_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The witness."""
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_person = models.BooleanField(default=False)
    withdrawn_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "item"],
                condition=models.Q(withdrawn_at__isnull=True, replaced_at__isnull=True),
                name="one_consent_in_force_per_item",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by_person=True, recorded_by__isnull=True)
                | models.Q(signed_by_person=False, recorded_by__isnull=False),
                name="signed_alone_or_before_a_witness",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=False)
                | models.Q(withdrawn_by__isnull=True, withdrawn_by_person=False),
                name="who_withdrew_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(text_version__lt=2)
                | models.Q(item__in=["treatment", "research"])
                | ~models.Q(scope=""),
                name="a_consent_says_how_far_it_goes",
            ),
            models.CheckConstraint(
                condition=models.Q(text_version__lt=2)
                | ~models.Q(item="recording")
                | models.Q(delete_on__isnull=False),
                name="a_recording_has_its_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"

    @property
    def signed_where(self) -> str:
        """How it was signed, as a page says it."""
        witness = self.recorded_by
        return f"before {witness.name}" if witness else "by the person, on their own device"

    @property
    def withdrawn_how(self) -> str:
        """Who withdrew it, as a page says it; empty while it stands."""
        if self.withdrawn_at is None:
            return ""
        noted_by = self.withdrawn_by
        return f"noted by {noted_by.name}" if noted_by else "by the person"
