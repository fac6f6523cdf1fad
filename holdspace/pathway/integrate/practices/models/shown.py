"""What a person shows their therapists, part by part; and how rows of their own are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient
from holdspace.clinic.people.roles import Role

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor, OwnActor

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)
THERAPIST = frozenset({Role.THERAPIST})


class What(models.TextChoices):
    """The parts that a person can show to their therapists, each by itself."""

    SMALL_THINGS = "small_things", "Small things"
    OPEN_DAYS = "open_days", "The open days"
    LEAN = "lean", "Lean toward, step back from"
    WHEEL = "wheel", "The wheel"


class ShownQuerySet(models.QuerySet["Shown"]):
    def of_person(self, person: OwnActor) -> ShownQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)

    def visible_to(self, actor: Actor) -> ShownQuerySet:
        if not actor.has_any(THERAPIST):
            return self.none()
        return self.filter(clinic_id=actor.clinic_id)


class Shown(models.Model):
    """The therapists of the clinic may read one part. Taken back, the row is gone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=12, choices=What.choices)
    at = models.DateTimeField()

    objects = ShownQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "what"], name="each_part_is_shown_once")
        ]

    def __str__(self) -> str:
        return f"shown {self.pk}"


SHOWN_AS = {
    "SmallThing": What.SMALL_THINGS,
    "OpenDaysPlan": What.OPEN_DAYS,
    "Lean": What.LEAN,
    "Wheel": What.WHEEL,
}
"""Of which part the rows of a model are."""


class OwnQuerySet(models.QuerySet[Row_co]):
    """A person's own rows: theirs, and what they show their therapists."""

    def of_person(self, person: OwnActor) -> Self:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)

    def visible_to(self, actor: Actor) -> Self:
        """For a therapist, the rows of whoever shows this part; for nobody else of the staff."""
        if not actor.has_any(THERAPIST):
            return self.none()
        shown = Shown.objects.filter(clinic_id=actor.clinic_id, what=SHOWN_AS[self.model.__name__])
        return self.filter(clinic_id=actor.clinic_id, patient_id__in=shown.values("patient_id"))
