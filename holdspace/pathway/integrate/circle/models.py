"""What those in a circle did on their page: what they opened, the evening's list, their calls."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.clinic.schedule.models import Appointment
from holdspace.clinic.supporters.models import Supporter

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor, OwnActor


class CircleUse(models.Model):
    """One look or one act of somebody in a circle, as the person reads it. Added, never changed.

    Nobody asks for one by its id: they are read through a supporter `of_person`.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", "Opened the page"
        OPENED_QUIET = "opened_quiet", "Opened the page; there was nothing new"
        TICKED = "ticked", "Ticked a line of the evening"
        UNTICKED = "unticked", "Took a tick away"
        CALLED = "called", "Told the clinic that something is wrong"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="uses")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    detail = models.CharField(max_length=40, blank=True)
    """Which line of the evening."""
    visit_on = models.DateField(null=True, blank=True)
    """The day that the page was about, where the person is."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.supporter_id}"


class EveningTick(models.Model):
    """One line of one evening, done or not done again: added, never changed; the latest counts.

    Nobody asks for one by its id: they are read through a place and its visit.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    is_done = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.code} {self.supporter_id}"


class CircleCallQuerySet(models.QuerySet["CircleCall"]):
    def visible_to(self, actor: Actor) -> CircleCallQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def of_person(self, person: OwnActor) -> CircleCallQuerySet:
        return self.filter(clinic_id=person.clinic_id, supporter__patient_id=person.patient_id)

    def not_closed(self) -> CircleCallQuerySet:
        return self.filter(closed_at__isnull=True)


class CircleCall(models.Model):
    """*Something's wrong*, pressed by somebody of a circle, with what both sides wrote on it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="calls")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CircleCallQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["supporter"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_call_of_a_supporter",
            )
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"


class CircleCallMessageQuerySet(models.QuerySet["CircleCallMessage"]):
    def visible_to(self, actor: Actor) -> CircleCallMessageQuerySet:
        return self.filter(call__in=CircleCall.objects.visible_to(actor))


class CircleCallMessage(models.Model):
    """What one side wrote on a call: added, never changed."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    call = models.ForeignKey(CircleCall, on_delete=models.PROTECT, related_name="messages")
    by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null: the supporter."""
    words = models.TextField(blank=True)
    """Empty: they pressed, and wrote nothing."""
    at = models.DateTimeField()

    objects = CircleCallMessageQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"message {self.pk}"
