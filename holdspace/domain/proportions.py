"""Rates and their uncertainty: Wilson for one rate, Wald and Newcombe for two, small cells hidden.

A rate is never shown without how many it is of. Everything is in percent and exact until shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from holdspace.domain.quantities import round_half_up

Z_95 = Decimal("1.96")
"""As textbooks print it; 1.959964 gives the published tables to the same two decimals."""
SMALL_CELL = 5
"""Under this many people a count is not shown: our own number, a common choice."""


class NotARate(ValueError):
    """More than all of them, fewer than none, or a part of nobody."""


@dataclass(frozen=True, kw_only=True)
class Interval:
    """From low to high, in percent or percentage points, unrounded."""

    low: Decimal
    high: Decimal
    method: str

    def rounded(self, places: int) -> tuple[Decimal, Decimal]:
        return round_half_up(self.low, places), round_half_up(self.high, places)


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many of so many people."""

    count: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.of:
            raise NotARate(f"{self.count} of {self.of} is no rate.")

    @property
    def percent(self) -> Decimal | None:
        """None when it is of nobody: that is not 0 %."""
        return None if self.of == 0 else Decimal(self.count * 100) / self.of

    @property
    def interval(self) -> Interval | None:
        return None if self.of == 0 else wilson(self)

    @property
    def is_small(self) -> bool:
        """Whether it would tell of few people, said or left to be worked out from the rest."""
        rest = self.of - self.count
        return 0 < self.of < SMALL_CELL or 0 < self.count < SMALL_CELL or 0 < rest < SMALL_CELL


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One rate less another, in percentage points, with both intervals."""

    points: Decimal
    wald: Interval
    newcombe: Interval


def wilson(rate: Rate) -> Interval:
    """The score interval of Wilson 1927 at 95 %, in percent. Of nobody: raises NotARate."""
    if rate.of == 0:
        raise NotARate("A part of nobody has no interval.")
    number, share = Decimal(rate.of), Decimal(rate.count) / rate.of
    square = Z_95 * Z_95
    middle = share + square / (2 * number)
    reach = Z_95 * (share * (1 - share) / number + square / (4 * number * number)).sqrt()
    under = 1 + square / number
    # Of none and of all it reaches 0 and 100 exactly, whatever the last digit says.
    low = Decimal(0) if rate.count == 0 else (middle - reach) * 100 / under
    high = Decimal(100) if rate.count == rate.of else (middle + reach) * 100 / under
    return Interval(low=low, high=high, method="Wilson")


def difference(one: Rate, other: Rate) -> Difference:
    """`one` less `other`. Raises NotARate when either is of nobody.

    Wald: d +/- 1.96 sqrt(p(1-p)/n + q(1-q)/m). Newcombe 1998 (method 10): from the two Wilson
    intervals; it holds where rates are near 0 or 100 and groups are small.
    """
    first, second = _share(one), _share(other)
    points = first - second
    reach = Z_95 * (first * (100 - first) / one.of + second * (100 - second) / other.of).sqrt()
    a, b = wilson(one), wilson(other)
    down = ((first - a.low) ** 2 + (b.high - second) ** 2).sqrt()
    up = ((a.high - first) ** 2 + (second - b.low) ** 2).sqrt()
    return Difference(
        points=points,
        wald=Interval(low=points - reach, high=points + reach, method="Wald"),
        newcombe=Interval(low=points - down, high=points + up, method="Newcombe"),
    )


def hidden_cells(counts: tuple[int, ...]) -> tuple[bool, ...]:
    """Which of the parts of one known whole are hidden.

    A part of 1 to 4 is. Where that leaves only one hidden, the whole less the others would tell it:
    then the smallest of the others is hidden too (complementary suppression).
    """
    hidden = [0 < count < SMALL_CELL for count in counts]
    if sum(hidden) == 1:
        others = [(count, at) for at, count in enumerate(counts) if count and not hidden[at]]
        if others:
            hidden[min(others)[1]] = True
    return tuple(hidden)


def _share(rate: Rate) -> Decimal:
    if rate.percent is None:
        raise NotARate("A part of nobody cannot be compared.")
    return rate.percent
