"""What a person does for themselves after a session: rows of their own, which they can take away.

None of these only grows, and none of them counts: what somebody takes away is gone, and of a small
thing nothing is kept but the latest word about it.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient
from holdspace.domain.practices import MOST_AT_ONCE, Said
from holdspace.domain.wheel import MOST
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.integrate.practices.models.shown import OwnQuerySet

SAID = [(one.value, one.value) for one in Said]


class SmallThing(models.Model):
    """One small thing: in the plan at a place, or put aside."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, blank=True)
    """Of `domain.small_things`; blank: their own."""
    title = models.CharField(max_length=120)
    why = models.CharField(max_length=300, blank=True)
    when = models.CharField(max_length=120, blank=True)
    place = models.PositiveSmallIntegerField(null=True)
    """One of three; None: put aside."""
    said = models.CharField(max_length=8, choices=SAID, blank=True)
    said_on = models.DateField(null=True)
    """The one day for which that word holds. Earlier words are kept nowhere."""
    changed_at = models.DateTimeField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["place", "-changed_at"]
        constraints = [
            models.UniqueConstraint(fields=["patient", "place"], name="one_small_thing_at_a_place"),
            models.CheckConstraint(
                condition=models.Q(place__isnull=True) | models.Q(place__range=(1, MOST_AT_ONCE)),
                name="three_small_things_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"small thing {self.pk}"


class OpenDaysPlan(models.Model):
    """What somebody believed, what is true instead, and how they try it out for a few days."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    session = models.OneToOneField(DosingSession, on_delete=models.PROTECT, related_name="+")
    belief = models.TextField(blank=True)
    instead = models.TextField(blank=True)
    practice = models.TextField(blank=True)
    when = models.CharField(max_length=120, blank=True)
    said = models.CharField(max_length=8, choices=SAID, blank=True)
    said_on = models.DateField(null=True)
    changed_at = models.DateTimeField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"open days {self.pk}"


class Lean(models.Model):
    """Somebody or something to lean toward in tender days, or to step back from."""

    class Way(models.TextChoices):
        TOWARD = "toward", "Lean toward"
        BACK = "back", "Step back from"

    class Kind(models.TextChoices):
        PEOPLE = "people", "People"
        MEDIA = "media", "News, feeds, films"
        PLACES = "places", "Places"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=6, choices=Way.choices)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"lean {self.pk}"


class Wheel(models.Model):
    """The wheel of life on one day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    tended = models.PositiveSmallIntegerField(null=True)
    """The place of the one area to tend now."""
    tended_how = models.CharField(max_length=300, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"wheel {self.pk}"


class WheelScore(models.Model):
    """One area of one wheel, by the name it had that day. Left out: no score."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    wheel = models.ForeignKey(Wheel, on_delete=models.CASCADE, related_name="scores")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    score = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["wheel", "place"], name="one_area_at_a_place"),
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__lte=MOST),
                name="areas_go_to_ten",
            ),
        ]

    def __str__(self) -> str:
        return f"area {self.pk}"
