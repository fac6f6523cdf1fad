"""What a person said back about their treatment, and talks that took the place of it."""

from __future__ import annotations

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.pathway.course.models import Course


class SaidBack(models.Model):
    """One answer to one question about the treatment, which is asked again until it is right.

    Read through a course that was `visible_to` or through its own person, never by its id.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="said_back")
    question = models.CharField(max_length=40)
    question_version = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=40)
    is_right = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"said back {self.pk}"


class TalkedThrough(models.Model):
    """The same, in a talk: who talked it through with the person, and what was said."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="talked_through")
    text_sha256 = models.CharField(max_length=64)
    """The text of the treatment consent it was about: after another text there is another talk."""
    words = models.TextField()
    noted_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"talked through {self.pk}"
