"""What a signal is: one of four kinds, with everything a person needs to judge it themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum


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


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """Who took a signal, when, and what they did about it."""

    by: str
    at: datetime
    action: str


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One signal, whatever raised it."""

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
    priority: str = ""
    """Of a monitor's alarm, in words, when the monitor said one; else empty."""
    href: str = ""
    """Where it is settled, when that is not in the room."""
    is_quiet: bool = False
    """Shown, and never rung: there is time to look."""
    is_over: bool = False
    """The cause has gone; it is still shown because nobody has acknowledged it."""
    is_escalated: bool = False
    acknowledged: Acknowledged | None = None

    @property
    def word(self) -> str:
        return WORDS[self.kind]


def signal_id(kind: SignalKind, parameter: str, since: datetime) -> str:
    """The same signal has the same id whoever computes it, and whenever."""
    return f"{kind.value}:{parameter}:{since.astimezone(UTC):%Y%m%dT%H%M%S.%f}"
