"""The device at a chair, and the screens that would hear a call, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.clinic.rooms.models import Room
from holdspace.pathway.dosing_session.models.session import DosingSession

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class ChairDeviceQuerySet(models.QuerySet["ChairDevice"]):
    def visible_to(self, actor: Actor) -> ChairDeviceQuerySet:
        return self.filter(session__in=DosingSession.objects.visible_to(actor))

    def standing(self) -> ChairDeviceQuerySet:
        return self.filter(ended_at__isnull=True, session__closed_at__isnull=True)


class ChairDevice(models.Model):
    """A screen beside the person whose whole face is one button. It is bound to one session.

    It joins with a code that works once and for minutes; from then on it is known by a secret of
    its own. Neither is kept here, only what they hash to.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="+")
    code_sha256 = models.BinaryField(max_length=32, null=True, unique=True)
    code_until = models.DateTimeField()
    key_sha256 = models.BinaryField(max_length=32, null=True, unique=True)
    made_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    """When the chair last asked how things stand. Written every few seconds at most."""
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ChairDeviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=models.Q(ended_at__isnull=True),
                name="one_chair_device_of_a_session",
            )
        ]

    def __str__(self) -> str:
        return f"chair device {self.pk}"


class HelpListenerQuerySet(models.QuerySet["HelpListener"]):
    def visible_to(self, actor: Actor) -> HelpListenerQuerySet:
        return self.filter(clinic_id=actor.clinic_id)


class HelpListener(models.Model):
    """A screen of somebody on the staff, as it last spoke. It has a present and no history."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    device_id = models.UUIDField()
    """The open page, by a number it made for itself."""
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True)
    """Where it stands, or which room it shows."""
    is_visible = models.BooleanField()
    may_sound = models.BooleanField()
    heard_at = models.DateTimeField()

    objects = HelpListenerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "device_id"], name="a_page_listens_once")
        ]
        indexes = [models.Index(fields=["clinic", "-heard_at"], name="who_was_heard_lately")]

    def __str__(self) -> str:
        return f"listener {self.pk}"
