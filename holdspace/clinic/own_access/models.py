"""A patient's own way in, the links that lead to it, and the phones that know their PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Account, Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL, Role

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor, OwnActor

WHO_INVITES = CLINICAL | {Role.FRONT_DESK}
MOST_WRONG_PINS = 10
"""After so many a PIN is void; the clinic makes a new link."""
MOST_WRONG_BIRTHDAYS = 5
"""After so many the link is void: a date can be guessed."""


class SignInQuerySet(models.QuerySet["PatientSignIn"]):
    def visible_to(self, actor: Actor) -> SignInQuerySet:
        may = actor.has_any(WHO_INVITES)
        return self.filter(clinic_id=actor.clinic_id) if may else self.none()

    def open(self) -> SignInQuerySet:
        return self.filter(ended_at__isnull=True, account__is_active=True)


class PatientSignIn(models.Model):
    """A patient's account. It is no member of staff, so no page of the staff's opens to it."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="sign_ins")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="own_sign_in")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+")

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_sign_in_of_a_patient",
            )
        ]

    def __str__(self) -> str:
        return f"sign-in {self.pk}"


class LinkQuerySet(models.QuerySet["PatientLink"]):
    def visible_to(self, actor: Actor) -> LinkQuerySet:
        may = actor.has_any(WHO_INVITES)
        return self.filter(clinic_id=actor.clinic_id) if may else self.none()

    def standing(self, now: datetime) -> LinkQuerySet:
        """Not used, not ended, not run out, not void for wrong dates."""
        return self.filter(
            used_at__isnull=True,
            ended_at__isnull=True,
            expires_at__gt=now,
            wrong_tries__lt=MOST_WRONG_BIRTHDAYS,
        )


class PatientLink(models.Model):
    """A link that staff made for one person. The secret in it is nowhere here."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="links")
    secret_sha256 = models.BinaryField(max_length=32, unique=True)
    made_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"link {self.pk}"


class DeviceQuerySet(models.QuerySet["OwnDevice"]):
    def visible_to(self, actor: Actor) -> DeviceQuerySet:
        may = actor.has_any(WHO_INVITES)
        return self.filter(clinic_id=actor.clinic_id) if may else self.none()

    def of_person(self, person: OwnActor) -> DeviceQuerySet:
        return self.filter(
            clinic_id=person.clinic_id,
            sign_in__patient_id=person.patient_id,
            sign_in__account_id=person.account_id,
        )

    def known(self) -> DeviceQuerySet:
        return self.filter(ended_at__isnull=True, sign_in__ended_at__isnull=True)


class PinnedPhone(models.Model):
    """A phone on which somebody set a PIN. The PIN is worth nothing on any other."""

    key_sha256 = models.BinaryField(max_length=32, unique=True)
    """Of the secret in the phone's cookie."""
    name = models.CharField(max_length=60)
    pin_hash = models.CharField(max_length=256)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-last_used_at"]

    @property
    def is_void(self) -> bool:
        return self.wrong_tries >= MOST_WRONG_PINS


class OwnDevice(PinnedPhone):
    """A patient's phone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    sign_in = models.ForeignKey(PatientSignIn, on_delete=models.PROTECT, related_name="devices")

    objects = DeviceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"device {self.pk}"
