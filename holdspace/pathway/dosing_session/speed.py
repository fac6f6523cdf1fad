"""What each kind of signal waits for before it comes up, in words, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.help_call import ESCALATES_AFTER, LISTENER_LASTS, NOT_REACHED_AFTER
from holdspace.domain.limits import BASIS_WORDS, REARM_AFTER
from holdspace.domain.protocol import Basis, Vital
from holdspace.domain.signals import WORDS, SignalKind
from holdspace.domain.signals_feed import span_in_words
from holdspace.domain.source_words import OWN, source_in_words
from holdspace.domain.vitals import FLAT_FOR, KINDS, STREAM_SILENCE, stale_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.domain.protocol import Protocol, Threshold
    from holdspace.pathway.dosing_session.watching import Feed


@dataclass(frozen=True, kw_only=True)
class Wait:
    """What is waited for: which signal, about what, how long, and who says so."""

    word: str
    what: str
    wait: str
    source: str


def waits_of(protocol: Protocol, feed: Feed | None, *, limits_on: bool) -> tuple[Wait, ...]:
    """The condition delays of a room, by the rules that hold in it."""
    return (*_silence(protocol, feed), *_stuck(), *_tasks(protocol), _alarm(),
            *_limits(protocol, limits_on=limits_on), _help())  # fmt: skip


def _silence(protocol: Protocol, feed: Feed | None) -> Iterator[Wait]:
    word = WORDS[SignalKind.NO_SIGNAL]
    stream = stale_after(feed.every["hr"]) if feed else STREAM_SILENCE
    cuff = timedelta(minutes=float(protocol.vitals.cuff_interval.value))
    every = feed.every["pressure"] if feed else cuff
    yield Wait(
        word=word,
        what="A value that comes all the time",
        wait=f"{span_in_words(stream)} after the last one",
        source=OWN,
    )
    yield Wait(
        word=word,
        what="The cuff",
        wait=f"{span_in_words(stale_after(every))} after the last one: "
        f"one and a half times its {span_in_words(every)}, and 30 s",
        source=source_in_words(protocol.vitals.cuff_interval.source),
    )


def _stuck() -> Iterator[Wait]:
    for vital, span in FLAT_FOR.items():
        yield Wait(
            word=WORDS[SignalKind.NO_SIGNAL],
            what=f"{KINDS[vital].name} does not move",
            wait=f"{span_in_words(span)} of the very same value",
            source=OWN,
        )


def _tasks(protocol: Protocol) -> Iterator[Wait]:
    window = protocol.vitals.due_window
    yield Wait(
        word=WORDS[SignalKind.DUE],
        what="A task",
        wait=f"said at its minute, and overdue {window.words} later",
        source=source_in_words(window.source),
    )


def _alarm() -> Wait:
    return Wait(
        word=WORDS[SignalKind.MONITOR_ALARM],
        what="Whatever the monitor sends",
        wait="said at once; the monitor has waited by its own rules",
        source="the monitor",
    )


def _limits(protocol: Protocol, *, limits_on: bool) -> Iterator[Wait]:
    word = WORDS[SignalKind.OUTSIDE_YOUR_LIMIT]
    if not limits_on:
        yield Wait(word=word, what="Off", wait="nobody has signed for it", source="the clinic")
        return
    grouped: dict[tuple[Vital, str, str], list[str]] = {}
    for one in protocol.thresholds:
        if isinstance(one.measure, Vital) and one.sustained is not None:
            key = (one.measure, one.sustained.words, source_in_words(one.sustained.source))
            grouped.setdefault(key, []).append(_limit_words(one))
    for (vital, wait, source), limits in grouped.items():
        what = f"{KINDS[vital].name}, streamed: {'; '.join(limits)}"
        yield Wait(word=word, what=what, wait=f"more than {wait} outside", source=source)
    yield Wait(word=word, what="A cuff, or a value by hand", wait="said at once", source=OWN)
    yield Wait(
        word=word,
        what="To come up again",
        wait=f"a streamed value must be inside for {span_in_words(REARM_AFTER)} first",
        source=OWN,
    )


def _limit_words(threshold: Threshold) -> str:
    of = "" if threshold.basis is Basis.VALUE else f" ({BASIS_WORDS[threshold.basis]})"
    return f"{threshold.comparison.words} {threshold.limit.words}{of}"


def _help() -> Wait:
    return Wait(
        word="Help call",
        what="The button at the chair",
        wait=f"said at once; inside too after {span_in_words(ESCALATES_AFTER)}, "
        f"not reached after {span_in_words(NOT_REACHED_AFTER)}; "
        f"a screen unheard for {span_in_words(LISTENER_LASTS)} does not count",
        source=OWN,
    )
