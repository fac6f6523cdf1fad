"""Blood pressure before the dose: inside, for the prescriber to weigh, or not today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.quantities import round_half_up
from holdspace.domain.session_events import Fact, Met

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.domain.protocol import PreDosePressure, PressureLimit

SOURCE = "clinical reference 1.2"
WITHIN = "pressure_within"
REVIEWED = "pressure_reviewed"
NO_STOP = "pressure_not_at_stop"
"""Fact codes. `pressure_not_at_stop` unmet: not today, and nobody may override it."""


@dataclass(frozen=True, kw_only=True)
class Pressure:
    """One measurement of both pressures, in mmHg."""

    systolic: Decimal
    diastolic: Decimal
    measured_at: datetime

    @property
    def words(self) -> str:
        return f"{round_half_up(self.systolic, 0)}/{round_half_up(self.diastolic, 0)} mmHg"

    def is_over(self, limit: PressureLimit) -> bool:
        return self.systolic > limit.systolic.value or self.diastolic > limit.diastolic.value

    def is_at(self, limit: PressureLimit) -> bool:
        return self.systolic >= limit.systolic.value or self.diastolic >= limit.diastolic.value

    def is_under(self, limit: PressureLimit) -> bool:
        return self.systolic < limit.systolic.value or self.diastolic < limit.diastolic.value


def pressure_before_dose(
    rule: PreDosePressure,
    pressures: Sequence[Pressure],
    *,
    age_years: int | None,
    reviewed_by: str = "",
) -> tuple[Fact, ...]:
    """Three facts: not at the stop, inside the hold and low limits, and reviewed where asked for.

    Judged on the mean of the last two readings at least a minute apart. Once that mean was at the
    hold limit, it holds until two repeats 5 to 10 min apart are both lower, and then a prescriber
    reviews. `reviewed_by` names who signed that review. No reading is unknown, and blocks.
    """
    if not pressures:
        return tuple(
            Fact(code=code, met=Met.UNKNOWN, detail="No recent blood pressure.", source=SOURCE)
            for code in (NO_STOP, WITHIN, REVIEWED)
        )
    in_order = sorted(pressures, key=lambda each: each.measured_at)
    mean = mean_pressure(rule, in_order)
    held_since = _held_since(rule, in_order)
    is_released = held_since is not None and _is_released(rule, in_order, held_since)
    is_held = held_since is not None and not is_released
    needs_review = is_released or _is_decision_point(rule, mean, age_years)
    return (
        _stop_fact(rule, mean),
        _within_fact(rule, mean, is_held=is_held),
        _review_fact(mean, needs_review=needs_review, reviewed_by=reviewed_by),
    )


def mean_pressure(rule: PreDosePressure, in_order: Sequence[Pressure]) -> Pressure:
    """The mean of the last two readings at least a minute apart, or the only one there is."""
    taken = [in_order[-1]]
    for each in reversed(in_order):
        if len(taken) == rule.mean_of.value:
            break
        if taken[-1].measured_at - each.measured_at >= _minutes(rule.mean_apart.value):
            taken.append(each)
    return Pressure(
        systolic=sum((each.systolic for each in taken), Decimal(0)) / len(taken),
        diastolic=sum((each.diastolic for each in taken), Decimal(0)) / len(taken),
        measured_at=in_order[-1].measured_at,
    )


def _minutes(value: Decimal) -> timedelta:
    return timedelta(seconds=int(value * 60))


def _held_since(rule: PreDosePressure, in_order: Sequence[Pressure]) -> datetime | None:
    """When the mean was last at the hold limit. A first reading alone counts only while alone."""
    ends = range(2, len(in_order) + 1) if len(in_order) > 1 else range(1, 2)
    means = [mean_pressure(rule, in_order[:end]) for end in ends]
    return max((mean.measured_at for mean in means if mean.is_at(rule.hold_at)), default=None)


def _is_released(rule: PreDosePressure, in_order: Sequence[Pressure], held_since: datetime) -> bool:
    """Whether two repeats, both lower, 5 to 10 min apart, came after; no high one since."""
    later = [each for each in in_order if each.measured_at > held_since]
    if any(each.is_at(rule.hold_at) for each in later):
        later = later[max(i for i, each in enumerate(later) if each.is_at(rule.hold_at)) + 1 :]
    low, high = _minutes(rule.repeats_apart.low), _minutes(rule.repeats_apart.high)
    lower = [each for each in later if each.measured_at - held_since >= low]
    chains = (_longest_chain(lower[start:], low, high) for start in range(len(lower)))
    return max(chains, default=0) >= rule.repeats.value


def _longest_chain(readings: Sequence[Pressure], low: timedelta, high: timedelta) -> int:
    """How many readings follow each other at the right distance, from the first on."""
    latest, count = readings[0], 1
    for each in readings[1:]:
        if low <= each.measured_at - latest.measured_at <= high:
            latest, count = each, count + 1
    return count


def _is_decision_point(rule: PreDosePressure, mean: Pressure, age_years: int | None) -> bool:
    """The label's decision point; with an age limit, unknown age takes the stricter one."""
    limit = rule.review_above
    is_older = (
        rule.older_from_age is not None
        and age_years is not None
        and age_years >= rule.older_from_age.value
    )
    if is_older:
        limit = rule.review_above_older
    return limit is not None and mean.is_over(limit)


def _limit_words(limit: PressureLimit) -> str:
    return f"{limit.systolic.value:f}/{limit.diastolic.value:f} mmHg"


def _stop_fact(rule: PreDosePressure, mean: Pressure) -> Fact:
    is_stop = mean.is_at(rule.stop_at)
    tail = "at or above" if is_stop else "under"
    return Fact(
        code=NO_STOP,
        met=Met.UNMET if is_stop else Met.MET,
        detail=f"{mean.words}, {tail} {_limit_words(rule.stop_at)}"
        + (": not today, no override." if is_stop else "."),
        source=rule.stop_at.systolic.source,
        as_of=mean.measured_at,
    )


def _within_fact(rule: PreDosePressure, mean: Pressure, *, is_held: bool) -> Fact:
    is_low = mean.is_under(rule.low_below)
    why = f"{mean.words}, inside the limits."
    source = rule.hold_at.systolic.source
    if is_held:
        why = (
            f"{mean.words}. It was at or above {_limit_words(rule.hold_at)}: not today, unless"
            f" {rule.repeats.value:f} repeats {rule.repeats_apart.words} apart are both lower."
        )
    if is_low:
        why = f"{mean.words}, below {_limit_words(rule.low_below)}: not today."
        source = rule.low_below.systolic.source
    return Fact(
        code=WITHIN,
        met=Met.UNMET if is_held or is_low else Met.MET,
        detail=why,
        source=source,
        as_of=mean.measured_at,
    )


def _review_fact(mean: Pressure, *, needs_review: bool, reviewed_by: str) -> Fact:
    detail = f"{mean.words}: no review asked for."
    if needs_review:
        detail = f"{mean.words}: a prescriber weighs it, and signs."
    if needs_review and reviewed_by:
        detail = f"{mean.words}: reviewed by {reviewed_by}."
    return Fact(
        code=REVIEWED,
        met=Met.UNMET if needs_review and not reviewed_by else Met.MET,
        detail=detail,
        source=SOURCE,
        as_of=mean.measured_at,
    )
