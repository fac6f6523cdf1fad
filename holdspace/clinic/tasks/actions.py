"""Open a task, acknowledge it, take it, close it. Each is written down with who and when."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.reach.queries import hours_of
from holdspace.clinic.tasks.asking import mail_those_asked
from holdspace.clinic.tasks.models import Task, TaskAct
from holdspace.domain.tasks import clock_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.tasks import TaskKind


class TaskClosed(Exception):
    """Somebody closed it before."""


class NoOutcome(Exception):
    """A task is closed with what came of it, in words."""


@transaction.atomic
def open_task(
    *,
    clinic_id: int,
    patient: Patient,
    kind: TaskKind,
    now: datetime,
    about_kind: str = "",
    about_id: object = "",
) -> Task:
    """A task for whoever the kind asks first. While one about the same thing is open, that one.

    Call it inside the transaction that wrote what it is about: both are there, or neither is.
    """
    clinic = Clinic.objects.get(pk=clinic_id)
    clock = clock_of(kind, now, hours_of(clinic), ZoneInfo(clinic.time_zone))
    task, is_new = Task.objects.not_closed().get_or_create(
        clinic_id=clinic_id,
        patient=patient,
        kind=kind,
        about_kind=about_kind,
        about_id=str(about_id),
        closed_at=None,
        defaults={
            "opened_at": now,
            "acknowledge_by": clock.acknowledge_by,
            "done_by": clock.done_by,
            "rungs_at": list(clock.rungs_at),
            "escalates_at": clock.escalates_at(0),
        },
    )
    if is_new:
        add_act(task, TaskAct.Kind.OPENED, now)
        if task.rule.is_urgent:
            mail_those_asked(task, now)
    return task


@transaction.atomic
def acknowledge(*, actor: Actor, task: Task, now: datetime) -> bool:
    """Somebody has seen it, and it asks nobody else until it should be done.

    False when somebody had acknowledged it before. Raises TaskClosed.
    """
    standing = _locked(task)
    if standing.acknowledged_at is not None:
        return False
    Task.objects.filter(pk=task.pk).update(
        acknowledged_at=now,
        acknowledged_by_id=actor.staff_id,
        # Seen is not done: it climbs once more if nobody closes it in time.
        escalates_at=standing.done_by if standing.done_by > now else None,
    )
    add_act(task, TaskAct.Kind.ACKNOWLEDGED, now, actor.staff_id)
    _note(actor, task, "acknowledge a task")
    return True


@transaction.atomic
def take(*, actor: Actor, task: Task, now: datetime) -> None:
    """It is theirs from now on, whoever had it before. Raises TaskClosed."""
    acknowledge(actor=actor, task=task, now=now)
    Task.objects.filter(pk=task.pk).update(owner_id=actor.staff_id)
    add_act(task, TaskAct.Kind.TAKEN, now, actor.staff_id)
    _note(actor, task, "take a task")


@transaction.atomic
def close(*, actor: Actor, task: Task, outcome: str, now: datetime) -> None:
    """Done, with what came of it. Raises TaskClosed, NoOutcome."""
    if not outcome.strip():
        raise NoOutcome("Say in a few words what came of it.")
    acknowledge(actor=actor, task=task, now=now)
    Task.objects.filter(pk=task.pk).update(closed_at=now, escalates_at=None)
    add_act(task, TaskAct.Kind.CLOSED, now, actor.staff_id, outcome.strip())
    _note(actor, task, "close a task")


@transaction.atomic
def close_without_staff(*, task: Task, outcome: str, now: datetime) -> None:
    """What it was about has ended without anybody on the staff. Raises TaskClosed."""
    _locked(task)
    Task.objects.filter(pk=task.pk).update(closed_at=now, escalates_at=None)
    add_act(task, TaskAct.Kind.CLOSED, now, words=outcome)


def _locked(task: Task) -> Task:
    """As it stands, and nobody else changes it before this transaction ends."""
    standing = Task.objects.select_for_update().get(pk=task.pk)
    if standing.closed_at is not None:
        raise TaskClosed("This task is closed already.")
    return standing


def add_act(
    task: Task, kind: TaskAct.Kind, now: datetime, staff_id: UUID | None = None, words: str = ""
) -> None:
    """A line of what was done about a task; without `staff_id` it was the person or the clock."""
    TaskAct.objects.create(
        clinic_id=task.clinic_id, task=task, kind=kind, at=now, by_id=staff_id, words=words
    )


def _note(actor: Actor, task: Task, act: str) -> None:
    record(actor=actor, act=act, patient_id=task.patient_id, object_kind="task", object_id=task.pk)
