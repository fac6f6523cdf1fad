"""Four kinds of signal, four words. Computed from what is handed in; acknowledgements are events.

Mirrored alarms and crossed limits latch: they stay until somebody acknowledges them with an action,
even when the value is back. A task goes when it is done, a silence when the signal is back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from holdspace.domain.due_item import Due, DueState
from holdspace.domain.signal import WORDS, Acknowledged, Signal, SignalKind, signal_id
from holdspace.domain.signals_feed import Doubt, FeedState, feed_signals
from holdspace.domain.vitals import KINDS

if TYPE_CHECKING:
    from holdspace.domain.session import Session

__all__ = [
    "SECONDARY_DISPLAY",
    "WORDS",
    "Acknowledged",
    "AlarmPriority",
    "Doubt",
    "FeedState",
    "MonitorAlarm",
    "Signal",
    "SignalKind",
    "Watched",
    "signal_id",
    "signals",
]


SECONDARY_DISPLAY = "Secondary display. The bedside monitor is the alarm."


class AlarmPriority(StrEnum):
    """What the monitor itself said of its alarm. Never worked out from the value."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOT_SENT = ""


@dataclass(frozen=True, kw_only=True)
class MonitorAlarm:
    """An alarm of the bedside monitor, mirrored as it was sent."""

    parameter: str
    text: str
    device: str
    began_at: datetime
    ended_at: datetime | None = None
    priority: AlarmPriority = AlarmPriority.NOT_SENT
    is_technical: bool = False
    """The monitor says that it is about its own sensor or cable, not about the person."""

    @property
    def priority_in_words(self) -> str:
        """As the device said it; a priority that was not sent is not made up."""
        said = f"{self.priority.value} priority" if self.priority else ""
        return ", ".join(filter(None, ("technical" if self.is_technical else "", said)))


class LimitCrossing(Protocol):
    """One of our own limits crossed, as the separable module of limits tells it.

    A shape, not an import: without that module everything here works the same.
    """

    @property
    def signal_id(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def threshold(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def basis(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def inputs(self) -> Mapping[str, str]: ...
    @property
    def raised_at(self) -> datetime: ...
    @property
    def cleared_at(self) -> datetime | None: ...


@dataclass(frozen=True, kw_only=True)
class Watched:
    """Everything signals are computed from, beside the log."""

    dues: tuple[Due, ...] = ()
    feeds: tuple[FeedState, ...] = ()
    alarms: tuple[MonitorAlarm, ...] = ()
    crossings: tuple[LimitCrossing, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def signals(session: Session, watched: Watched, now: datetime) -> tuple[Signal, ...]:
    """The signals of a room now: nobody's first, then the oldest first."""
    taken = {
        one.body.signal_id: Acknowledged(by=one.author_name, at=one.at, action=one.body.action)
        for one in session.harm.acknowledgements
    }
    raised = (
        *feed_signals(watched.feeds, watched.doubts, now),
        *(_due_signal(due, now) for due in watched.dues if _is_up(due, now)),
        *(_alarm_signal(alarm) for alarm in watched.alarms),
        *(_limit_signal(crossing) for crossing in watched.crossings),
    )
    shown = (_acknowledge(signal, taken.get(signal.id)) for signal in raised)
    return tuple(
        sorted(
            (signal for signal in shown if not (signal.is_over and signal.acknowledged)),
            key=lambda signal: (signal.acknowledged is not None, signal.since, signal.id),
        )
    )


def _acknowledge(signal: Signal, taken: Acknowledged | None) -> Signal:
    if taken is None or not taken.action.strip():
        return signal
    return replace(signal, acknowledged=taken)


def _is_up(due: Due, now: datetime) -> bool:
    """A task is a signal from its time on; what only comes to pass is none."""
    return due.overdue_at is not None and now >= due.due_at


def _due_signal(due: Due, now: datetime) -> Signal:
    late = max(int((now - due.due_at) / timedelta(minutes=1)), 0)
    state = due.state(now)
    overdue = " Overdue." if due.is_overdue(now) else ""
    return Signal(
        id=signal_id(SignalKind.DUE, due.code, due.due_at),
        kind=SignalKind.DUE,
        title=due.title,
        detail=f"Due for {late} min.{overdue}",
        since=due.due_at,
        basis="The protocol's schedule",
        source=due.source,
        inputs={
            "due at": due.due_at.isoformat(),
            "last done at": due.last_done_at.isoformat() if due.last_done_at else "not yet",
        },
        is_escalated=state is DueState.ESCALATED,
    )


# --- alarms and limits ----------------------------------------------------------------------------


def _alarm_signal(alarm: MonitorAlarm) -> Signal:
    said = alarm.priority_in_words
    return Signal(
        id=signal_id(SignalKind.MONITOR_ALARM, alarm.parameter, alarm.began_at),
        kind=SignalKind.MONITOR_ALARM,
        title=alarm.text,
        detail=f"Sent by {alarm.device}"
        + (f", {said}." if said else ". It sent no priority.")
        + (" It has ended." if alarm.ended_at else ""),
        since=alarm.began_at,
        basis="The bedside monitor's own alarm, shown as it was sent",
        source=alarm.device,
        inputs={"parameter": alarm.parameter, "priority": said or "not sent"},
        priority=said,
        is_over=alarm.ended_at is not None,
    )


def _limit_signal(crossing: LimitCrossing) -> Signal:
    return Signal(
        id=crossing.signal_id,
        kind=SignalKind.OUTSIDE_YOUR_LIMIT,
        title=f"{_name_of(crossing.what)} {_as_said(crossing.value)}",
        detail=f"Limit: {_as_said(crossing.threshold)}. {crossing.action}",
        since=crossing.raised_at,
        basis=crossing.basis,
        source=crossing.source,
        inputs=crossing.inputs,
        level=crossing.level,
        is_over=crossing.cleared_at is not None,
    )


SCALE_NAMES = {"moaas": "Sedation (MOAA/S)", "cadss6": "Dissociation (CADSS-6)"}


def _name_of(measure: str) -> str:
    names = {kind.vital.value: kind.name for kind in KINDS.values()} | SCALE_NAMES
    return names.get(measure, measure.replace("_", " ").capitalize())


def _as_said(value: str) -> str:
    """A score has no unit when it is read out."""
    return value.removesuffix(" score")
