"""An infusion as rates over time: start, changes, pauses, stop, and what the pump says it gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.session_events import (
    InfusionPaused,
    InfusionRateChanged,
    InfusionResumed,
    InfusionStarted,
    InfusionStopped,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.session_standing import Kept

InfusionChange = InfusionRateChanged | InfusionPaused | InfusionResumed | InfusionStopped

MICROSECONDS_PER_HOUR = Decimal(3_600_000_000)
MICROSECOND = timedelta(microseconds=1)
ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class RateSegment:
    """One rate from one moment to another; no end means it still runs. A pause is rate 0."""

    began_at: datetime
    ended_at: datetime | None
    rate_ml_per_hour: Decimal

    def volume_ml(self, at: datetime) -> Decimal:
        """Millilitres this segment had given at a moment."""
        ended_at = at if self.ended_at is None else min(at, self.ended_at)
        if ended_at <= self.began_at:
            return ZERO
        hours = Decimal((ended_at - self.began_at) // MICROSECOND) / MICROSECONDS_PER_HOUR
        return self.rate_ml_per_hour * hours


@dataclass(frozen=True, kw_only=True)
class Infusion:
    """One infusion. `changes` are in order of time and none is before the start."""

    started: Kept[InfusionStarted]
    changes: tuple[Kept[InfusionChange], ...]

    @property
    def infusion_id(self) -> UUID:
        return self.started.event_id

    @property
    def stopped(self) -> Kept[InfusionStopped] | None:
        """The first stop; what is written after it does not run the pump again."""
        for change in self.changes:
            if isinstance(change.body, InfusionStopped):
                return change.holding(change.body)
        return None

    @property
    def segments(self) -> tuple[RateSegment, ...]:
        """The rates in order, without gaps. A rate set during a pause runs from the resuming."""
        stopped = self.stopped
        rate, paused = self.started.body.rate_ml_per_hour, False
        moments = [(self.started.at, rate)]
        for change in self.changes:
            if stopped is not None and change.event_id == stopped.event_id:
                break
            rate, paused = _after(change.body, rate, paused=paused)
            moments.append((change.at, ZERO if paused else rate))
        ends = [at for at, _ in moments[1:]] + [stopped.at if stopped else None]
        return tuple(
            RateSegment(began_at=began_at, ended_at=ended_at, rate_ml_per_hour=running)
            for (began_at, running), ended_at in zip(moments, ends, strict=True)
        )

    @property
    def is_paused(self) -> bool:
        """Whether it is paused and not stopped."""
        return self.stopped is None and self.segments[-1].rate_ml_per_hour == ZERO

    def rate_ml_per_hour(self, at: datetime) -> Decimal:
        """The rate at a moment: 0 before the start, in a pause and after the stop."""
        for segment in self.segments:
            if segment.began_at <= at and (segment.ended_at is None or at < segment.ended_at):
                return segment.rate_ml_per_hour
        return ZERO

    def volume_ml(self, at: datetime) -> Decimal:
        """Millilitres given at a moment. Once stopped, what was read off the pump wins."""
        stopped = self.stopped
        if stopped is not None and at >= stopped.at and stopped.body.pump_volume_ml is not None:
            return stopped.body.pump_volume_ml
        return sum((segment.volume_ml(at) for segment in self.segments), start=ZERO)

    def given_mg(self, at: datetime) -> Decimal:
        """Milligrams given at a moment, worked out from volume and concentration."""
        return self.volume_ml(at) * self.started.body.concentration_mg_per_ml


def _after(change: InfusionChange, rate: Decimal, *, paused: bool) -> tuple[Decimal, bool]:
    match change:
        case InfusionRateChanged():
            return change.rate_ml_per_hour, paused
        case InfusionPaused():
            return rate, True
        case InfusionResumed():
            return rate, False
        case InfusionStopped():
            return ZERO, True
