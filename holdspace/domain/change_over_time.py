"""One person on one questionnaire over a course: where it began, what got worse, what holds.

The baseline is the last score before the first dose. Where nobody asked before it, the first score
stands in for it and says so: what changed before that is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.loss_of_response import slips
from holdspace.domain.outcomes import Measured, Outcome, outcome
from holdspace.domain.quantities import round_half_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from holdspace.domain.scales.instrument import Instrument

LONGEST_GAP_DAYS = 45
"""No line is drawn over a longer silence: our own number. Nobody knows what was in between."""

LOST = (
    "The response is lost: two scores in a row gave back half of the gain, or rose by the reliable"
    " change."
)
SLIPPING = (
    "The latest score gave back half of the gain, or rose by the reliable change. If the next one"
    " does too, the response is lost."
)


@dataclass(frozen=True, kw_only=True)
class Scored:
    """One result: when it was finished, and its score if it has one."""

    at: datetime
    measured: Measured

    @property
    def total(self) -> Decimal | None:
        return self.measured.total


@dataclass(frozen=True, kw_only=True)
class ChangeOverTime:
    """What became of where they began. Worsening first."""

    baseline: Scored | None
    is_baseline_before_dose: bool
    latest: Scored | None
    """The latest with a score."""
    outcome: Outcome | None
    """None: there are no two scores to compare."""
    worse: tuple[str, ...]
    """Since the baseline, and since the best score."""
    responded_at: datetime | None
    is_response_lost: bool
    """Two scores in a row that slipped; one alone is said and is not yet a loss."""


def change_over_time(
    instrument: Instrument, results: Sequence[Scored], first_dose_at: datetime | None
) -> ChangeOverTime:
    """`results` oldest first, those without a score too."""
    scored = [one for one in results if one.total is not None]
    before = [one for one in scored if first_dose_at is None or one.at <= first_dose_at]
    baseline = _baseline(scored, before, first_dose_at)
    latest = scored[-1] if scored else None
    if baseline is None or latest is None or latest is baseline:
        return ChangeOverTime(
            baseline=baseline,
            is_baseline_before_dose=bool(before),
            latest=latest,
            outcome=None,
            worse=(),
            responded_at=None,
            is_response_lost=False,
        )
    found = outcome(instrument, baseline.measured, latest.measured)
    responded = _responded(instrument, baseline, scored)
    slipping = _slipping(instrument, baseline, responded, scored)
    is_lost = slipping[-2:] == [True, True]
    since_best = _slip_words(slipping, is_lost=is_lost) or _up_from_best(
        instrument, baseline, scored
    )
    return ChangeOverTime(
        baseline=baseline,
        is_baseline_before_dose=bool(before),
        latest=latest,
        outcome=found,
        worse=(*found.worse, *since_best),
        responded_at=responded.at if responded else None,
        is_response_lost=is_lost,
    )


def unbroken_runs(results: Sequence[Scored]) -> tuple[tuple[Scored, ...], ...]:
    """What may be joined by a line: broken by a result without a score, and by a long silence."""
    runs: list[list[Scored]] = [[]]
    for one in results:
        if one.total is None:
            runs.append([])
            continue
        run = runs[-1]
        if run and (one.at - run[-1].at).days > LONGEST_GAP_DAYS:
            runs.append([])
        runs[-1].append(one)
    return tuple(tuple(run) for run in runs if run)


def _baseline(
    scored: Sequence[Scored], before: Sequence[Scored], first_dose_at: datetime | None
) -> Scored | None:
    if first_dose_at is None:
        return scored[0] if scored else None
    return before[-1] if before else (scored[0] if scored else None)


def _responded(instrument: Instrument, baseline: Scored, scored: Sequence[Scored]) -> Scored | None:
    """The first score after the baseline that counts as response."""
    for one in scored:
        if one.at > baseline.at:
            found = outcome(instrument, baseline.measured, one.measured)
            if found.response.holds:
                return one
    return None


def _slipping(
    instrument: Instrument,
    baseline: Scored,
    responded: Scored | None,
    scored: Sequence[Scored],
) -> list[bool]:
    if responded is None or responded.total is None or baseline.total is None:
        return []
    later = [one.total for one in scored if one.at > responded.at and one.total is not None]
    return slips(instrument, baseline.total, responded.total, later)


def _slip_words(slipping: Sequence[bool], *, is_lost: bool) -> tuple[str, ...]:
    if is_lost:
        return (LOST,)
    return (SLIPPING,) if slipping and slipping[-1] else ()


def _up_from_best(
    instrument: Instrument, baseline: Scored, scored: Sequence[Scored]
) -> tuple[str, ...]:
    """A reliable rise since the best score, where the best is not where they began."""
    rules, latest = instrument.changes.reliable, scored[-1].total
    if not rules or latest is None or instrument.direction == "neither":
        return ()
    way = -1 if instrument.direction == "higher is better" else 1
    best = min(
        (one for one in scored if one.at >= baseline.at),
        key=lambda one: (one.total or 0) * way,
        default=baseline,
    )
    if best is baseline or best.total is None or (latest - best.total) * way < rules[0].points:
        return ()
    points = round_half_up(abs(latest - best.total), instrument.places)
    return (f"Worse by {points} points since the best score, on {best.at.day} {best.at:%B %Y}.",)
