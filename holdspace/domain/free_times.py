"""Which times can be offered for a talk: the clinic is open, somebody and a room are free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

VISIT_MINUTES = 50
MOST_OFFERED = 6
TIMES_A_DAY = 3
STEP = timedelta(minutes=30)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """From when to when somebody or some room is booked."""

    who: object
    starts_at: datetime
    ends_at: datetime


def free_times(
    openings: Sequence[tuple[datetime, datetime]],
    people: Sequence[object],
    rooms: Sequence[object],
    taken: Sequence[Taken],
) -> tuple[datetime, ...]:
    """Times inside `openings` at which one of `people` and one of `rooms` are free together.

    A few each day, the earliest first, none that overlaps another: an offer and not a promise.
    They are on the half hour, whenever somebody asks: a time with odd seconds is nobody's.
    """
    found: list[datetime] = []
    for begins, ends in openings:
        at, of_the_day = on_the_half_hour(begins), 0
        while at + timedelta(minutes=VISIT_MINUTES) <= ends and of_the_day < TIMES_A_DAY:
            if _any_free(people, taken, at) and _any_free(rooms, taken, at):
                found.append(at)
                of_the_day += 1
                at += timedelta(minutes=60)
            else:
                at += STEP
    return tuple(found[:MOST_OFFERED])


def on_the_half_hour(at: datetime) -> datetime:
    """This moment, or the next half hour after it."""
    over = (at - EPOCH) % STEP
    return at + (STEP - over) if over else at


def _any_free(of: Sequence[object], taken: Sequence[Taken], at: datetime) -> bool:
    until = at + timedelta(minutes=VISIT_MINUTES)
    busy = {one.who for one in taken if one.starts_at < until and one.ends_at > at}
    return any(one not in busy for one in of)
