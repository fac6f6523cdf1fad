"""What is known of a person before a decision, as rows that are never changed: the latest counts.

A row without a member of staff was written by the person themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor

Row_co = TypeVar("Row_co", bound="Said", covariant=True)

THE_PERSON = "the person themselves"


class SaidQuerySet(models.QuerySet[Row_co]):
    def of_person(self, person: OwnActor) -> Self:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)

    def known_at(self, moment: datetime | None) -> Self:
        """What was written down by a moment; everything when none is given."""
        return self if moment is None else self.filter(noted_at__lte=moment)


class Said(models.Model):
    """One entry about one person: who wrote it, and when. A newer one takes its place.

    Staff read these through a patient who was `visible_to` them.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField()

    objects = SaidQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def source(self) -> str:
        """Whose word this is."""
        return self.noted_by.name if self.noted_by else THE_PERSON


class StatedFact(Said):
    """One answer to one question. Without a value it is not known, and the row says why."""

    class Unknown(models.TextChoices):
        DO_NOT_KNOW = "do_not_know", "Not known"
        RATHER_NOT_SAY = "rather_not_say", "Would rather not say"

    code = models.CharField(max_length=60)
    value = models.JSONField(null=True, blank=True)
    """true, false, a text, a list of texts; a number is a text, so that none of it is lost."""
    why_unknown = models.CharField(max_length=16, choices=Unknown.choices, blank=True)
    as_of = models.DateTimeField()
    """When it was so: the day of the blood test, not the day somebody wrote it down."""

    class Meta(Said.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=True, why_unknown__gt="")
                | models.Q(value__isnull=False, why_unknown=""),
                name="a_fact_is_known_or_says_why_not",
            )
        ]
        indexes = [models.Index(fields=["patient", "code", "-id"], name="latest_of_a_fact")]


class MedicineLine(Said):
    """One medicine a person takes, as it stands from now on: `line` stays, the rows follow."""

    line = models.UUIDField(default=uuid4, editable=False)
    typed = models.CharField(max_length=120)
    """As it was written, brand and spelling included."""
    ingredient = models.CharField(max_length=80, blank=True)
    """Its code in our list; blank: not recognised, so nothing is checked for it."""
    dose_mg = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    times_a_day = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    is_as_needed = models.BooleanField(default=False)
    taken_as = models.CharField(max_length=40, blank=True)
    last_taken_at = models.DateTimeField(null=True, blank=True)
    is_off_the_list = models.BooleanField(default=False)
    """No longer on the list. Why is not ours to ask here."""

    class Meta(Said.Meta):
        indexes = [models.Index(fields=["patient", "line", "-id"], name="latest_of_a_medicine")]


class ListedThing(Said):
    """A condition or an allergy a person names in their own words."""

    class Kind(models.TextChoices):
        CONDITION = "condition", "Condition"
        ALLERGY = "allergy", "Allergy"

    line = models.UUIDField(default=uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    typed = models.CharField(max_length=200)
    detail = models.CharField(max_length=300, blank=True)
    is_off_the_list = models.BooleanField(default=False)

    class Meta(Said.Meta):
        indexes = [models.Index(fields=["patient", "line", "-id"], name="latest_of_a_thing")]


class IntakeFinished(Said):
    """The person, or somebody with them, said that this is what they have to tell for now."""

    open_questions = models.PositiveSmallIntegerField()
    """How many had no answer then. None of them is a "no"."""
