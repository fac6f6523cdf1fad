"""The course of treatment and its dose cycles as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.domain.quantities import in_words

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor, OwnActor


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

    def of_person(self, person: OwnActor) -> DoseCycleQuerySet:
        return self.filter(clinic_id=person.clinic_id, course__patient_id=person.patient_id)


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


class PlanVersion(models.Model):
    """How a course is planned, and why so. Never changed: the next version takes its place.

    Nobody asks for one by its id: it is read through a course that was `visible_to`.
    """

    class WeightBasis(models.TextChoices):
        ACTUAL = "actual", "Actual weight"
        IDEAL = "ideal", "Ideal weight"
        ADJUSTED = "adjusted", "Adjusted weight"

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    rhythm = models.CharField(max_length=32, blank=True)
    """Code of a rhythm of `domain.rhythms`; empty: each day was set by hand."""
    weight_basis = models.CharField(max_length=8, choices=WeightBasis.choices)
    weight_kg = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    """What the doses were worked out from; another weight asks for working them out again."""
    height_cm = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    sex_for_formula = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    hold_systolic_mmhg = models.PositiveSmallIntegerField(null=True)
    hold_diastolic_mmhg = models.PositiveSmallIntegerField(null=True)
    ceiling_mg_per_kg = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    ceiling_mg = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    made_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="plans_are_numbered"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_plan_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class PlannedCycle(models.Model):
    """One session of a version of the plan: its day, and its dose where one is planned."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    mg_per_kg = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    """Where the protocol gives by weight; `dose_mg` is then what it makes of the weight above."""
    dose_mg = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    tier = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="planned_sessions_are_numbered"
            ),
        ]

    def __str__(self) -> str:
        return f"planned session {self.pk}"

    @property
    def dose_words(self) -> str:
        """As a dose is safest read; empty where none is planned yet."""
        if self.dose_mg is None:
            return ""
        mg = in_words(self.dose_mg, "mg")
        return mg if self.mg_per_kg is None else f"{in_words(self.mg_per_kg, 'mg/kg')}, {mg}"


class Goals(models.Model):
    """What the person wants from the whole course, in their words. The latest counts."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    noted_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+", null=True)
    """Who of the staff wrote them down; nobody: the person did, on their own device."""
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"goals {self.pk}"
