"""Four kinds of signal, four words. Computed from what is handed in; acknowledgements are events.

Mirrored alarms and crossed limits latch: they stay until somebody acknowledges them with an action,
even when the value is back. A task goes when it is done, a silence when the signal is back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from holdspace.domain.due_item import Due, DueState
from holdspace.domain.vitals import KINDS, is_stale, stale_after

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.domain.session import Session


class SignalKind(StrEnum):
    """What a signal is about: our plumbing, a task, the monitor's own alarm, our own limit."""

    NO_SIGNAL = "no_signal"
    DUE = "due"
    MONITOR_ALARM = "monitor_alarm"
    OUTSIDE_YOUR_LIMIT = "outside_your_limit"


WORDS = {
    SignalKind.NO_SIGNAL: "No signal",
    SignalKind.DUE: "Due",
    SignalKind.MONITOR_ALARM: "Monitor alarm",
    SignalKind.OUTSIDE_YOUR_LIMIT: "Outside your limit",
}
"""The word on the screen for each kind, exactly so."""

SECONDARY_DISPLAY = "Secondary display. The bedside monitor is the alarm."


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """Who took a signal, when, and what they did about it."""

    by: str
    at: datetime
    action: str


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One signal with everything a person needs to judge it for themselves."""

    id: str
    kind: SignalKind
    title: str
    detail: str
    since: datetime
    basis: str
    """Which rule raised it."""
    source: str
    """Where the rule's number comes from."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    level: str = ""
    """How far outside a limit; empty for the other kinds."""
    is_over: bool = False
    """The cause has gone; it is still shown because nobody has acknowledged it."""
    is_escalated: bool = False
    acknowledged: Acknowledged | None = None

    @property
    def word(self) -> str:
        return WORDS[self.kind]


@dataclass(frozen=True, kw_only=True)
class FeedState:
    """One monitored value: from which device, how often it is expected, when it last came."""

    parameter: str
    name: str
    device: str
    expected_every: timedelta
    expected_since: datetime
    """When the device was assigned to the room: a value that never came is silent from then on."""
    last_received_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class MonitorAlarm:
    """An alarm of the bedside monitor, mirrored as it was sent."""

    parameter: str
    text: str
    device: str
    began_at: datetime
    ended_at: datetime | None = None


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


def signals(session: Session, watched: Watched, now: datetime) -> tuple[Signal, ...]:
    """The signals of a room now: nobody's first, then the oldest first."""
    taken = {
        one.body.signal_id: Acknowledged(by=one.author_name, at=one.at, action=one.body.action)
        for one in session.harm.acknowledgements
    }
    raised = (
        *_silences(watched.feeds, now),
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


def signal_id(kind: SignalKind, parameter: str, since: datetime) -> str:
    """The same signal has the same id whoever computes it, and whenever."""
    return f"{kind.value}:{parameter}:{since.astimezone(UTC):%Y%m%dT%H%M%S.%f}"


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


# --- silence --------------------------------------------------------------------------------------


def _silences(feeds: tuple[FeedState, ...], now: datetime) -> Iterable[Signal]:
    """One signal for each silent value; one for the device when all of its values are silent."""
    by_device: dict[str, list[FeedState]] = {}
    for feed in feeds:
        by_device.setdefault(feed.device, []).append(feed)
    for device, values in by_device.items():
        silent = [feed for feed in values if _is_silent(feed, now)]
        if len(silent) == len(values) > 1:
            yield _device_silence(device, silent, now)
        else:
            yield from (_value_silence(feed, now) for feed in silent)


def _is_silent(feed: FeedState, now: datetime) -> bool:
    heard_at = feed.last_received_at or feed.expected_since
    return is_stale(heard_at, now, expected_every=feed.expected_every)


def _silent_since(feed: FeedState) -> datetime:
    return feed.last_received_at or feed.expected_since


def _value_silence(feed: FeedState, now: datetime) -> Signal:
    return _silence(feed.parameter, f"No {feed.name} from {feed.device}", feed, now)


def _device_silence(device: str, silent: list[FeedState], now: datetime) -> Signal:
    latest = max(silent, key=_silent_since)
    return _silence(device, f"Nothing from {device}", latest, now)


def _silence(parameter: str, title: str, feed: FeedState, now: datetime) -> Signal:
    since = _silent_since(feed)
    limit = stale_after(feed.expected_every)
    return Signal(
        id=signal_id(SignalKind.NO_SIGNAL, parameter, since),
        kind=SignalKind.NO_SIGNAL,
        title=title,
        detail=f"Last heard {_span(now - since)} ago.",
        since=since,
        basis=f"Nothing for longer than {_span(limit)}",
        source="Silence is shown, never waited out (design rule)",
        inputs={
            "last received": feed.last_received_at.isoformat()
            if feed.last_received_at
            else "never",
            "expected every": _span(feed.expected_every),
        },
    )


def _span(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"  # noqa: PLR2004 - two minutes


# --- alarms and limits ----------------------------------------------------------------------------


def _alarm_signal(alarm: MonitorAlarm) -> Signal:
    return Signal(
        id=signal_id(SignalKind.MONITOR_ALARM, alarm.parameter, alarm.began_at),
        kind=SignalKind.MONITOR_ALARM,
        title=alarm.text,
        detail=f"Sent by {alarm.device}." + (" It has ended." if alarm.ended_at else ""),
        since=alarm.began_at,
        basis="The bedside monitor's own alarm, shown as it was sent",
        source=alarm.device,
        inputs={"parameter": alarm.parameter},
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
