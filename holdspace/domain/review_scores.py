"""How one questionnaire went over a course, for the review: the change, and signs of relapse.

Worse is looked for first. What cannot be said is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.outcomes import Measured, outcome
from holdspace.domain.quantities import round_half_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.domain.scales.instrument import Instrument

TWO = 2
HALF = Decimal("0.5")
HALF_PERCENT = Decimal(50)
RELAPSE_RISE = Decimal(5)
RELAPSE_AT_LEAST = Decimal(10)
RELAPSE_INSTRUMENT = "phq9"
"""A rise of 5 to 10 or more on the PHQ-9 (clinical reference 7.5, design default)."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """One result of one questionnaire, with the moment it was finished."""

    measured: Measured
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CourseScores:
    """One instrument from its baseline to its latest score."""

    code: str
    name: str
    baseline: Decimal
    baseline_at: datetime
    latest: Decimal
    latest_at: datetime
    improved_percent: Decimal | None
    """Above 0: better. None: from a baseline of 0 there is no percentage."""
    has_responded: bool | None
    is_remitted: bool | None
    worse: tuple[str, ...]
    is_losing: bool
    """The last two each rose by a reliable change, or half of the best gain is lost in both."""
    relapse: str
    """The sign in words; "" when there is none."""

    @property
    def is_response(self) -> bool:
        """Half is half, also where the instrument defines no response from so low a start."""
        is_half = self.improved_percent is not None and self.improved_percent >= HALF_PERCENT
        return bool(self.has_responded) or bool(self.is_remitted) or is_half

    @property
    def words(self) -> str:
        percent = "" if self.improved_percent is None else f", {_signed(self.improved_percent)}"
        return f"{self.name} {self.baseline:f} at the start, now {self.latest:f}{percent}"


def _signed(percent: Decimal) -> str:
    whole = round_half_up(abs(percent), 0)
    return f"{whole:f} % better" if percent > 0 else f"{whole:f} % worse" if percent else "the same"


def course_scores(
    instrument: Instrument, scores: Sequence[Score], *, begun_at: datetime, since: datetime
) -> CourseScores | None:
    """From the last score before the first dose to the latest. None: it cannot be compared.

    `begun_at` is the first dose of the course, `since` that of the session under review: without a
    score after it nobody knows what that session did. `scores` in any order.
    """
    scored = sorted(
        (one for one in scores if one.measured.total is not None), key=lambda one: one.at
    )
    before = [one for one in scored if one.at <= begun_at]
    after = [one for one in scored if one.at > begun_at]
    if not before or not after or after[-1].at <= since:
        return None
    baseline, latest = before[-1], after[-1]
    found = outcome(instrument, baseline.measured, latest.measured)
    sign = -1 if instrument.direction == "higher is better" else 1
    points = [_total(one) * sign for one in (baseline, *after)]
    return CourseScores(
        code=instrument.code,
        name=instrument.name,
        baseline=round_half_up(_total(baseline), instrument.places),
        baseline_at=baseline.at,
        latest=round_half_up(_total(latest), instrument.places),
        latest_at=latest.at,
        improved_percent=_improved(points),
        has_responded=found.response.holds,
        is_remitted=found.remission.holds,
        worse=found.worse,
        is_losing=_is_losing(points, _reliable(instrument)),
        relapse=relapse_sign(instrument, [one.measured.total for one in after]),
    )


def relapse_sign(instrument: Instrument, totals: Sequence[Decimal | None]) -> str:
    """Whether the latest score stands so far above the best one before it; "" when it does not."""
    known = [one for one in totals if one is not None]
    if instrument.code != RELAPSE_INSTRUMENT or len(known) < TWO:
        return ""
    best, latest = min(known[:-1]), known[-1]
    if latest - best < RELAPSE_RISE or latest < RELAPSE_AT_LEAST:
        return ""
    rise = round_half_up(latest - best, 0)
    return f"{instrument.name} is {latest:f}, {rise:f} above its lowest, {best:f}."


def _total(score: Score) -> Decimal:
    return score.measured.total or Decimal(0)


def _reliable(instrument: Instrument) -> Decimal | None:
    return instrument.changes.reliable[0].points if instrument.changes.reliable else None


def _improved(points: Sequence[Decimal]) -> Decimal | None:
    baseline, latest = points[0], points[-1]
    return None if baseline == 0 else (baseline - latest) * 100 / abs(baseline)


def _is_losing(points: Sequence[Decimal], reliable: Decimal | None) -> bool:
    """Two in a row, as higher is worse: one alone may be a hard day (clinical reference 7.6)."""
    if len(points) < TWO + 2:
        return False
    best = min(points[1:-TWO])
    gain = points[0] - best
    return all(_is_lost(one, best, gain, reliable) for one in points[-TWO:])


def _is_lost(score: Decimal, best: Decimal, gain: Decimal, reliable: Decimal | None) -> bool:
    rise = score - best
    is_reliable = reliable is not None and rise >= reliable
    return is_reliable or (gain > 0 and rise >= gain * HALF)
