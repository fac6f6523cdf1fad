"""People elsewhere: the clinic's directory, and who else cares for one person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL, Role

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor, OwnActor

WHO_LOOKS_UP = CLINICAL | {Role.FRONT_DESK}
OLD_AFTER = timedelta(days=365)
"""A word about somebody's work is asked for again after a year (Holdspace's own number)."""


class CareKind(models.TextChoices):
    THERAPIST = "therapist", "Therapist"
    COACH = "coach", "Integration coach"
    PSYCHIATRIST = "psychiatrist", "Psychiatrist"
    FAMILY_DOCTOR = "family_doctor", "Family doctor"
    GROUP = "group", "Group"
    BODY_WORK = "body_work", "Body or movement work"
    OTHER = "other", "Other"


class SpecialistQuerySet(models.QuerySet["Specialist"]):
    def visible_to(self, actor: Actor) -> SpecialistQuerySet:
        may = actor.has_any(WHO_LOOKS_UP)
        return self.filter(clinic_id=actor.clinic_id) if may else self.none()


class Specialist(models.Model):
    """Somebody the clinic knows and may name to a person. Nothing of any person is in it."""

    class Remote(models.TextChoices):
        UNKNOWN = "", "Not known"
        BOTH = "both", "In the room and by video"
        ONLY = "only", "By video only"
        NO = "no", "In the room only"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=CareKind.choices)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    insurance = models.CharField(max_length=300, blank=True)
    remote = models.CharField(max_length=8, choices=Remote.choices, blank=True)
    notes = models.TextField(blank=True)
    in_use = models.BooleanField(default=True)

    objects = SpecialistQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"specialist {self.pk}"


class SpecialistWordQuerySet(models.QuerySet["SpecialistWord"]):
    def visible_to(self, actor: Actor) -> SpecialistWordQuerySet:
        return self.filter(specialist__in=Specialist.objects.visible_to(actor))


class SpecialistWord(models.Model):
    """Whether somebody is supportive of this work, as one colleague heard it on one day."""

    class Supportive(models.TextChoices):
        YES = "yes", "Supportive of ketamine work"
        WITH_QUESTIONS = "with_questions", "Has questions, is willing to talk"
        NO = "no", "Not supportive of it"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    specialist = models.ForeignKey(Specialist, on_delete=models.PROTECT, related_name="words")
    supportive = models.CharField(max_length=20, choices=Supportive.choices)
    basis = models.TextField()
    """How it is known: who spoke with whom."""
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SpecialistWordQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"word {self.pk}"

    def is_old(self, now: datetime) -> bool:
        return now - self.at >= OLD_AFTER


class OtherCareQuerySet(models.QuerySet["OtherCare"]):
    def visible_to(self, actor: Actor) -> OtherCareQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def of_person(self, person: OwnActor) -> OtherCareQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)

    def standing(self) -> OtherCareQuerySet:
        return self.filter(ended_at__isnull=True)


class OtherCare(models.Model):
    """Who else cares for one person: their own therapist, family doctor, psychiatrist."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=CareKind.choices)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    words = models.CharField(max_length=300, blank=True)
    """Of what help they are, how often they see each other."""
    by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null: the person said so."""
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OtherCareQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return f"other care {self.pk}"
