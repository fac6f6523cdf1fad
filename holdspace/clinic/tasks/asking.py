"""Who is asked about a task by now, and the mail that tells them when nobody may be at a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from holdspace.clinic.outbox.actions import queue_staff_mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.people.models import StaffMember

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.clinic.tasks.models import Task
    from holdspace.domain.tasks import Rung

TASKS_PATH = "/tasks/"


def is_asked(actor: Actor, task: Task) -> bool:
    """Whether this person is among those whom the task asks by now."""
    asked = {role.value for role in task.rule.asked_on(task.rung)}
    is_director_asked = task.rule.ladder[task.rung].to_medical_director
    return bool(asked & {role.value for role in actor.roles}) or (
        actor.is_medical_director and is_director_asked
    )


def mail_those_asked(task: Task, now: datetime) -> None:
    """A neutral mail to everybody on the task's present rung; it names nobody and nothing."""
    for member in _asked_on(task.clinic_id, task.rule.ladder[task.rung]):
        queue_staff_mail(
            staff=member,
            kind=MailKind.STAFF_TASK,
            not_before=now,
            link=TASKS_PATH,
            about_kind="task",
            about_id=task.pk,
        )


def _asked_on(clinic_id: int, rung: Rung) -> list[StaffMember]:
    by_role = Q(roles__overlap=[role.value for role in rung.roles])
    director = Q(is_medical_director=True) if rung.to_medical_director else Q()
    return list(StaffMember.objects.filter(by_role | director, clinic_id=clinic_id, is_active=True))
