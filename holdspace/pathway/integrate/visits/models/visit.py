"""The visit that is proposed after a session, and everything that was said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL, Role
from holdspace.domain.integration_visit import Said
from holdspace.pathway.dosing_session.models import DosingSession

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor, OwnActor

WHO_BOOKS = CLINICAL | {Role.FRONT_DESK}
SAID_WORDS = {
    Said.ASKS_FOR_A_TIME: "Asks for a time",
    Said.OWN_THERAPIST: "Sees their own therapist",
    Said.NOT_THIS_TIME: "Not this time",
    Said.DONE_ELSEWHERE: "It took place elsewhere",
    Said.ASK_AGAIN: "Open again",
}


class VisitQuerySet(models.QuerySet["IntegrationVisit"]):
    def visible_to(self, actor: Actor) -> VisitQuerySet:
        may = actor.has_any(WHO_BOOKS)
        return self.filter(clinic_id=actor.clinic_id) if may else self.none()

    def of_person(self, person: OwnActor) -> VisitQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)


class IntegrationVisit(models.Model):
    """The visit after one session. Where it stands is worked out, never written here."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    session = models.OneToOneField(
        DosingSession, on_delete=models.PROTECT, related_name="integration_visit"
    )
    went_home_at = models.DateTimeField()
    proposed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    """Since when nobody has to be asked any more: a cache for the clock, worked out again by it."""

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-went_home_at"]
        indexes = [
            models.Index(
                fields=["clinic", "went_home_at"],
                condition=models.Q(settled_at__isnull=True),
                name="visits_not_settled",
            )
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class VisitWordQuerySet(models.QuerySet["VisitWord"]):
    def visible_to(self, actor: Actor) -> VisitWordQuerySet:
        return self.filter(visit__in=IntegrationVisit.objects.visible_to(actor))


class VisitWord(models.Model):
    """What the person, or somebody for them, said about it: added, never changed."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    visit = models.ForeignKey(IntegrationVisit, on_delete=models.PROTECT, related_name="said")
    kind = models.CharField(
        max_length=20, choices=[(kind.value, words) for kind, words in SAID_WORDS.items()]
    )
    words = models.TextField(blank=True)
    """Why not this time; which times would suit."""
    wished_at = models.DateTimeField(null=True, blank=True)
    """The offered time that was chosen. It is a wish until somebody books it."""
    elsewhere_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null: the person."""
    at = models.DateTimeField()

    objects = VisitWordQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=Said.NOT_THIS_TIME.value) | ~models.Q(words=""),
                name="not_this_time_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"word {self.pk}"

    @property
    def kind_words(self) -> str:
        return SAID_WORDS[Said(self.kind)]
