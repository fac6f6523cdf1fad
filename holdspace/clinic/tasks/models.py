"""Tasks as rows, and everything that was done about each of them as a log that only grows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL, Actor, Role
from holdspace.domain.tasks import RULES, TaskKind, TaskRole, TaskRule

if TYPE_CHECKING:
    from datetime import datetime

FRONT_DESK_KINDS = [kind.value for kind, rule in RULES.items() if TaskRole.FRONT_DESK in rule.roles]


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, actor: Actor) -> TaskQuerySet:
        """Who cares for people sees all of them; the front desk what it may be asked, no more."""
        own = self.filter(clinic_id=actor.clinic_id)
        if actor.has_any(CLINICAL):
            return own
        is_at_the_desk = Role.FRONT_DESK in actor.roles
        return own.filter(kind__in=FRONT_DESK_KINDS) if is_at_the_desk else own.none()

    def not_closed(self) -> TaskQuerySet:
        return self.filter(closed_at__isnull=True)


class Task(models.Model):
    """One thing to be done about one person; its acts say who did what about it, and when.

    The moments of its clock are fixed when it is opened: new hours of the clinic move none of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    """One of `domain.tasks.TaskKind`; no choices here, so that a new kind needs no migration."""
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    """What it is about, by id: an answer, a question, a consent. Blank: the person."""
    opened_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    done_by = models.DateTimeField()
    escalates_at = models.DateTimeField(null=True, blank=True)
    """When the next ones are asked: those on the rung above, or on the last if it is not done."""
    rungs_at = ArrayField(models.DateTimeField())
    rung = models.PositiveSmallIntegerField(default=0)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["done_by", "opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "kind", "about_kind", "about_id"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_task_of_a_kind_about_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | models.Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="who_acknowledged_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["clinic", "escalates_at"],
                condition=models.Q(closed_at__isnull=True),
                name="tasks_to_escalate",
            )
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"

    @property
    def rule(self) -> TaskRule:
        return RULES[TaskKind(self.kind)]

    def is_unseen(self) -> bool:
        return self.acknowledged_at is None and self.closed_at is None

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should have been acknowledged, or closed, before now."""
        if self.closed_at is not None:
            return False
        late = self.acknowledged_at is None and self.acknowledge_by <= now
        return late or self.done_by <= now


class TaskActQuerySet(models.QuerySet["TaskAct"]):
    def visible_to(self, actor: Actor) -> TaskActQuerySet:
        return self.filter(task__in=Task.objects.visible_to(actor))


class TaskAct(models.Model):
    """What somebody, or the clock, did about a task: added, never changed."""

    class Kind(models.TextChoices):
        OPENED = "opened", "Opened"
        ACKNOWLEDGED = "acknowledged", "Acknowledged"
        TAKEN = "taken", "Taken"
        ESCALATED = "escalated", "Escalated"
        CLOSED = "closed", "Closed"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null: the person themselves, or the clock."""
    words = models.TextField(blank=True)

    objects = TaskActQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.task_id}"
