"""The course of treatment and its dose cycles as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient
from holdspace.clinic.people.roles import CLINICAL

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, actor: Actor) -> CourseQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()


class Course(models.Model):
    """One patient's course of treatment, pinned to one version of one protocol."""

    class Indication(models.TextChoices):
        DEPRESSION = "treatment_resistant_depression", "Treatment-resistant depression"
        ANXIETY = "generalised_anxiety", "Generalised anxiety"
        PTSD = "ptsd", "PTSD"
        PAIN = "chronic_pain", "Chronic pain"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="courses")
    indication = models.CharField(max_length=40, choices=Indication.choices)
    protocol_name = models.CharField(max_length=80)
    protocol_version = models.PositiveIntegerField()
    planned_sessions = models.PositiveSmallIntegerField()
    goals = models.TextField("goals, in their words", blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_course_per_patient",
            )
        ]

    def __str__(self) -> str:
        return f"course {self.pk}"


class DoseCycleQuerySet(models.QuerySet["DoseCycle"]):
    def visible_to(self, actor: Actor) -> DoseCycleQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()


class DoseCycle(models.Model):
    """Preparation, one session, its integration. Nothing leaks from one cycle to the next."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField()

    objects = DoseCycleQuerySet.as_manager()

    class Meta:
        ordering = ["course", "number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="cycles_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"cycle {self.pk}"


class MedicineActing(models.Model):
    """From the first dose until a clinician finds the person ready to go home.

    What a person agrees to in between does not count. The session says so here, because consent,
    which comes before the session, may not look ahead at it.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    cycle = models.OneToOneField(
        DoseCycle, on_delete=models.PROTECT, related_name="medicine_acting"
    )
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"medicine acting in cycle {self.cycle_id}"
