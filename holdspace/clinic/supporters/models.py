"""Places in people's circles, what was given to each of them when, and how they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from holdspace.clinic.own_access.models import PinnedPhone
from holdspace.clinic.people.models import Account, Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor, OwnActor


class SupporterQuerySet(models.QuerySet["Supporter"]):
    def visible_to(self, actor: Actor) -> SupporterQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def of_person(self, person: OwnActor) -> SupporterQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)

    def of_account(self, account_id: int) -> SupporterQuerySet:
        return self.filter(account_id=account_id, joined_at__isnull=False)


class Supporter(models.Model):
    """One place in one person's circle. Who is in two circles has two, and one sign-in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    """Null until they came in by their link. Never an account of the staff's or of a patient's."""
    name = models.CharField(max_length=60)
    """As the person calls them."""
    relation = models.CharField(max_length=60, blank=True)
    invited_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)

    objects = SupporterQuerySet.as_manager()

    class Meta:
        ordering = ["invited_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=True, joined_at__isnull=True)
                | models.Q(account__isnull=False, joined_at__isnull=False),
                name="who_joined_has_an_account",
            ),
        ]

    def __str__(self) -> str:
        return f"supporter {self.pk}"


class GrantChangeQuerySet(models.QuerySet["GrantChange"]):
    def visible_to(self, actor: Actor) -> GrantChangeQuerySet:
        return self.filter(supporter__in=Supporter.objects.visible_to(actor))


class GrantChange(models.Model):
    """What a person gave, paused, took up again or ended: added, never changed."""

    class Kind(models.TextChoices):
        GIVEN = "given", "Given"
        PAUSED = "paused", "Paused"
        RESUMED = "resumed", "Taken up again"
        ENDED = "ended", "Ended"

    class Purpose(models.TextChoices):
        NEXT_VISIT = "next_visit", "The next visit"
        WEEKS_AHEAD = "weeks_ahead", "The weeks ahead"

    class How(models.TextChoices):
        OWN_PAGES = "own_pages", "By the person, on their own pages"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    how = models.CharField(max_length=12, choices=How.choices, default=How.OWN_PAGES)
    bundle = models.CharField(max_length=20, blank=True)
    """One of `domain.grants.Bundle`, where a bundle was given."""
    items = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    purpose = models.CharField(max_length=12, choices=Purpose.choices, blank=True)
    begins_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    objects = GrantChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="given")
                | (
                    ~models.Q(bundle="")
                    & ~models.Q(purpose="")
                    & models.Q(begins_at__isnull=False, until__isnull=False)
                ),
                name="what_was_given_says_what_why_and_until_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.supporter_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> InvitationQuerySet:  # noqa: ARG002 - nobody, whoever
        """No member of staff: whom a person invites, and how, is between those two."""
        return self.none()

    def standing(self, now: datetime) -> InvitationQuerySet:
        """Not used, not ended, not run out."""
        return self.filter(used_at__isnull=True, ended_at__isnull=True, expires_at__gt=now)


class Invitation(models.Model):
    """A link that a person made for one of their circle. The secret in it is nowhere here."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="invitations")
    secret_sha256 = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    bound_sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    """Of the secret that the first phone was given which said that it goes on: no other may."""
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class SupporterPhoneQuerySet(models.QuerySet["SupporterPhone"]):
    def visible_to(self, actor: Actor) -> SupporterPhoneQuerySet:  # noqa: ARG002 - nobody, whoever
        """No member of staff: it is nobody's at this clinic."""
        return self.none()

    def known(self) -> SupporterPhoneQuerySet:
        return self.filter(ended_at__isnull=True, account__is_active=True)


class SupporterPhone(PinnedPhone):
    """A supporter's phone. It opens all their places, at whatever clinic those are."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    """Through whose invitation it became known."""
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    objects = SupporterPhoneQuerySet.as_manager()

    def __str__(self) -> str:
        return f"phone {self.pk}"


class CircleHoldQuerySet(models.QuerySet["CircleHold"]):
    def visible_to(self, actor: Actor) -> CircleHoldQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()


class CircleHold(models.Model):
    """A clinician's word that this person is offered no circle, or is again; the latest counts."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    is_held = models.BooleanField()
    reason = models.TextField()
    noted_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = CircleHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="held_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"
