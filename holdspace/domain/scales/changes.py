"""What counts as change on one instrument: response, remission, reliable and important change.

Every number has a source. Where the literature disagrees there are several, each with its name, and
the first is the one in use unless the clinic says otherwise. What is not known is not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Direction = Literal["higher is worse", "higher is better", "neither"]


@dataclass(frozen=True, kw_only=True)
class Points:
    """A change of at least so many points, and who says so."""

    points: Decimal
    source: str


@dataclass(frozen=True, kw_only=True)
class Response:
    """A fall by at least so many percent, in somebody who began at or above a threshold."""

    percent: Decimal
    baseline_at_least: Decimal | None
    """None: the literature names no threshold for this instrument."""
    source: str


@dataclass(frozen=True, kw_only=True)
class Remission:
    """An end state: at most this much, or under it."""

    limit: Decimal
    is_limit_included: bool
    source: str

    def holds(self, total: Decimal) -> bool:
        return total <= self.limit if self.is_limit_included else total < self.limit

    @property
    def words(self) -> str:
        return f"{'at most' if self.is_limit_included else 'under'} {self.limit}"


@dataclass(frozen=True, kw_only=True)
class Improvement:
    """What a fall of more than so many points is called."""

    more_than: Decimal
    words: str


@dataclass(frozen=True, kw_only=True)
class ChangeRules:
    """The definitions of one instrument. Empty: the literature defines none, so neither do we."""

    response: Response | None = None
    remission: tuple[Remission, ...] = ()
    reliable: tuple[Points, ...] = ()
    """Beyond what the instrument's own noise explains."""
    important: tuple[Points, ...] = ()
    """The smallest that people notice (MCID)."""
    improvements: tuple[Improvement, ...] = ()
    worse_items: tuple[int, ...] = ()
    """A rise on one of these is a worsening whatever the total does."""
