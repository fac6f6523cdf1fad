"""An infusion as rates over time: start, changes, pauses, stop, and what the pump says it gave."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.dose_arithmetic import Given, RateSegment, given_mg
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

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class RateBar:
    """One rate from one moment to another, as it is drawn; no end means it still runs."""

    began_at: datetime
    ended_at: datetime | None
    rate_ml_per_hour: Decimal
    """0 is a pause."""


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
    def bars(self) -> tuple[RateBar, ...]:
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
            RateBar(began_at=began_at, ended_at=ended_at, rate_ml_per_hour=running)
            for (began_at, running), ended_at in zip(moments, ends, strict=True)
        )

    @property
    def is_paused(self) -> bool:
        """Whether it is paused and not stopped."""
        return self.stopped is None and self.bars[-1].rate_ml_per_hour == ZERO

    def rate_ml_per_hour(self, at: datetime) -> Decimal:
        """The rate at a moment: 0 before the start, in a pause and after the stop."""
        for bar in self.bars:
            if bar.began_at <= at and (bar.ended_at is None or at < bar.ended_at):
                return bar.rate_ml_per_hour
        return ZERO

    def given(self, at: datetime) -> Given:
        """mL and mg given at a moment. Once stopped, what was read off the pump wins."""
        stopped = self.stopped
        is_over = stopped is not None and at >= stopped.at
        segments = [
            RateSegment(at=bar.began_at, rate_ml_per_hour=bar.rate_ml_per_hour) for bar in self.bars
        ]
        if stopped is not None:
            segments.append(RateSegment(at=stopped.at, rate_ml_per_hour=ZERO))
        return given_mg(
            segments,
            concentration_mg_per_ml=self.started.body.concentration_mg_per_ml,
            until=at,
            pump_volume_ml=stopped.body.pump_volume_ml if stopped and is_over else None,
        )


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
