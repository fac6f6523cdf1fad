"""What is asked of a person when: due, overdue, silent; from the course so far alone.

Times are moments; the days of a schedule are counted in whole hours from them (24 h a day).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from holdspace.domain.protocol_measures import CountedFrom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from holdspace.domain.protocol_measures import MeasureSchedule, MeasureTime
    from holdspace.domain.sourced import Sourced

RECALL_DAYS: Mapping[str, int] = {
    "phq9": 14, "gad7": 14, "pcl5": 30, "peg": 7, "qids16": 7, "madrs": 7, "who5": 14, "isi": 14,
    "fss": 7,
}  # fmt: skip
"""How far back a questionnaire looks (clinical reference 5.1 to 5.3)."""


@dataclass(frozen=True, kw_only=True)
class CourseSoFar:
    """What the schedule needs of one course."""

    indication: str
    started_at: datetime
    planned_sessions: int
    doses: Sequence[datetime] = ()
    """When each dose began, in order."""
    ready_for_home_at: datetime | None = None
    """After the latest dose. None: not yet, or there was none."""
    next_dose_at: datetime | None = None
    """The next appointment for a dose."""
    ended_at: datetime | None = None
    series_sessions: int | None = None
    """How many of the doses were the series, where a prescriber ended it."""
    with_copy: frozenset[str] = frozenset()
    """Questionnaires whose wording the clinic has of its own."""

    @property
    def is_series_over(self) -> bool:
        is_through = len(self.doses) >= self.planned_sessions
        return is_through or self.ended_at is not None or self.series_sessions is not None

    @property
    def sessions_of_series(self) -> int:
        """Single sessions that come after it do not move its end."""
        return min(len(self.doses), self.series_sessions or len(self.doses))


@dataclass(frozen=True, kw_only=True)
class ToAsk:
    """One questionnaire at one time. `number`: of the dose it belongs to, 0 before any."""

    time: MeasureTime
    number: int
    code: str
    opens_at: datetime
    due_at: datetime
    over_at: datetime | None
    """From then on it is not asked any more: the next dose was given."""
    remind_at: datetime
    silent_at: datetime


class Standing(StrEnum):
    """Where one of them stands."""

    NOT_YET = "not yet"
    OPEN = "open"
    OVERDUE = "overdue"
    SILENT = "silent"
    ANSWERED = "answered"
    MISSED = "missed"
    """The dose was given first: asked afterwards it would be another question."""


def to_ask(schedule: MeasureSchedule, course: CourseSoFar) -> tuple[ToAsk, ...]:
    """Everything that can be said by now, in order of time; nothing that hangs on a later dose."""
    found = [
        _one(schedule, course, time, number, code, begin)
        for time in schedule.times
        for number, begin in _begins(course, time)
        for code in _codes(schedule, course, time)
    ]
    return tuple(sorted(found, key=lambda each: (each.opens_at, each.due_at)))


def standing(
    each: ToAsk, answered: Sequence[datetime], schedule: MeasureSchedule, now: datetime
) -> Standing:
    """`answered`: when this questionnaire was finished, at any time, by now.

    One that was answered shortly before counts: nobody is asked the same thing twice in two days.
    """
    lately = each.opens_at - _span(each.time.answered_lately or schedule.answered_lately)
    if each.opens_at <= now and any(
        lately <= at and (each.over_at is None or at <= each.over_at) for at in answered
    ):
        return Standing.ANSWERED
    if each.over_at is not None and each.over_at <= now:
        return Standing.MISSED
    if now < each.opens_at:
        return Standing.NOT_YET
    if now < each.due_at:
        return Standing.OPEN
    return Standing.OVERDUE if now < each.silent_at else Standing.SILENT


def recall_words(code: str, days_since_dose: int | None) -> str:
    """Whether what a score looks back at reaches behind the last dose; empty where it does not.

    An infusion series asks every few days, so windows overlap. The questionnaire stays as it is,
    and the score says so (clinical reference 5.1).
    """
    recall = RECALL_DAYS.get(code)
    if recall is None or days_since_dose is None or days_since_dose >= recall:
        return ""
    days = {0: "on the day of", 1: "1 day after"}.get(
        days_since_dose, f"{days_since_dose} days after"
    )
    return f"{days} a dose, and it looks back {recall}: part of that was before the dose"


def _codes(schedule: MeasureSchedule, course: CourseSoFar, time: MeasureTime) -> tuple[str, ...]:
    if time.with_copy:
        return tuple(code for code in time.with_copy if code in course.with_copy)
    return schedule.for_indication(course.indication)


def _begins(course: CourseSoFar, time: MeasureTime) -> Iterator[tuple[int, datetime]]:
    """What a time counts from: the number of its dose, and the moment."""
    match time.counted_from:
        case CountedFrom.COURSE_START:
            yield 0, course.started_at
        case CountedFrom.NEXT_DOSE:
            if course.next_dose_at is not None and course.ended_at is None:
                yield len(course.doses) + 1, course.next_dose_at
        case CountedFrom.EACH_DOSE:
            yield from enumerate(course.doses, start=1)
        case CountedFrom.SERIES_END:
            if course.doses and course.is_series_over:
                number = course.sessions_of_series
                yield number, course.doses[number - 1]


def _one(
    schedule: MeasureSchedule,
    course: CourseSoFar,
    time: MeasureTime,
    number: int,
    code: str,
    begin: datetime,
) -> ToAsk:
    way = -1 if time.counted_from is CountedFrom.NEXT_DOSE else 1
    opens_at = _out_of_quiet(schedule, course, begin + way * _span(time.opens))
    due_at = max(begin + way * _span(time.due), opens_at)
    return ToAsk(
        time=time,
        number=number,
        code=code,
        opens_at=opens_at,
        due_at=due_at,
        over_at=_over_at(course, time, number),
        remind_at=max(due_at - _span(schedule.remind_before_due), opens_at),
        silent_at=due_at + _span(schedule.silent_after_due),
    )


def _over_at(course: CourseSoFar, time: MeasureTime, number: int) -> datetime | None:
    """The dose that ends it: the first ends the baseline, the next what followed the last."""
    match time.counted_from:
        case CountedFrom.COURSE_START:
            return course.doses[0] if course.doses else None
        case CountedFrom.EACH_DOSE:
            return course.doses[number] if number < len(course.doses) else None
        case CountedFrom.NEXT_DOSE | CountedFrom.SERIES_END:
            return None


def _out_of_quiet(schedule: MeasureSchedule, course: CourseSoFar, at: datetime) -> datetime:
    """After the quiet hours of the latest session, when it falls into them."""
    if not course.doses:
        return at
    latest = course.doses[-1]
    over = (course.ready_for_home_at or latest) + _span(schedule.quiet_after_dose)
    return over if latest <= at < over else at


def _span(number: Sourced) -> timedelta:
    hours = number.value if number.unit == "h" else number.value * 24
    return timedelta(hours=float(hours))
