"""What is said and signed at a review: goals rated, wishes, the review, the end of a course.

All of it only grows. The latest row counts, and the earlier ones show how it went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.pathway.course.models import Course, DoseCycle, PlanVersion

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor

THE_PERSON = "the person"


class Said(models.Model):
    """One entry: who wrote it down, and when.

    Nobody asks for one of these by its id: they are read through a course that was `visible_to`, or
    is the person's own.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    noted_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+", null=True)
    """Who of the staff wrote it down; nobody: the person did, on their own device."""
    noted_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["-id"]

    @property
    def by(self) -> str:
        return self.noted_by.name if self.noted_by else THE_PERSON


class GoalRated(Said):
    """One goal, in the words it had then, and how near the person feels to it: 0 to 10."""

    cycle = models.ForeignKey(DoseCycle, on_delete=models.PROTECT, related_name="+")
    goal = models.TextField()
    score = models.PositiveSmallIntegerField(null=True)
    """None: they skipped it."""
    words = models.TextField(blank=True)

    class Meta(Said.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__lte=10),
                name="goals_are_rated_to_ten",
            )
        ]

    def __str__(self) -> str:
        return f"goal rated {self.pk}"


class NextWish(Said):
    """What the person wishes for the next session. Blank: they did not say."""

    class Company(models.TextChoices):
        MORE = "more", "More company"
        SAME = "same", "As much as this time"
        LESS = "less", "Less company"

    class Depth(models.TextChoices):
        LIGHTER = "lighter", "Lighter"
        SAME = "same", "As it was"
        DEEPER = "deeper", "Deeper"

    cycle = models.ForeignKey(DoseCycle, on_delete=models.PROTECT, related_name="+")
    company = models.CharField(max_length=8, choices=Company.choices, blank=True)
    depth = models.CharField(max_length=8, choices=Depth.choices, blank=True)
    has_had_enough = models.BooleanField(default=False)
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"wish {self.pk}"


class ReviewQuerySet(models.QuerySet["SignedReview"]):
    def visible_to(self, actor: Actor) -> ReviewQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()


class SignedReview(models.Model):
    """What a prescriber made of one proposal, part by part, with all it rested on."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    cycle = models.ForeignKey(DoseCycle, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    """Why, in the prescriber's words."""
    meaning = models.CharField(max_length=200)
    """What the signature stands for, printed beside the name."""
    content = models.JSONField()
    """The proposal as it was read and what was said to each part: the whole basis."""
    fingerprint = models.CharField(max_length=64)
    """Of the facts it was computed on: others now, and it is to be looked at again."""
    sha256 = models.CharField(max_length=64)
    """Over all of the above: a row that was altered afterwards no longer fits."""
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, related_name="+")
    """The version of the plan that it made, where it made one."""
    signed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_at"]
        indexes = [models.Index(fields=["cycle", "-signed_at"], name="reviews_of_a_cycle")]

    def __str__(self) -> str:
        return f"review {self.pk}"


class OwnSigns(Said):
    """What the person keeps for later, in their words. On a phone it is called their own plan."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    signs = models.TextField(blank=True)
    """By what they would know that it is coming back."""
    helps = models.TextField(blank=True)
    whom = models.TextField(blank=True)
    """Whom they would call, of their own people."""
    keeps = models.TextField(blank=True)
    """What they take along and go on with."""

    def __str__(self) -> str:
        return f"own signs {self.pk}"


class CourseClosing(models.Model):
    """The series is over: what comes after, and why. Goes with the end of a course, or without."""

    class Kind(models.TextChoices):
        MAINTENANCE = "maintenance", "Maintenance: single sessions, as seldom as holds the gain"
        CLOSING = "closing", "A close: no more sessions are planned"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reason = models.TextField()
    for_person = models.TextField()
    """What we offer from now on, in plain words: the person reads it on their own pages."""
    whom_to_call = models.TextField()
    look_again_on = models.DateField(null=True)
    made_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"closing {self.pk}"
