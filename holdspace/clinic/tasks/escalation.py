"""What the clock does about tasks: ask the next ones in time, and turn lost mails into tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.context import clinic_context
from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.tasks.actions import add_act, open_task
from holdspace.clinic.tasks.asking import mail_those_asked
from holdspace.clinic.tasks.models import Task, TaskAct
from holdspace.domain.tasks import TaskKind

if TYPE_CHECKING:
    from datetime import datetime

NOBODY_YET = "Nobody had acknowledged it in time."
NOT_DONE = "It was acknowledged, and not done in time."


def escalate_what_is_due(clinic_id: int, now: datetime) -> int:
    """Ask the next rung about each task whose time has come. How many there were.

    A clock that stood still climbs one rung a step, so that each rung has its line in the record.
    """
    with clinic_context(clinic_id):
        due = Task.objects.not_closed().filter(clinic_id=clinic_id, escalates_at__lte=now)
        tasks = list(due.select_for_update(skip_locked=True))
        for task in tasks:
            _escalate(task, now)
    return len(tasks)


def open_tasks_about_lost_mails(clinic_id: int, now: datetime) -> int:
    """A task for each mail that did not reach a person: they may be waiting for its news."""
    with clinic_context(clinic_id):
        lost = Mail.objects.did_not_reach().filter(clinic_id=clinic_id).select_related("patient")
        mails = list(lost.select_for_update(skip_locked=True, of=("self",)))
        for mail in mails:
            assert mail.patient is not None  # noqa: S101 - the query asked for those of patients
            open_task(
                clinic_id=clinic_id,
                patient=mail.patient,
                kind=TaskKind.MAIL_NOT_TAKEN,
                about_kind="mail",
                about_id=mail.pk,
                now=now,
            )
            Mail.objects.filter(pk=mail.pk).update(told_at=now)
    return len(mails)


def _escalate(task: Task, now: datetime) -> None:
    top = len(task.rule.ladder) - 1
    is_seen = task.acknowledged_at is not None
    task.rung = top if is_seen else min(task.rung + 1, top)
    higher = task.rungs_at[task.rung + 1 :]
    Task.objects.filter(pk=task.pk).update(
        rung=task.rung, escalates_at=None if is_seen or not higher else higher[0]
    )
    add_act(task, TaskAct.Kind.ESCALATED, now, words=NOT_DONE if is_seen else NOBODY_YET)
    mail_those_asked(task, now)
