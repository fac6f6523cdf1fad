"""One thing that is due: when its window opens, when it is overdue, when it goes to the lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from holdspace.domain.protocol import Protocol, Times
    from holdspace.domain.session import Session
    from holdspace.domain.sourced import Sourced


class DueState(StrEnum):
    """Where a due thing stands now."""

    LATER = "later"
    OPEN = "open"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


@dataclass(frozen=True, kw_only=True)
class Due:
    """A task with its clock. `overdue_at` is None for what only comes to pass (a minimum time)."""

    code: str
    title: str
    due_at: datetime
    window_opens_at: datetime
    overdue_at: datetime | None
    escalates_at: datetime | None
    last_done_at: datetime | None
    source: str

    def state(self, now: datetime) -> DueState:
        """At the end of its window a thing is overdue; ten minutes later, say, it escalates."""
        if self.escalates_at is not None and now >= self.escalates_at:
            return DueState.ESCALATED
        if self.overdue_at is not None and now >= self.overdue_at:
            return DueState.OVERDUE
        return DueState.OPEN if now >= self.window_opens_at else DueState.LATER

    def is_overdue(self, now: datetime) -> bool:
        return self.state(now) in {DueState.OVERDUE, DueState.ESCALATED}


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What the rules of `due` look at."""

    session: Session
    protocol: Protocol
    now: datetime

    @property
    def window(self) -> timedelta:
        return minutes(self.protocol.vitals.due_window)

    def due(
        self, code: str, title: str, due_at: datetime, last_done_at: datetime | None, source: str
    ) -> Due:
        """A task in the protocol's window around its time."""
        return Due(
            code=code,
            title=title,
            due_at=due_at,
            window_opens_at=due_at - self.window,
            overdue_at=due_at + self.window,
            escalates_at=due_at + minutes(self.protocol.vitals.escalate_after),
            last_done_at=last_done_at,
            source=source,
        )


def minutes(number: Sourced) -> timedelta:
    return timedelta(minutes=float(number.value))


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Part of a schedule: its times, and from when to when they count."""

    times: Times
    begins_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Next:
    """The next time of a schedule, and the number it comes from."""

    at: datetime
    rule: Sourced
    is_slot: bool
    """A set minute (the 40-minute reading), not an interval."""


def next_time(
    stretches: Iterable[Stretch], zero: datetime, done: tuple[datetime, ...], window: timedelta
) -> Next | None:
    """The first time of a schedule that is not yet done; each thing done resets only its own clock.

    A set minute is done by anything from the opening of its window on, late too. An interval counts
    from what was last done, or from time zero.
    """
    last = max((moment for moment in done if moment >= zero), default=zero)
    for stretch in stretches:
        found = _next_slot(stretch, zero, done, window) or _next_interval(stretch, last)
        if found is not None:
            return found
    return None


def _next_slot(
    stretch: Stretch, zero: datetime, done: tuple[datetime, ...], window: timedelta
) -> Next | None:
    for slot in stretch.times.at:
        at = zero + minutes(slot)
        if not any(moment >= at - window for moment in done):
            return Next(at=at, rule=slot, is_slot=True)
    return None


def _next_interval(stretch: Stretch, last: datetime) -> Next | None:
    every = stretch.times.every
    if every is None:
        return None
    at = max(last + minutes(every), stretch.begins_at)
    if stretch.ends_at is not None and at > stretch.ends_at:
        return None
    return Next(at=at, rule=every, is_slot=False)
