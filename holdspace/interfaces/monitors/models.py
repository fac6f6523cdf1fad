"""What the gateway says of itself, the tokens of devices that post, and recordings from files."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.pathway.dosing_session.models import DosingSession, Monitor, MonitorMessage

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class SpoolPosition(models.Model):
    """How far the gateway's spool has been loaded. Moves in the same transaction as the rows it
    speaks of, so that nothing is loaded twice."""

    spool_id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    sequence = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField()
    """When the gateway last said it is there."""
    waiting = models.BigIntegerField(default=0)
    """How many messages the spool held then that were not loaded yet."""
    said = models.JSONField(null=True)
    """How full the spool was then and what the gateway cannot do (`gateway_words.py`)."""

    def __str__(self) -> str:
        return f"spool {self.spool_id}"


class DeviceTokenQuerySet(models.QuerySet["DeviceToken"]):
    def visible_to(self, actor: Actor) -> DeviceTokenQuerySet:
        return self.filter(clinic_id=actor.clinic_id)


class DeviceToken(models.Model):
    """Lets one device post as one monitor. The token itself is shown once and never kept."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    monitor = models.ForeignKey(Monitor, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    """Its last four characters, by which people tell tokens apart."""
    made_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    objects = DeviceTokenQuerySet.as_manager()

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return f"token {self.pk}"


class RecordingQuerySet(models.QuerySet["Recording"]):
    def visible_to(self, actor: Actor) -> RecordingQuerySet:
        return self.filter(clinic_id=actor.clinic_id)


class Recording(models.Model):
    """A file of vital signs that somebody brought, whole, as it was brought."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="recordings")
    monitor = models.ForeignKey(Monitor, on_delete=models.PROTECT, related_name="recordings")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    """A CSV file, or the header of a WFDB record."""
    data_name = models.CharField(max_length=120, blank=True)
    data = models.BinaryField(default=bytes)
    """The samples of a WFDB record."""
    brought_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    objects = RecordingQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return f"recording {self.pk}"


class RecordingTaken(models.Model):
    """Somebody took what was read into the session's record; more than once changes nothing."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="takings")
    message = models.ForeignKey(MonitorMessage, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    """When its first line was measured."""
    taken = models.PositiveIntegerField()
    were_there = models.PositiveIntegerField()
    outside = models.PositiveIntegerField()
    """Lines that were measured before the session opened or after it closed."""
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"taking {self.pk}"
