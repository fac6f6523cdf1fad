"""What is prepared for one cycle, as rows that are never changed: the latest one counts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.domain.setting import looked_over
from holdspace.pathway.course.models import DoseCycle


class Prepared(models.Model):
    """One entry about one cycle: who wrote it, and when. A newer one takes its place.

    Nobody asks for one of these by its id: they are read through a cycle that was `visible_to`.
    """

    class Source(models.TextChoices):
        STAFF = "staff", "Written down by"
        PAPER = "paper", "Copied from what the person wrote or said, by"
        PERSON = "person", "Written by the person, on their own device"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    cycle = models.ForeignKey(DoseCycle, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+", null=True)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.STAFF)
    noted_at = models.DateTimeField()

    kind: ClassVar[str]
    """What an entry is called in the audit trail."""

    class Meta:
        abstract = True
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source="person", noted_by=None)
                | (~models.Q(source="person") & models.Q(noted_by__isnull=False)),
                name="%(class)s_says_who_wrote_it",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def by(self) -> str:
        """Who wrote it, as a word in a sentence."""
        return self.noted_by.name if self.noted_by else "the person"

    @property
    def written(self) -> str:
        """Whose words they are and who wrote them down: staff see which it was."""
        words = str(self.Source(self.source).label)
        return f"{words} {self.noted_by.name}" if self.noted_by else words


class Intention(Prepared):
    """What the person hopes for in this session, in their words."""

    kind = "intention"

    words = models.TextField()


class GuidancePlan(Prepared):
    """How much company, speech and touch the person wants in this session."""

    kind = "guidance plan"

    class Level(models.IntegerChoices):
        """Clinical reference 7.2; the room shows them as quiet presence, light and active."""

        SILENT = 0, "Silent"
        NON_DIRECTIVE = 1, "Non-directive presence"
        LIGHT = 2, "Light touchpoints"
        SUPPORTIVE = 3, "Supportive"
        ACTIVE = 4, "Active"

    level = models.PositiveSmallIntegerField(choices=Level.choices)
    is_touch_allowed = models.BooleanField(default=False)
    touch_areas = models.CharField(max_length=200, blank=True)
    hand_signal = models.CharField(max_length=200, blank=True)
    words_that_help = models.TextField(blank=True)
    when_it_gets_hard = models.TextField(blank=True)
    music = models.TextField(blank=True)
    eye_mask = models.CharField(max_length=200, blank=True)
    avoid = models.TextField(blank=True)

    class Meta(Prepared.Meta):
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(level__gte=0, level__lte=4), name="five_levels_of_guidance"
            ),
            models.CheckConstraint(
                condition=models.Q(is_touch_allowed=False) | ~models.Q(touch_areas=""),
                name="touch_says_where",
            ),
        ]

    @property
    def touch_as_written(self) -> str:
        """What the plan says about touch. What counts now is asked of `touch.touch_of`."""
        return f"{self.touch_areas}, ask first" if self.is_touch_allowed else "No touch"


class ReadinessNote(Prepared):
    """One answer to one question of the preparation."""

    kind = "answer"

    class Met(models.TextChoices):
        MET = "met", "Met"
        UNMET = "unmet", "Not met"
        UNKNOWN = "unknown", "Not known"

    code = models.CharField(max_length=40)
    met = models.CharField(max_length=8, choices=Met.choices)
    detail = models.TextField(blank=True)


class WeightMeasured(Prepared):
    """A body weight in kilograms, and the day it was measured."""

    kind = "weight"

    weight_kg = models.DecimalField(max_digits=5, decimal_places=2)
    measured_on = models.DateField()

    class Meta(Prepared.Meta):
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(weight_kg__gte=25, weight_kg__lte=300),
                name="plausible_weight_kg",
            ),
        ]


class Escort(Prepared):
    """Who takes the person home and how, and whether they said that they come."""

    kind = "escort"

    class Ride(models.TextChoices):
        """Every one of them with somebody else at the wheel."""

        THEIR_CAR = "their_car", "In the escort's car"
        TAXI = "taxi", "By taxi, together"
        TRANSIT = "public_transport", "By bus or train, together"
        ON_FOOT = "on_foot", "On foot, together"

    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40)
    relation = models.CharField(max_length=100, blank=True)
    ride = models.CharField(max_length=20, choices=Ride.choices, blank=True)
    expected_at = models.DateTimeField(null=True, blank=True)
    is_confirmed = models.BooleanField(default=False)


class LetPass(Prepared):
    """One unmet fact, let pass for one day by a second person, as it stood."""

    kind = "override"

    code = models.CharField(max_length=40)
    reason = models.TextField()
    requested_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    about_as_of = models.DateTimeField(null=True)
    """The answer it was given on: a newer answer is another matter, and asks anew."""

    class Meta(Prepared.Meta):
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(requested_by=models.F("noted_by")),
                name="let_pass_by_a_second_person",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="let_pass_with_a_reason"),
        ]


class MedicineLines(Prepared):
    """The person's medicines on the day, as their prescriber wrote it. Never our advice."""

    kind = "medicine lines"

    words = models.TextField(blank=True)


class SettingChecked(Prepared):
    """The room looked over before this session: each thing there, not there, or not looked at."""

    kind = "setting check"

    room = models.CharField(max_length=100)
    answers = models.JSONField(default=dict)
    """Code of `domain.setting` -> "met" or "unmet"; what is not in it was not looked at."""
    note = models.TextField(blank=True)

    @property
    def words(self) -> str:
        return looked_over(self.answers).words


class Draft(models.Model):
    """What a person has begun to write and not sent. It is theirs: staff are shown nothing of it.

    Nobody asks for one by its id: it is read through a cycle `of_person`.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    cycle = models.ForeignKey(DoseCycle, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "what"], name="one_draft_of_each"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class OwnTimes(models.Model):
    """A clinic's own times before a session, for one product and route. The latest counts."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    product = models.CharField(max_length=16)
    route = models.CharField(max_length=12)
    minutes = models.JSONField(default=dict)
    noted_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"times {self.pk}"
