"""Appointments as rows; the database itself keeps two out of one room at one time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.rooms.models import Room

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class _During(Func):
    function = "tstzrange"
    output_field = DateTimeRangeField()


_DURING = _During(F("starts_at"), F("ends_at"), Value("[)"))
_SAME_ROOM = Func(F("room_id"), F("room_id"), Value("[]"), function="int8range")


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, actor: Actor) -> AppointmentQuerySet:
        patients = Patient.objects.visible_to(actor)
        return self.filter(clinic_id=actor.clinic_id, patient__in=patients)


class Appointment(models.Model):
    """One person, one kind of visit, one room, from when to when, in the clinic's own zone."""

    class Kind(models.TextChoices):
        CONSULT = "consult", "Consultation"
        PREPARATION = "preparation", "Preparation"
        DOSING = "dosing", "Dosing session"
        INTEGRATION = "integration", "Integration"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT)
    staff: models.ManyToManyField[StaffMember, AppointmentStaff] = models.ManyToManyField(
        StaffMember, through="AppointmentStaff"
    )
    room = models.ForeignKey(Room, on_delete=models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="ends_after_it_starts"
            ),
            ExclusionConstraint(
                name="one_appointment_per_room",
                expressions=[
                    (_SAME_ROOM, RangeOperators.OVERLAPS),
                    (_DURING, RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


class AppointmentStaff(models.Model):
    """Who of the staff is booked on an appointment."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment", "staff"], name="booked_once"),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk}"
