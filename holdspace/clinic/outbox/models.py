"""Mails as rows, from the act that asked for them to what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from holdspace.clinic.outbox.words import WORDS, MailKind
from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL, Actor, Role

if TYPE_CHECKING:
    from datetime import datetime


class MailQuerySet(models.QuerySet["Mail"]):
    def visible_to(self, actor: Actor) -> MailQuerySet:
        may = actor.has_any(CLINICAL | {Role.FRONT_DESK})
        return self.filter(clinic_id=actor.clinic_id) if may else self.none()

    def to_send(self, now: datetime) -> MailQuerySet:
        return self.filter(state=Mail.State.WAITING, try_at__lte=now)

    def did_not_reach(self) -> MailQuerySet:
        """What a person may have missed, and nobody has been told."""
        return self.filter(state__in=Mail.NOT_REACHED, told_at__isnull=True, patient__isnull=False)


class Mail(models.Model):
    """One mail to one person. What it says is in `words.py`; here is only which words, and when."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits"
        BEING_SENT = "being_sent", "Being sent"
        SENT = "sent", "Sent"
        NOT_TAKEN = "not_taken", "Not taken"
        NOT_KNOWN = "not_known", "Not known whether it was sent"
        TOO_LATE = "too_late", "Not sent in time"
        CANCELLED = "cancelled", "Not needed any more"

    NOT_REACHED = (State.NOT_TAKEN, State.NOT_KNOWN, State.TOO_LATE)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=40)
    """One of `words.MailKind`; no choices here, so that a new kind needs no migration."""
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    link = models.CharField(max_length=300, blank=True)
    """The path it leads to, on this site. A link that signs somebody in is blanked once sent."""
    queued_at = models.DateTimeField(db_default=Now())
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    """When it came into the state it is in."""
    sent_to = models.CharField(max_length=254, blank=True)
    server_said = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    """When the staff was given a task, because it did not reach the person."""

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-not_before", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(patient__isnull=False, staff__isnull=True)
                | models.Q(patient__isnull=True, staff__isnull=False),
                name="a_mail_is_to_one_person",
            ),
            models.UniqueConstraint(
                fields=[
                    "clinic",
                    "patient",
                    "staff",
                    "kind",
                    "about_kind",
                    "about_id",
                    "not_before",
                ],
                condition=~models.Q(state="cancelled"),
                nulls_distinct=False,
                name="one_mail_about_one_thing_at_one_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["clinic", "try_at"],
                condition=models.Q(state="waiting"),
                name="mails_to_send",
            )
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"

    @property
    def words(self) -> str:
        """What the staff's list calls it."""
        return WORDS[MailKind(self.kind)].staff_words

    @property
    def address(self) -> str:
        """Where it would go now: an address that was mended meanwhile counts."""
        if self.patient is not None:
            return self.patient.email
        assert self.staff is not None  # noqa: S101 - the database holds one of both
        return self.staff.account.email

    @property
    def may_go_again(self) -> bool:
        return self.state in self.NOT_REACHED and (
            bool(self.link) or MailKind(self.kind) is not MailKind.OWN_LINK
        )
