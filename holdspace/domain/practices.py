"""Small things, at most three at once; and the open days after a session.

Nothing here counts: no rule knows how often somebody did a thing, or that they did not. A person's
word about a thing holds for the day they gave it, and only that one word is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from zoneinfo import ZoneInfo

MOST_AT_ONCE = 3
"""A plan of more is a burden (our own, after what people say of such plans)."""
THREE_ARE_ENOUGH = "Three small things are enough at once. You can swap one of them for this."
AWAY_FOR = timedelta(days=14)
"""Who comes back after so long is greeted, and not asked where they were (our own)."""


class Said(StrEnum):
    """A person's word about one small thing, for one day."""

    DONE = "done"
    NOT_NOW = "not_now"


class Standing(Protocol):
    """A small thing with the latest word about it, and the day of that word."""

    said: str
    said_on: date | None


Thing = TypeVar("Thing", bound=Standing)


def why_not_another(at_once: int) -> str:
    """Empty while there is room for one more; else a sentence for the person."""
    return THREE_ARE_ENOUGH if at_once >= MOST_AT_ONCE else ""


def word_of_today(thing: Standing, today: date) -> Said | None:
    """What was said of it today; a word of any other day is over, whatever it was."""
    return Said(thing.said) if thing.said and thing.said_on == today else None


def next_of_today(things: Iterable[Thing], today: date) -> Thing | None:
    """The first about which nothing was said today; none, once one of them was done today."""
    standing = list(things)
    if any(word_of_today(one, today) is Said.DONE for one in standing):
        return None
    return next((one for one in standing if word_of_today(one, today) is None), None)


def is_back(latest: datetime | None, now: datetime) -> bool:
    """Whether somebody comes back after a while; never how long it was."""
    return latest is not None and now - latest > AWAY_FOR


# --- the open days --------------------------------------------------------------------------------

OPEN_AFTER = timedelta(hours=24)
OPEN_UNTIL = timedelta(hours=96)
"""Our own frame. One trial (n = 154) began a training of another kind 24 h after one infusion and
went on for four days (Price et al. 2022); how long such days last in people is not known."""


class State(StrEnum):
    NOT_YET = "not_yet"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, kw_only=True)
class OpenDays:
    """The days after one going home in which a change may come easier."""

    opens_at: datetime
    closes_at: datetime

    def state(self, now: datetime) -> State:
        """Open from 24 h after going home on, over at 96 h."""
        if now < self.opens_at:
            return State.NOT_YET
        return State.OPEN if now < self.closes_at else State.OVER

    def dates(self, zone: ZoneInfo) -> tuple[date, ...]:
        """The calendar days of the person's own zone that they touch; four, as a rule."""
        first, last = (at.astimezone(zone).date() for at in (self.opens_at, self.closes_at))
        return tuple(first + timedelta(days=day) for day in range((last - first).days + 1))


def open_days_after(home_at: datetime) -> OpenDays:
    """By real hours from going home, also where the clocks change."""
    return OpenDays(opens_at=home_at + OPEN_AFTER, closes_at=home_at + OPEN_UNTIL)
