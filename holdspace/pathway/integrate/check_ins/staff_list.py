"""Everybody after a session, one line each: who needs somebody first, silence among them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.reach.queries import dials
from holdspace.clinic.tasks.models import Task
from holdspace.clinic.tasks.queries import line_of
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.integrate.check_ins import staff_words as words
from holdspace.pathway.integrate.check_ins.actions import ABOUT
from holdspace.pathway.integrate.check_ins.following import everybody_followed, following_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor
    from holdspace.clinic.tasks.queries import TaskLine
    from holdspace.pathway.integrate.check_ins.following import Following

KINDS = (
    TaskKind.SUICIDE_ANSWER,
    TaskKind.RED_FLAG,
    TaskKind.CHECK_IN_SILENT,
    TaskKind.AFTER_CARE,
)


class Need(IntEnum):
    """Who is looked at first. Silence stands before what somebody said that can wait a while."""

    NOW = 0
    SILENT = 1
    TODAY = 2
    NOT_WELL = 3
    NOTHING_HEARD = 4
    HEARD = 5

    @property
    def words(self) -> str:
        return NEED_WORDS[self]

    @property
    def tone(self) -> str:
        return {Need.NOW: "high", Need.SILENT: "soon", Need.TODAY: "soon"}.get(self, "")

    @property
    def icon(self) -> str:
        return {Need.NOW: "triangle", Need.SILENT: "clock", Need.TODAY: "clock"}.get(self, "")


NEED_WORDS = {
    Need.NOW: "Call now",
    Need.SILENT: "Silent",
    Need.TODAY: "Speak with them today",
    Need.NOT_WELL: "Not so well",
    Need.NOTHING_HEARD: "Nothing heard yet",
    Need.HEARD: "Heard from",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One person, for one reader."""

    following: Following
    need: Need
    tasks: Sequence[TaskLine]
    home: str
    last: str
    """What was said last, with when and by whom; or that nothing was."""
    own_words: str
    silence: str
    """Empty when the last moment was answered."""
    next: str
    flags: Sequence[str]

    @property
    def patient(self) -> Patient:
        return self.following.patient

    @property
    def call_href(self) -> str:
        return dials(self.patient.phone) if self.patient.phone else ""


def lines_for(actor: Actor, now: datetime) -> list[Line]:
    """Everybody whose ladder goes on, or about whom something is open."""
    followed = everybody_followed(actor.clinic_id, now)
    tasks = _tasks(actor, [one.patient.pk for one in followed], now)
    lines = [_line(one, tasks.get(one.patient.pk, []), actor, now) for one in followed]
    shown = [line for line in lines if line.tasks or not line.following.is_over or line.silence]
    return sorted(shown, key=lambda line: (line.need, -line.following.home.at.timestamp()))


def line_about(actor: Actor, patient: Patient, now: datetime) -> Line | None:
    """The same of one person; None when they went home from no session lately."""
    following = following_of(patient, now)
    if following is None:
        return None
    return _line(following, _tasks(actor, [patient.pk], now).get(patient.pk, []), actor, now)


def _line(following: Following, tasks: Sequence[TaskLine], actor: Actor, now: datetime) -> Line:
    zone = ZoneInfo(actor.time_zone)
    last, ahead = following.last_told, following.following
    silent = following.silent
    home = following.home.at
    said = "Nothing has been said since."
    if last is not None:
        when = words.moment(last.at, zone)
        said = f"{words.said_in_short(last)} ({words.RUNGS[last.rung].lower()}, {when}, {last.by})"
    return Line(
        following=following,
        need=_need(following, tasks),
        tasks=tasks,
        home=f"Went home {words.moment(home, zone)}, {words.ago(home, now)}",
        last=said,
        own_words=last.words if last else "",
        silence=words.silence(silent, home, now) if silent else "",
        next=f"{words.RUNGS[ahead.rung]}, {words.moment(ahead.moment.due_at, zone)}"
        if ahead
        else "",
        flags=[flag.staff_words for flag in last.red_flags] if last else [],
    )


def _need(following: Following, tasks: Sequence[TaskLine]) -> Need:
    kinds = {TaskKind(line.task.kind) for line in tasks}
    if kinds & {TaskKind.SUICIDE_ANSWER, TaskKind.RED_FLAG}:
        return Need.NOW
    silent = following.silent
    if TaskKind.CHECK_IN_SILENT in kinds or silent:
        return Need.SILENT
    if TaskKind.AFTER_CARE in kinds:
        return Need.TODAY
    last = following.last_told
    if last is None:
        return Need.NOTHING_HEARD
    return Need.NOT_WELL if last.red_flags else Need.HEARD


def _tasks(actor: Actor, patient_ids: list[UUID], now: datetime) -> dict[UUID, list[TaskLine]]:
    """What is open about how they are after a session."""
    open_ones = Task.objects.visible_to(actor).not_closed()
    found = open_ones.filter(patient_id__in=patient_ids, kind__in=KINDS)
    lines: dict[UUID, list[TaskLine]] = {}
    for task in found.select_related("patient", "owner", "acknowledged_by"):
        if task.kind != TaskKind.SUICIDE_ANSWER or task.about_kind == ABOUT:
            lines.setdefault(task.patient_id, []).append(line_of(actor, task, now))
    return lines
