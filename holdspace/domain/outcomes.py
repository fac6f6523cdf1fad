"""Change between two scores of one instrument: worsening first, then response and remission.

What the literature does not define is None with its reason, and so is a percentage of nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.quantities import positive, round_half_up
from holdspace.domain.source_words import source_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdspace.domain.scales.changes import Points
    from holdspace.domain.scales.instrument import Instrument

Z_95 = Decimal("1.96")


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One total, unrounded, with the answers it rests on where a single answer matters."""

    total: Decimal | None
    answers: Mapping[int, int | None]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Whether a definition holds. None: it cannot be said, and `words` says why."""

    holds: bool | None
    words: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a baseline."""

    change: Decimal | None
    """Points, latest less baseline, to the instrument's decimal places."""
    percent: Decimal | None
    """Change in percent of the baseline, to one place; None when the baseline is 0."""
    worse: tuple[str, ...]
    """Each way in which it got worse; said before anything good."""
    response: Judged
    remission: Judged
    reliable: Judged
    important: Judged
    improvement: str = ""


def outcome(instrument: Instrument, baseline: Measured, latest: Measured) -> Outcome:
    """Compare two scores of one instrument (clinical reference 5.1 to 5.5)."""
    if baseline.total is None or latest.total is None:
        unknown = Judged(holds=None, words="One of the two has no score.")
        return Outcome(
            change=None,
            percent=None,
            worse=_worse_items(instrument, baseline, latest),
            response=unknown,
            remission=remission(instrument, latest.total),
            reliable=unknown,
            important=unknown,
        )
    change = latest.total - baseline.total
    return Outcome(
        change=round_half_up(change, instrument.places),
        percent=percent_change(baseline.total, latest.total),
        worse=_worse(instrument, baseline, latest),
        response=response(instrument, baseline.total, latest.total),
        remission=remission(instrument, latest.total),
        reliable=_reached(instrument.changes.reliable, change, "reliable change"),
        important=_reached(instrument.changes.important, change, "important change"),
        improvement=_improvement(instrument, change),
    )


def percent_change(baseline: Decimal, latest: Decimal) -> Decimal | None:
    """Percent, one place, half up. From a baseline of 0 there is none."""
    if baseline == 0:
        return None
    return round_half_up((latest - baseline) * 100 / baseline, 1)


def response(instrument: Instrument, baseline: Decimal, latest: Decimal) -> Judged:
    """Whether it fell by the percentage that counts as response on this instrument."""
    rule = instrument.changes.response
    if rule is None:
        return Judged(holds=None, words="Response is not defined for this instrument.")
    if baseline == 0:
        return Judged(holds=None, words="From 0 there is no percentage.")
    if rule.baseline_at_least is not None and baseline < rule.baseline_at_least:
        return Judged(
            holds=None,
            words=f"Response is defined from a baseline of {rule.baseline_at_least}; this was"
            f" {round_half_up(baseline, instrument.places)}.",
        )
    # By the exact quotient: a percentage that was rounded up to the limit is under it.
    holds = (baseline - latest) * 100 >= rule.percent * baseline
    return Judged(holds=holds, words=f"Response: {source_in_words(rule.source)}.")


def remission(instrument: Instrument, latest: Decimal | None, *, option: int = 0) -> Judged:
    """Whether the score is in the end state; `option` picks among cut-offs that disagree."""
    rules = instrument.changes.remission
    if not rules:
        return Judged(holds=None, words="Remission is not defined for this instrument.")
    rule = rules[option]
    if latest is None:
        return Judged(holds=None, words="There is no score.")
    return Judged(holds=rule.holds(latest), words=f"Remission: {source_in_words(rule.source)}.")


def reliable_change_points(standard_deviation: Decimal, reliability: Decimal) -> Decimal:
    """1.96 times the standard error of a difference, in points, to two places.

    SEM = SD x sqrt(1 - r), Sdiff = SEM x sqrt(2) (Jacobson and Truax; clinical reference 5.5).
    """
    error = positive(standard_deviation, "points") * (1 - reliability).sqrt()
    return round_half_up(Z_95 * error * Decimal(2).sqrt(), 2)


def _worse(instrument: Instrument, baseline: Measured, latest: Measured) -> tuple[str, ...]:
    if baseline.total is None or latest.total is None or instrument.direction == "neither":
        return _worse_items(instrument, baseline, latest)
    rise = latest.total - baseline.total
    if instrument.direction == "higher is better":
        rise = -rise
    return (
        *_worse_by_points(instrument, rise),
        *_worse_band(instrument, rise, latest.total, baseline.total),
        *_worse_items(instrument, baseline, latest),
    )


def _worse_by_points(instrument: Instrument, rise: Decimal) -> tuple[str, ...]:
    rules = instrument.changes.reliable or instrument.changes.important
    if not rules or rise < rules[0].points:
        return ()
    points = round_half_up(rise, instrument.places)
    return (
        f"Worse by {points} points (from {rules[0].points}: {source_in_words(rules[0].source)}).",
    )


def _worse_band(
    instrument: Instrument, rise: Decimal, latest: Decimal, baseline: Decimal
) -> tuple[str, ...]:
    before, now = instrument.band_of(baseline), instrument.band_of(latest)
    return (f"From {before} to {now}.",) if rise > 0 and before != now else ()


def _worse_items(instrument: Instrument, baseline: Measured, latest: Measured) -> tuple[str, ...]:
    return tuple(
        f"Question {instrument.question(number).name} went up, from {before} to {now}."
        for number in instrument.changes.worse_items
        if (before := baseline.answers.get(number)) is not None
        and (now := latest.answers.get(number)) is not None
        and now > before
    )


def _reached(rules: tuple[Points, ...], change: Decimal, what: str) -> Judged:
    if not rules:
        return Judged(holds=None, words=f"No {what} is defined for this instrument.")
    rule = rules[0]
    holds = abs(change) >= rule.points
    return Judged(
        holds=holds,
        words=f"{what.capitalize()}: from {rule.points}; {source_in_words(rule.source)}.",
    )


def _improvement(instrument: Instrument, change: Decimal) -> str:
    reached = [each.words for each in instrument.changes.improvements if -change > each.more_than]
    return reached[-1] if reached else ""
