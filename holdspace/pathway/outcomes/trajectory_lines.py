"""One questionnaire over time: its points, its drawing, the change since the baseline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.change_over_time import ChangeOverTime, Scored, change_over_time
from holdspace.domain.measure_schedule import recall_words
from holdspace.domain.quantities import round_half_up
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.outcomes.trajectory_chart import ScoreChart, TimeAxis, score_chart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.domain.outcomes import Judged
    from holdspace.domain.scales.instrument import Instrument
    from holdspace.pathway.measures.queries import Result


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


def line_of(
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
