"""Sessions and their log as rows. Two tables are all: what happened, and which session it was."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.clinic.rooms.models import Room
from holdspace.clinic.schedule.models import Appointment
from holdspace.pathway.course.models import DoseCycle

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


WITHOUT_AN_AUTHOR = {"HelpCalled": "The person in the chair", "HelpNotReached": "Holdspace"}
"""Entries that no member of staff wrote, and who speaks in them."""


class DosingSessionQuerySet(models.QuerySet["DosingSession"]):
    def visible_to(self, actor: Actor) -> DosingSessionQuerySet:
        """With a PIN on a room's tablet: only what is going on in that room."""
        if not actor.has_any(CLINICAL):
            return self.none()
        of_clinic = self.filter(clinic_id=actor.clinic_id)
        if actor.only_room_id is None:
            return of_clinic
        return of_clinic.unclosed().filter(room_id=actor.only_room_id)

    def unclosed(self) -> DosingSessionQuerySet:
        return self.filter(closed_at__isnull=True)


class DosingSession(models.Model):
    """One session: whose, where, in which cycle. What happened in it is its log."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT)
    cycle = models.OneToOneField(DoseCycle, on_delete=models.PROTECT, related_name="session")
    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, null=True)
    room = models.ForeignKey(Room, on_delete=models.PROTECT)
    protocol_name = models.CharField(max_length=80)
    protocol_version = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    """A cache of the log (`RecordClosed`): the board finds what is open; it can be rebuilt."""

    objects = DosingSessionQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["room"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_session_per_room",
            )
        ]
        indexes = [models.Index(fields=["clinic", "closed_at"], name="sessions_by_closing")]

    def __str__(self) -> str:
        return f"session {self.pk}"


DRUGS = (
    "DoseGiven", "InfusionStarted", "InfusionRateChanged", "InfusionPaused", "InfusionResumed",
    "InfusionStopped", "OtherDrugGiven",
)  # fmt: skip
"""What is in somebody's body: a closing that was written without it is read once more."""


class SessionEvent(models.Model):
    """One line of a session's log. The device made its id; the server gave it its place."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    event_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    payload = models.JSONField()
    occurred_at = models.DateTimeField()
    """Chairside: the device's time, corrected by what the server knows of its clock."""
    device_at = models.DateTimeField()
    """The device's own wall clock, as it was sent."""
    recorded_at = models.DateTimeField()
    received_offset_ms = models.BigIntegerField()
    """Server clock minus device clock when this arrived."""
    device_id = models.UUIDField()
    device_sequence = models.PositiveBigIntegerField()
    device_monotonic_ms = models.BigIntegerField()
    author = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody, for a call from the chair and for its going unheard."""
    body_sha256 = models.BinaryField(max_length=32)
    """Of what the device sent: the same id with another body is a conflict."""
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["session", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "sequence"], name="sequence_once_per_session"
            ),
            models.CheckConstraint(
                condition=models.Q(author__isnull=False)
                | models.Q(kind__in=list(WITHOUT_AN_AUTHOR)),
                name="only_a_call_has_no_author",
            ),
        ]
        indexes = [
            # Every listening screen asks every two seconds which calls are open.
            models.Index(
                fields=["clinic", "-recorded_at"],
                condition=models.Q(kind="HelpCalled"),
                name="help_calls_lately",
            ),
            # The board looks through three months of records: which are signed, and which of them
            # had a drug written after the closing.
            models.Index(
                fields=["session"], condition=models.Q(kind="RecordSigned"), name="signatures"
            ),
            models.Index(
                fields=["session"], condition=models.Q(kind__in=list(DRUGS)), name="drugs_given"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sequence}"
