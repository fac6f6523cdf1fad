"""One person over a course: what got worse, then every score beside the sessions and doses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.domain.change_over_time import ChangeOverTime, Scored, change_over_time
from holdspace.domain.measure_schedule import recall_words
from holdspace.domain.quantities import in_words, round_half_up
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.course.models import Course
from holdspace.pathway.dosing_session.past_queries import past_sessions
from holdspace.pathway.measures.queries import results_of
from holdspace.pathway.outcomes.trajectory_chart import (
    DoseChart,
    ScoreChart,
    TimeAxis,
    dose_chart,
    score_chart,
    time_axis,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from holdspace.domain.outcomes import Judged
    from holdspace.domain.scales.instrument import Instrument
    from holdspace.domain.session_facts import SessionFacts
    from holdspace.pathway.dosing_session.past_queries import PastSession
    from holdspace.pathway.measures.queries import Result

EXPERIENCE = frozenset({"cadss", "meq30", "ceq", "ebi"})
"""About a session itself: no course of illness, and no target."""
NOT_SCORED_OVER_TIME = frozenset({"cssrs", "audit_c", "dast10"})
"""A tier and two screens: they stand on the page of the measures."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One result of a questionnaire, as a line of the table."""

    result: Result
    since_baseline: str
    recall: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One questionnaire over time."""

    instrument: Instrument
    change: ChangeOverTime
    points: Sequence[Point]
    """Newest first."""
    chart: ScoreChart | None
    """None: there is no score to draw."""
    first_dose_at: datetime | None

    @property
    def worse(self) -> Sequence[str]:
        return self.change.worse

    @property
    def latest(self) -> Result:
        """The newest with a score, else the newest."""
        scored = [one.result for one in self.points if one.result.total is not None]
        return scored[0] if scored else self.points[0].result

    @property
    def baseline(self) -> Result | None:
        at = self.change.baseline.at if self.change.baseline else None
        found = [one.result for one in self.points if one.result.finished_at == at]
        return found[0] if found else None

    @property
    def change_words(self) -> str:
        """Points and percent since the baseline with their sign: "-14 (-70 %)"."""
        found = self.change.outcome
        if found is None or found.change is None:
            return ""
        said = f"{found.change:+f}"
        if found.percent is None:
            return f"{said} points; from 0 there is no percentage"
        return f"{said} points ({f'{found.percent:+f}'.removesuffix('.0')} %)"

    @property
    def judged(self) -> Sequence[tuple[str, Judged]]:
        """Each definition by its name, as it holds today."""
        found = self.change.outcome
        if found is None:
            return ()
        return (
            ("Response", found.response),
            ("Remission", found.remission),
            (f"Reliable change{self._way}", found.reliable),
            (f"Important change{self._way}", found.important),
        )

    @property
    def _way(self) -> str:
        """A change that is beyond doubt may be one for the worse."""
        change = self.change.outcome.change if self.change.outcome else None
        if not change or self.instrument.direction == "neither":
            return ""
        is_up_better = self.instrument.direction == "higher is better"
        return ", better" if (change > 0) is is_up_better else ", worse"

    @property
    def up_is(self) -> str:
        return {"higher is worse": "Up is worse.", "higher is better": "Up is better."}.get(
            self.instrument.direction, "No direction is better."
        )

    @property
    def spoken(self) -> str:
        said = ", ".join(
            f"{one.result.score_words} on {one.result.finished_at:%d %B %Y}"
            for one in reversed(self.points)
            if one.result.total is not None
        )
        return f"{self.instrument.name} over time. {self.up_is} {said or 'No score'}."


@dataclass(frozen=True, kw_only=True)
class SessionLine:
    """One session with its experience and tolerability, and what the main score did next."""

    past: PastSession
    dose: str
    before: str
    after: str
    after_when: str
    change: str
    experience: Sequence[Result]
    """Answered after it and before the next one."""

    @property
    def facts(self) -> SessionFacts:
        return self.past.facts

    @property
    def at_most(self) -> Sequence[tuple[str, str]]:
        """The highest ratings after the dose; a question that nobody asked says so."""
        return [
            (name, str(found.score) if found else "not asked")
            for name, found in (
                ("distress", self.facts.highest_distress),
                ("nausea", self.facts.highest_nausea),
                ("dissociation", self.facts.highest_dissociation),
            )
        ]


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
        _line(code, found, first_dose_at, axis, drawn)
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
        sessions=_sessions(past, main, by_code),
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


def _line(
    code: str,
    results: Sequence[Result],
    first_dose_at: datetime | None,
    axis: TimeAxis | None,
    sessions: Sequence[tuple[int, datetime]],
) -> Line:
    instrument = INSTRUMENTS[code]
    scored = [Scored(at=one.finished_at, measured=one.measured) for one in reversed(results)]
    change = change_over_time(instrument, scored, first_dose_at)
    has_score = any(one.total is not None for one in scored)
    chart = score_chart(instrument, scored, change, axis, sessions) if axis and has_score else None
    return Line(
        instrument=instrument,
        change=change,
        points=[_point(instrument, one, change) for one in results],
        chart=chart,
        first_dose_at=first_dose_at,
    )


def _point(instrument: Instrument, result: Result, change: ChangeOverTime) -> Point:
    baseline = change.baseline
    since = ""
    if baseline is not None and baseline.total is not None and result.exact is not None:
        is_it = result.finished_at == baseline.at
        points = round_half_up(result.exact - baseline.total, instrument.places)
        since = "baseline" if is_it else f"{points:+f}"
    return Point(
        result=result,
        since_baseline=since,
        recall=recall_words(result.code, result.days_since_dose),
    )


def _sessions(
    past: Sequence[PastSession], main: Line | None, by_code: dict[str, list[Result]]
) -> list[SessionLine]:
    found = []
    for place, one in enumerate(past):
        at = one.facts.first_dose_at
        assert at is not None  # noqa: S101 - only those with a dose are here
        until = past[place + 1].facts.first_dose_at if place + 1 < len(past) else None
        scores = _around(main, at, until) if main else (None, None)
        found.append(_session_line(one, scores, main, _experience(by_code, at, until)))
    return found


def _session_line(
    past: PastSession,
    scores: tuple[Result | None, Result | None],
    main: Line | None,
    experience: Sequence[Result],
) -> SessionLine:
    before, after = scores
    facts, change = past.facts, ""
    if main and before and after and before.exact is not None and after.exact is not None:
        points = round_half_up(after.exact - before.exact, main.instrument.places)
        change = f"{points:+f}" if points else "no change"
    return SessionLine(
        past=past,
        dose=_dose_words(facts),
        before=before.score_words if before else "",
        after=after.score_words if after else "",
        after_when=after.after_dose if after else "",
        change=change,
        experience=experience,
    )


def _around(
    line: Line, at: datetime, until: datetime | None
) -> tuple[Result | None, Result | None]:
    """The last score before a dose, and the first after it that comes before the next dose."""
    scored = [one.result for one in reversed(line.points) if one.result.exact is not None]
    before = [one for one in scored if one.finished_at <= at]
    after = [
        one
        for one in scored
        if one.finished_at > at and (until is None or one.finished_at <= until)
    ]
    return (before[-1] if before else None, after[0] if after else None)


def _experience(
    by_code: dict[str, list[Result]], at: datetime, until: datetime | None
) -> list[Result]:
    return [
        one
        for code in sorted(EXPERIENCE)
        for one in by_code.get(code, ())
        if at < one.finished_at and (until is None or one.finished_at <= until)
    ]


def _dose_words(facts: SessionFacts) -> str:
    if facts.dose_mg is None:
        return "not known"
    counted = ", counted on" if facts.dose_is_counted_on else ""
    return f"{in_words(facts.dose_mg, 'mg')}{_per_kg(facts.dose_mg_per_kg)}{counted}"


def _per_kg(value: Decimal | None) -> str:
    return f" ({in_words(value, 'mg/kg')})" if value is not None else ""


def _doses(past: Sequence[PastSession], axis: TimeAxis | None) -> DoseChart | None:
    doses = [
        (one.cycle_number, at, one.facts.dose_mg, _dose_words(one.facts))
        for one in past
        if (at := one.facts.first_dose_at) is not None
    ]
    return dose_chart(doses, axis) if doses and axis else None
