"""Which tasks there are for whom, what presses most first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from holdspace.clinic.people.roles import CLINICAL
from holdspace.clinic.reach.queries import dials
from holdspace.clinic.tasks.asking import is_asked
from holdspace.clinic.tasks.models import Task
from holdspace.domain.tasks import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.roles import Actor

ABOUT = {
    "question": "questions:question",
    "questionnaire": "measures:enter",
    "consent": "consult:consent",
    "intake": "consult:screening",
    "decision": "consult:decision",
    "risk tier": "measures:person",
    "mail": "outbox:mails",
    "cycle": "review:review",
    "trajectory": "outcomes:trajectory",
    "circle call": "circle:call",
    "integration visit": "visits:settle",
    "check-in answer": "check_ins:told",
    "after a session": "check_ins:person",
}
"""What a task is about -> the route of its page; an argument is the id. A stage adds its own."""
CLOSED_SHOWN = 20
URGENT = [kind.value for kind, rule in RULES.items() if rule.is_urgent]


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """One task as a line of a list, for one reader."""

    task: Task
    who: str
    words: str
    standing: str
    """Where it stands and by when: "Acknowledge by 11:15", "Ana Silva has seen it"."""
    is_late: bool
    is_escalated: bool
    may_acknowledge: bool
    may_take: bool

    @property
    def call_href(self) -> str:
        return dials(self.task.patient.phone) if self.task.patient.phone else ""

    @property
    def presses(self) -> bool:
        is_unseen = self.task.rule.is_urgent and self.task.is_unseen()
        return is_unseen or self.is_late or self.is_escalated

    @property
    def tone(self) -> str:
        return "high" if self.is_late or self.is_escalated else ""


@dataclass(frozen=True, kw_only=True)
class TaskLists:
    """Everything that is open, by whose turn it is."""

    now: tuple[TaskLine, ...]
    """Urgent and unseen, late, or escalated, and theirs or asking them."""
    mine: tuple[TaskLine, ...]
    asked: tuple[TaskLine, ...]
    others: tuple[TaskLine, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.now or self.mine or self.asked or self.others)


def task_lists(actor: Actor, now: datetime) -> TaskLists:
    """What presses, theirs, those that ask them, and those with others."""
    lines = [line_of(actor, task, now) for task in open_tasks(actor, now)]
    theirs = [one for one in lines if _is_theirs(actor, one.task)]
    presses = {one.task.pk for one in theirs if one.presses}
    return TaskLists(
        now=tuple(one for one in theirs if one.presses),
        mine=tuple(one for one in theirs if one.task.owner_id and one.task.pk not in presses),
        asked=tuple(one for one in theirs if not one.task.owner_id and one.task.pk not in presses),
        others=tuple(one for one in lines if one not in theirs),
    )


def open_tasks(actor: Actor, now: datetime, patient_id: UUID | None = None) -> list[Task]:
    """What presses most first: urgent and unseen, escalated, late, then by its time."""
    tasks = Task.objects.visible_to(actor).not_closed()
    tasks = tasks if patient_id is None else tasks.filter(patient_id=patient_id)
    found = tasks.select_related("patient", "owner", "acknowledged_by")
    return sorted(found, key=lambda task: _presses(task, now))


def count_that_press(actor: Actor, now: datetime) -> int:
    """Urgent or late ones that nobody has seen: said on every page of those who may see them."""
    unseen = Task.objects.visible_to(actor).not_closed().filter(acknowledged_at__isnull=True)
    return unseen.filter(Q(kind__in=URGENT) | Q(acknowledge_by__lte=now)).count()


def tasks_left_undone(actor: Actor, now: datetime) -> list[Task]:
    """Those, and whatever else is late or was escalated: the day is not closed with them."""
    return [
        task
        for task in open_tasks(actor, now)
        if task.rung or task.is_overdue(now) or (task.rule.is_urgent and task.is_unseen())
    ]


def tasks_of(actor: Actor, patient_id: UUID, now: datetime) -> Sequence[TaskLine]:
    """What is open about one person."""
    return [line_of(actor, task, now) for task in open_tasks(actor, now, patient_id)]


def lately_closed(actor: Actor) -> list[Task]:
    closed = Task.objects.visible_to(actor).filter(closed_at__isnull=False)
    found = closed.select_related("patient", "owner").prefetch_related("acts__by")
    return list(found.order_by("-closed_at")[:CLOSED_SHOWN])


def line_of(actor: Actor, task: Task, now: datetime) -> TaskLine:
    reads_charts = actor.has_any(CLINICAL)
    is_open = task.closed_at is None
    return TaskLine(
        task=task,
        who=task.patient.full_name,
        words=task.rule.words if reads_charts or not _is_clinical(task) else task.rule.title,
        standing=standing_of(task, now.astimezone(ZoneInfo(actor.time_zone))),
        is_late=task.is_overdue(now),
        is_escalated=task.rung > 0 and is_open,
        may_acknowledge=task.is_unseen(),
        may_take=is_open and task.owner_id != actor.staff_id,
    )


def standing_of(task: Task, now: datetime) -> str:
    """Where a task stands, in words, on the clock of `now`."""
    if task.closed_at is not None:
        return f"Closed {_moment(task.closed_at, now)}"
    if task.acknowledged_by is None:
        late = task.acknowledge_by <= now
        word = "Nobody has seen it. Due since" if late else "To be seen by"
        return f"{word} {_moment(task.acknowledge_by, now)}"
    who = task.owner or task.acknowledged_by
    has = "has it" if task.owner else "has seen it"
    by = "was to be done by" if task.done_by <= now else "to be done by"
    return f"{who.name} {has}; {by} {_moment(task.done_by, now)}"


def about_href(task: Task) -> str:
    """The page of what a task is about; empty where it has none of its own."""
    route = ABOUT.get(task.about_kind)
    if route is None:
        return ""
    for arguments in ([task.about_id], []):
        try:
            return reverse(route, args=arguments)
        except NoReverseMatch:
            continue
    return ""


def _is_theirs(actor: Actor, task: Task) -> bool:
    """Whether it is theirs, or nobody's yet and asks them."""
    if task.owner_id is not None:
        return task.owner_id == actor.staff_id
    return is_asked(actor, task)


def _is_clinical(task: Task) -> bool:
    return all(role.value in {one.value for one in CLINICAL} for role in task.rule.roles)


def _presses(task: Task, now: datetime) -> tuple[bool, bool, bool, datetime]:
    by = task.acknowledge_by if task.is_unseen() else task.done_by
    is_first = task.rule.is_urgent and task.is_unseen()
    return (not is_first, task.rung == 0, not task.is_overdue(now), by)


def _moment(at: datetime, now: datetime) -> str:
    """The time alone for today, on the clock of `now`."""
    there = at.astimezone(now.tzinfo)
    if there.date() == now.date():
        return f"{there:%H:%M}"
    return f"{there:%A} {there.day} {there:%B}, {there:%H:%M}"
