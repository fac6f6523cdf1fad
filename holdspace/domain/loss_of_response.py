"""When a response is lost, and how many still have it after so many days (Kaplan-Meier).

Lost: two scores in a row that rose by the reliable change, or that gave back half of the gain
(clinical reference 7.6, a design default). One high score is not a loss: the next one says.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.domain.scales.instrument import Instrument

HALF = 2


@dataclass(frozen=True, kw_only=True)
class Followed:
    """One person who responded: how many days we know of, and whether they lost it then."""

    days: int
    is_lost: bool


@dataclass(frozen=True, kw_only=True)
class Step:
    """After a day on which somebody lost their response."""

    day: int
    at_risk: int
    """How many were still followed and responding just before."""
    lost: int
    still_percent: Decimal


def slips(
    instrument: Instrument, baseline: Decimal, responded: Decimal, later: Sequence[Decimal]
) -> list[bool]:
    """Whether each later score stands for a loss, measured from the best score by then.

    From the best, not from the first that counted as response: what was gained after it can be
    lost as well.
    """
    way = -1 if instrument.direction == "higher is better" else 1
    rules = instrument.changes.reliable
    best, found = responded, []
    for score in later:
        rise, gain = (score - best) * way, (baseline - best) * way
        found.append(bool(rules and rise >= rules[0].points) or rise * HALF >= gain)
        best = min(best, score, key=lambda one: one * way)
    return found


def followed(
    instrument: Instrument,
    baseline: Decimal,
    responded: Decimal,
    later: Sequence[tuple[int, Decimal]],
) -> Followed:
    """`later`: (days after the response, score), in order of time; may be empty.

    The loss is dated by the first of the two scores. Who has one high score at the end is followed
    up to the one before: nobody knows yet which it is.
    """
    slipping = slips(instrument, baseline, responded, [score for _, score in later])
    for (day, _), (is_first, is_second) in zip(later, pairwise(slipping), strict=False):
        if is_first and is_second:
            return Followed(days=day, is_lost=True)
    days = [0, *(day for day, _ in later)]
    return Followed(days=days[-2] if slipping and slipping[-1] else days[-1], is_lost=False)


def kaplan_meier(people: Sequence[Followed]) -> tuple[Step, ...]:
    """A step for each day on which somebody lost it; who is no longer followed leaves silently."""
    steps: list[Step] = []
    still = Decimal(1)
    for day in sorted({one.days for one in people if one.is_lost}):
        at_risk = sum(one.days >= day for one in people)
        lost = sum(one.is_lost and one.days == day for one in people)
        still *= 1 - Decimal(lost) / at_risk
        steps.append(Step(day=day, at_risk=at_risk, lost=lost, still_percent=still * 100))
    return tuple(steps)
