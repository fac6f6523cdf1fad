"""Tablets and the PINs that are valid on them, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.clinic.people.roles import CLINICAL, Role
from holdspace.clinic.rooms.models import Room

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor

WHO_SEES_TABLETS = CLINICAL | {Role.FRONT_DESK, Role.OWNER}
MOST_WRONG_TRIES = 10
"""After so many a PIN is void until its owner, signed in fully, sets it again."""


class TabletQuerySet(models.QuerySet["Tablet"]):
    def visible_to(self, actor: Actor) -> TabletQuerySet:
        may = actor.has_any(WHO_SEES_TABLETS)
        return self.filter(clinic_id=actor.clinic_id) if may else self.none()

    def enrolled(self) -> TabletQuerySet:
        return self.filter(unenrolled_at__isnull=True)


class Tablet(models.Model):
    """A device that belongs to a room. It is known by a secret that only it keeps."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    room = models.ForeignKey(Room, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    key_sha256 = models.BinaryField(max_length=32, unique=True)
    """Of the secret in the device's cookie; the secret itself is nowhere here."""
    server_half = models.BinaryField(max_length=32)
    """Our half of the key to what the device keeps. Erased when it is unenrolled."""
    enrolled_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField()
    unenrolled_at = models.DateTimeField(null=True, blank=True)

    objects = TabletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "name"],
                condition=models.Q(unenrolled_at__isnull=True),
                name="one_enrolled_tablet_of_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TabletPinQuerySet(models.QuerySet["TabletPin"]):
    def standing(self) -> TabletPinQuerySet:
        """Not ended. A PIN that is void for wrong tries still proves what was charted with it."""
        return self.filter(ended_at__isnull=True, staff__in=StaffMember.objects.caring())

    def that_open(self) -> TabletPinQuerySet:
        return self.standing().filter(wrong_tries__lt=MOST_WRONG_TRIES)


class TabletPin(models.Model):
    """One person's PIN on one tablet. It is worth nothing anywhere else."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    tablet = models.ForeignKey(Tablet, on_delete=models.PROTECT, related_name="pins")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    pin_hash = models.CharField(max_length=256)
    signing_key = models.BinaryField(max_length=32)
    """Proves on this tablet, without a network, who charted what. Erased when the PIN ends."""
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TabletPinQuerySet.as_manager()

    class Meta:
        ordering = ["staff__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tablet", "staff"],
                condition=models.Q(ended_at__isnull=True),
                name="one_pin_for_a_person_on_a_tablet",
            )
        ]

    def __str__(self) -> str:
        return f"PIN {self.pk}"

    @property
    def is_void(self) -> bool:
        return self.wrong_tries >= MOST_WRONG_TRIES
