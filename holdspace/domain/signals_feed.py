"""*No signal*: what a monitor should send and does not, or sends and cannot be used as it is.

Silence is about our own plumbing. A value that does not move, and a monitor that names somebody
else, are quiet notices of the same kind: something comes, and it does not tell of this person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from holdspace.domain.signal import Signal, SignalKind, signal_id
from holdspace.domain.vitals import is_stale, stale_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SILENCE_IS_SHOWN = "Silence is shown, never waited out (design rule)"
STUCK_IS_SHOWN = "A living value moves (design default; see domain.vitals)"
WHOSE_IS_ASKED = "The monitor's own word, shown as it came"


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
    frozen_since: datetime | None = None
    """Since when it has not moved at all, if that is longer than in living people."""
    frozen_at: str = ""
    """The value at which it stands still, with its unit."""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A monitor said that it measures somebody else. It stands until a person says what is true."""

    device: str
    words: str
    began_at: datetime
    href: str = ""
    """Where somebody says what is true."""


def feed_signals(
    feeds: Iterable[FeedState], doubts: Iterable[Doubt], now: datetime
) -> Iterator[Signal]:
    """One signal for each silent or stuck value; one for a device when all of it is silent."""
    by_device: dict[str, list[FeedState]] = {}
    for feed in feeds:
        by_device.setdefault(feed.device, []).append(feed)
    for device, values in by_device.items():
        silent = [feed for feed in values if _is_silent(feed, now)]
        if len(silent) == len(values) > 1:
            yield _device_silence(device, silent, now)
        else:
            yield from (_value_silence(feed, now) for feed in silent)
        yield from (
            _stuck(feed, feed.frozen_since, now)
            for feed in values
            if feed.frozen_since is not None and feed not in silent
        )
    yield from (_doubt(doubt) for doubt in doubts)


def _is_silent(feed: FeedState, now: datetime) -> bool:
    return is_stale(_silent_since(feed), now, expected_every=feed.expected_every)


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
        detail=f"Last heard {span_in_words(now - since)} ago."
        if feed.last_received_at
        else f"Nothing has come for {span_in_words(now - since)}.",
        since=since,
        basis=f"Nothing for longer than {span_in_words(limit)}",
        source=SILENCE_IS_SHOWN,
        inputs={
            "last received": feed.last_received_at.isoformat()
            if feed.last_received_at
            else "never",
            "expected every": span_in_words(feed.expected_every),
        },
    )


def _stuck(feed: FeedState, since: datetime, now: datetime) -> Signal:
    name = feed.name[0].upper() + feed.name[1:]
    return Signal(
        id=signal_id(SignalKind.NO_SIGNAL, f"still.{feed.parameter}", since),
        kind=SignalKind.NO_SIGNAL,
        title=f"{name} from {feed.device} does not move",
        detail=(
            f"{feed.frozen_at} without any change for {span_in_words(now - since)}. "
            "Look at the person, then at the sensor."
        ),
        since=since,
        basis="The same value for longer than a living one stays the same",
        source=STUCK_IS_SHOWN,
        inputs={"value": feed.frozen_at, "the same since": since.isoformat()},
        is_quiet=True,
    )


def _doubt(doubt: Doubt) -> Signal:
    return Signal(
        id=signal_id(SignalKind.NO_SIGNAL, f"whose.{doubt.device}", doubt.began_at),
        kind=SignalKind.NO_SIGNAL,
        title=f"{doubt.device} says that it measures somebody else",
        detail=doubt.words,
        since=doubt.began_at,
        basis="The person named in the message is not the person of this session",
        source=WHOSE_IS_ASKED,
        inputs={"device": doubt.device},
        href=doubt.href,
        is_quiet=True,
    )


def span_in_words(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"  # noqa: PLR2004 - two minutes
