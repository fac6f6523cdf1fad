"""One person over a course: what got worse, then every score beside the sessions and doses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.pathway.course.models import Course
from holdspace.pathway.dosing_session.past_queries import past_sessions
from holdspace.pathway.measures.queries import results_of
from holdspace.pathway.outcomes.trajectory_chart import DoseChart, TimeAxis, dose_chart, time_axis
from holdspace.pathway.outcomes.trajectory_lines import Line, line_of
from holdspace.pathway.outcomes.trajectory_sessions import (
    EXPERIENCE,
    SessionLine,
    dose_words,
    sessions_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.pathway.dosing_session.past_queries import PastSession
    from holdspace.pathway.measures.queries import Result

NOT_SCORED_OVER_TIME = frozenset({"cssrs", "audit_c", "dast10"})
"""A tier and two screens: they stand on the page of the measures."""


@dataclass(frozen=True, kw_only=True)
class Trajectory:
    """Everything the page shows."""

    course: Course | None
    lines: Sequence[Line]
    """Those that got worse first."""
    experience: Sequence[Line]
    sessions: Sequence[SessionLine]
    doses: DoseChart | None
    axis: TimeAxis | None
    main_name: str
    """The questionnaire that stands beside the sessions: the one that was answered most."""

    @property
    def worse(self) -> Sequence[Line]:
        return [line for line in self.lines if line.worse]

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.sessions and not self.experience


def trajectory_of(patient_id: UUID, time_zone: str, now: datetime) -> Trajectory:
    """Whoever calls this came to the person through `visible_to`."""
    courses = Course.objects.filter(patient_id=patient_id).order_by("-started_on")
    course = courses.filter(ended_on__isnull=True).first() or courses.first()
    past = [one for one in past_sessions(patient_id, now) if one.facts.had_a_dose]
    results = results_of(patient_id)
    axis = _axis(results, past, time_zone)
    here = [one for one in past if course is not None and one.course_id == course.pk]
    first_dose_at = here[0].facts.first_dose_at if here else None
    drawn = [(one.cycle_number, at) for one in past if (at := one.facts.first_dose_at) is not None]
    by_code: dict[str, list[Result]] = {}
    for result in results:
        by_code.setdefault(result.code, []).append(result)
    lines = [
        line_of(code, found, first_dose_at, axis, drawn)
        for code, found in by_code.items()
        if code not in NOT_SCORED_OVER_TIME
    ]
    told = [line for line in lines if line.instrument.code not in EXPERIENCE]
    told.sort(key=lambda line: not line.worse)
    main = max(told, key=lambda line: len(line.points), default=None)
    return Trajectory(
        course=course,
        lines=told,
        experience=[line for line in lines if line.instrument.code in EXPERIENCE],
        sessions=sessions_of(past, main, by_code),
        doses=_doses(past, axis),
        axis=axis,
        main_name=main.instrument.name if main else "",
    )


def _axis(
    results: Sequence[Result], past: Sequence[PastSession], time_zone: str
) -> TimeAxis | None:
    moments = [one.finished_at for one in results if one.code not in NOT_SCORED_OVER_TIME]
    moments += [at for one in past if (at := one.facts.first_dose_at) is not None]
    return time_axis(moments, ZoneInfo(time_zone)) if moments else None


def _doses(past: Sequence[PastSession], axis: TimeAxis | None) -> DoseChart | None:
    doses = [
        (one.cycle_number, at, one.facts.dose_mg, dose_words(one.facts))
        for one in past
        if (at := one.facts.first_dose_at) is not None
    ]
    return dose_chart(doses, axis) if doses and axis else None
