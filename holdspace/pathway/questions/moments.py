"""Moments and states of a question in a person's words, on their own clock."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.reach.queries import hours_of
from holdspace.domain.tasks import clock_of
from holdspace.pathway.questions import companion_words as words
from holdspace.pathway.questions.models import TASK_KINDS, Question

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.models import Clinic
    from holdspace.clinic.people.roles import OwnActor
    from holdspace.clinic.reach.queries import Openness
    from holdspace.pathway.questions.queries import Thread


def when(at: datetime, person: OwnActor, now: datetime) -> str:
    """ "14:30 today", "10:00 on Friday, 27 November": on the person's clock."""
    zone = ZoneInfo(person.time_zone)
    there, today = at.astimezone(zone), now.astimezone(zone).date()
    if there.date() == today:
        return f"{there:%H:%M} today"
    return f"{there:%H:%M} on {there:%A}, {there.day} {there:%B}"


def planned_answer(person: OwnActor, clinic: Clinic, openness: Openness, now: datetime) -> str:
    """By when a question that is sent now is planned to be answered, and whether we are open."""
    kind = TASK_KINDS[Question.Kind.QUESTION]
    clock = clock_of(kind, now, hours_of(clinic), ZoneInfo(clinic.time_zone))
    sentence = {None: words.HOURS_NOT_SAID, True: words.OPEN_NOW, False: words.CLOSED_NOW}
    return sentence[openness.is_open].format(when=when(clock.done_by, person, now))


def standing(thread: Thread, person: OwnActor, now: datetime) -> tuple[str, ...]:
    """Where a question stands: read by whom, answered by when, or late and said so."""
    task = thread.task
    if thread.is_closed:
        return (words.IS_CLOSED,)
    if task is None or thread.is_answered:
        return ()
    seen = words.SEEN_BY.format(name=task.acknowledged_by.name) if task.acknowledged_by else ""
    planned = words.LATE if thread.is_late(now) else words.HOURS_NOT_SAID
    lines = (seen, planned.format(when=when(task.done_by, person, now)))
    return tuple(line for line in lines if line)


def sent(question: Question, thread: Thread, person: OwnActor, now: datetime) -> str:
    """What is said once it was sent: a worry is read soon, before it is answered."""
    if thread.task is None:
        return words.WAITS
    if question.kind == Question.Kind.WORRY:
        by = when(thread.task.acknowledge_by, person, now)
        return words.SENT_WORRY.format(when=by)
    return words.SENT.format(when=when(thread.task.done_by, person, now))


def state_words(thread: Thread) -> str:
    if thread.has_news:
        return words.NEW_ANSWER
    if thread.is_closed:
        return words.CLOSED
    return words.ANSWERED if thread.is_answered else words.WAITS
