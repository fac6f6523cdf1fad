"""One course as a case of a report: which score is the baseline, which the end, who left.

The windows are our own numbers unless a source is named; a report that uses others tells another
story, so they stand on its page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.outcome_report import Case

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.domain.change_over_time import Scored

BASELINE_DAYS = 60
"""A baseline is at most so old at the first dose."""
END_FROM_DAYS, END_UNTIL_DAYS = 12, 45
"""The score at the end: the first from so many to so many days after the last dose of the series.

Published cohorts take 14 to 31 days (McInnes 2022, PMID 35027209). A clinic's people answer a
little before and after.
"""
LEFT_AFTER_DAYS = 42
"""Without a dose for so long, in a series that is not through: they have left it."""
BEFORE_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class CourseLived:
    """What a case is made from."""

    planned_sessions: int
    doses: Sequence[datetime]
    """When each dose of the course began, in order; at least one."""
    ended_at: datetime | None
    series_sessions: int | None = None
    """How many of the doses were the series, where a prescriber ended it.

    `planned_sessions` is then what was planned for it. What comes later is maintenance, however it
    is planned.
    """
    results: Sequence[Scored]
    """Of one questionnaire, oldest first; those without a score too."""

    @property
    def sessions_of_series(self) -> int:
        return min(len(self.doses), self.series_sessions or self.planned_sessions)


def case_of(course: CourseLived, now: datetime) -> Case:
    """A case, as it stands at `now`."""
    scored = [one for one in course.results if one.total is not None]
    first, last = course.doses[0], _last_of_series(course)
    is_completer = course.sessions_of_series >= course.planned_sessions
    has_left = course.ended_at is not None or now - last >= timedelta(days=LEFT_AFTER_DAYS)
    is_over = is_completer or has_left or course.series_sessions is not None
    end = next((one for one in scored if _days(last, one.at, END_FROM_DAYS, END_UNTIL_DAYS)), None)
    end = end if is_over else None
    baseline = [one for one in scored if _days(one.at, first, 0, BASELINE_DAYS)]
    return Case(
        baseline=baseline[-1].measured if baseline else None,
        end=end.measured if end else None,
        is_end_due=is_over and now > last + timedelta(days=END_UNTIL_DAYS),
        is_completer=is_completer,
        before_session={
            number: before.total
            for number, before in _before_each(course.doses, scored)
            if before.total is not None
        },
        since_end=[
            ((one.at - end.at).days, one.total)
            for one in scored
            if end is not None and one.at > end.at and one.total is not None
        ],
    )


def _last_of_series(course: CourseLived) -> datetime:
    """The last planned dose, or the last there was. What follows the plan is maintenance."""
    return course.doses[course.sessions_of_series - 1]


def _before_each(doses: Sequence[datetime], scored: Sequence[Scored]) -> list[tuple[int, Scored]]:
    """The last score before each dose, since the dose before it."""
    found = []
    for place, dose in enumerate(doses):
        since = doses[place - 1] if place else dose - timedelta(days=BEFORE_DAYS)
        between = [one for one in scored if since < one.at <= dose]
        if between:
            found.append((place + 1, between[-1]))
    return found


def _days(early: datetime, late: datetime, least: int, most: int) -> bool:
    return timedelta(days=least) <= late - early <= timedelta(days=most)
