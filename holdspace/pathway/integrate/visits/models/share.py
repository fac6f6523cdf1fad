"""What a person shares with one outside therapist, and each time it was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.pathway.consult.models import Consent

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor, OwnActor

MOST_WRONG_WORDS = 5
"""After so many the link is void: three words can be guessed by who has for ever."""


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, actor: Actor) -> ShareQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def of_person(self, person: OwnActor) -> ShareQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)

    def standing(self, now: datetime) -> ShareQuerySet:
        """Not ended, not run out, not void, and the consent behind it still in force."""
        return self.filter(
            ended_at__isnull=True,
            until__gt=now,
            wrong_tries__lt=MOST_WRONG_WORDS,
            consent__withdrawn_at__isnull=True,
            consent__replaced_at__isnull=True,
        )


class Share(models.Model):
    """One summary as it was chosen on one day, for the one person named in the consent.

    The secret of the link and the word that goes with it are nowhere here.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    to_whom = models.TextField()
    """In the words of the consent."""
    purpose = models.CharField(max_length=300)
    items = ArrayField(models.CharField(max_length=20))
    content = models.JSONField()
    """Exactly what is shown: later entries of the chart do not reach into it."""
    secret_sha256 = models.BinaryField(max_length=32, unique=True)
    word_hash = models.CharField(max_length=256)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null in an ended one: the person ended it."""

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(items=[]), name="a_share_holds_something"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("made_at")), name="a_share_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"


class ShareOpeningQuerySet(models.QuerySet["ShareOpening"]):
    def visible_to(self, actor: Actor) -> ShareOpeningQuerySet:
        return self.filter(share__in=Share.objects.visible_to(actor))


class ShareOpening(models.Model):
    """Somebody who had the link and the word looked at it, or tried: added, never changed."""

    class Kind(models.TextChoices):
        READ = "read", "Read"
        PRINTED = "printed", "Took it as a file"
        WRONG_WORD = "wrong_word", "Tried a wrong word"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="openings")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()

    objects = ShareOpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"opening {self.pk}"
