"""How large a change is: mean, spread, and Cohen's d by two definitions that are not the same.

Cohorts divide by one or by the other and often do not say which: both are named, never one alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True)
class EffectSize:
    """Of people with both scores. Points; d has no unit. Positive: they got better."""

    people: int
    mean_before: Decimal
    mean_after: Decimal
    mean_improvement: Decimal
    d_by_baseline: Decimal | None
    """Mean improvement / standard deviation of the baseline. None: they were all alike."""
    d_by_change: Decimal | None
    """Mean improvement / standard deviation of the change."""


def mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def standard_deviation(values: Sequence[Decimal]) -> Decimal | None:
    """Of a sample (n - 1). None for fewer than two."""
    if len(values) <= 1:
        return None
    middle = mean(values)
    squares = sum(((value - middle) ** 2 for value in values), Decimal(0))
    return (squares / (len(values) - 1)).sqrt()


def median(values: Sequence[Decimal]) -> Decimal:
    ordered, middle = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def effect_size(
    pairs: Sequence[tuple[Decimal, Decimal]], *, is_higher_better: bool = False
) -> EffectSize | None:
    """Of (before, after) pairs. None for fewer than two: one person has no spread."""
    if len(pairs) <= 1:
        return None
    before = [pair[0] for pair in pairs]
    better = [(last - first) if is_higher_better else (first - last) for first, last in pairs]
    improvement = mean(better)
    return EffectSize(
        people=len(pairs),
        mean_before=mean(before),
        mean_after=mean([pair[1] for pair in pairs]),
        mean_improvement=improvement,
        d_by_baseline=_over(improvement, standard_deviation(before)),
        d_by_change=_over(improvement, standard_deviation(better)),
    )


def _over(improvement: Decimal, spread: Decimal | None) -> Decimal | None:
    return improvement / spread if spread else None
