"""Monitors, where a person says they stand, and what they sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.clinic.rooms.models import Room
from holdspace.pathway.dosing_session.models.session import DosingSession

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class MonitorQuerySet(models.QuerySet["Monitor"]):
    def visible_to(self, actor: Actor) -> MonitorQuerySet:
        return self.filter(clinic_id=actor.clinic_id)


class Monitor(models.Model):
    """A bedside monitor, known by the name it gives itself on the wire."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    name = models.CharField(max_length=100)
    device_key = models.CharField(max_length=200)
    expects_interval_seconds = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MonitorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            # Across clinics: a message says which device sent it, never which clinic.
            models.UniqueConstraint(fields=["device_key"], name="a_device_is_one_monitor"),
        ]

    def __str__(self) -> str:
        return self.name


class MonitorAssignment(models.Model):
    """A person said that this monitor stands in this room, from then until then."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    monitor = models.ForeignKey(Monitor, on_delete=models.PROTECT, related_name="assignments")
    room = models.ForeignKey(Room, on_delete=models.PROTECT)
    assigned_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["monitor"],
                condition=models.Q(until_at__isnull=True),
                name="a_monitor_stands_in_one_room",
            )
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class MonitorMessage(models.Model):
    """A message as it came, whole. Kept also when nothing could be done with it."""

    class State(models.TextChoices):
        STORED = "stored", "Stored"
        QUEUED = "queued", "Waits for a person"
        REFUSED = "refused", "Refused"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    received_at = models.DateTimeField()
    source_address = models.CharField(max_length=60)
    device_key = models.CharField(max_length=200, blank=True)
    control_id = models.CharField(max_length=200, blank=True)
    raw = models.BinaryField()
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["clinic", "state", "-id"], name="messages_waiting")]

    def __str__(self) -> str:
        return f"message {self.pk}"


class MessageResolved(models.Model):
    """What a person did about a message that waited."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    message = models.OneToOneField(
        MonitorMessage, on_delete=models.PROTECT, related_name="resolved"
    )
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.TextField()

    def __str__(self) -> str:
        return f"resolution of message {self.message_id}"


MARGIN = timedelta(days=1)
"""Around a session's own times, when its samples are asked for: it costs nothing."""


class VitalsSampleQuerySet(models.QuerySet["VitalsSample"]):
    def of_session(self, session: DosingSession) -> VitalsSampleQuerySet:
        """Only the session's own months are asked: the database would plan for each of the others.

        A sample is of a session because it was measured while that was open.
        """
        own = self.filter(session_id=session.pk, at__gt=session.opened_at - MARGIN)
        if session.closed_at is None:
            return own
        return own.filter(at__lt=session.closed_at + MARGIN)


class VitalsSample(models.Model):
    """One moment of one monitor, every value in one wide row. Unverified until a person says so."""

    pk = models.CompositePrimaryKey("id", "at")
    id = models.BigIntegerField(
        db_default=models.Func(models.Value("vitals_sample_id"), function="nextval")
    )
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    monitor = models.ForeignKey(Monitor, on_delete=models.PROTECT)
    session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, null=True)
    room = models.ForeignKey(Room, on_delete=models.PROTECT)
    message = models.ForeignKey(MonitorMessage, on_delete=models.PROTECT)
    at = models.DateTimeField()
    """When it was measured, by our clock."""
    device_at = models.DateTimeField(null=True)
    """When it was measured, by the monitor's clock, as it was sent."""
    received_at = models.DateTimeField()
    clock_offset_seconds = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    heart_rate_per_min = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    pulse_rate_per_min = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    spo2_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    systolic_mmhg = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    diastolic_mmhg = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    mean_pressure_mmhg = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    respiratory_rate_per_min = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    etco2_mmhg = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    temperature_celsius = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    other = models.JSONField(default=dict)
    """Values without a column of their own, by code, with unit; and second sensors."""
    flags = models.JSONField(default=list)
    """What is odd about this row, in codes: demo, clock_off, invalid:spo2_percent, preliminary."""
    alarms = models.JSONField(default=list)
    """What the monitor itself said is out of its limits, mirrored."""

    objects = VitalsSampleQuerySet.as_manager()

    class Meta:
        db_table = "vitals_sample"
        managed = False

    def __str__(self) -> str:
        return f"sample {self.id}"
