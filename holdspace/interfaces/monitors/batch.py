"""Decides for each message of a batch: stored with its rows, waiting for a person, or refused."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from holdspace.interfaces.monitors.doubt import Doubt, doubt_about
from holdspace.interfaces.monitors.doubts import hold_back
from holdspace.interfaces.monitors.held_cuffs import HeldCuffs
from holdspace.interfaces.monitors.loading import LoadedMessage
from holdspace.interfaces.monitors.memory import Memory
from holdspace.interfaces.monitors.posted.tokens import ended_before
from holdspace.interfaces.monitors.reading import Translation
from holdspace.interfaces.monitors.registry import known_monitors
from holdspace.interfaces.monitors.rows import KnownMonitor, SampleRow, next_clock, rows_of
from holdspace.interfaces.monitors.understood import Understood

NO_NAME = "the message does not say which device sent it"
NOT_KNOWN = "this device is not known here: add it and say in which room it stands"
ENDED = "sent with a token that had been ended: give the device a new one"
NOWHERE = "nobody has said in which room this monitor stands"


def sort_out(heard: Sequence[Understood], memory: Memory) -> list[LoadedMessage]:
    """In the clinic's context. Messages that are heard a second time are left out."""
    fresh = [message for message in heard if not memory.was_heard_before(message)]
    if not fresh:
        return []
    keys = {message.device_key for message in fresh if message.device_key}
    since = min(message.record.received_at for message in fresh)
    monitors = known_monitors(keys, since=since)
    memory.recall_clocks({monitor.monitor_id for monitor in monitors.values()}, since)
    ended = ended_before(message.record for message in fresh)
    loaded = [
        _loaded(message, "queued", ENDED)
        if message.record.sequence in ended
        else decide(message, monitors, memory)
        for message in fresh
    ]
    return without_old_cuffs(hold_back(loaded), since)


def put_aside(message: Understood) -> LoadedMessage:
    return _loaded(message, "queued", "the database would not take what this message says")


def decide(
    message: Understood, monitors: Mapping[str, KnownMonitor], memory: Memory
) -> LoadedMessage:
    monitor = monitors.get(message.device_key)
    if message.record.refusal:
        return _loaded(message, "refused", message.reason)
    if message.translation is None:
        return _loaded(message, "queued", message.reason)
    if monitor is None:
        return _loaded(message, "queued", NOT_KNOWN if message.device_key else NO_NAME)
    rows = _rows(message, message.translation, monitor, memory)
    if not rows:
        return _loaded(message, "queued", NOWHERE)
    doubt = doubt_about(message.named, rows, monitor.windows)
    return _loaded(message, "stored", _about(message.translation), rows, doubt)


def _rows(
    message: Understood, translation: Translation, monitor: KnownMonitor, memory: Memory
) -> list[SampleRow]:
    received_at = message.record.received_at
    clock = next_clock(memory.clocks.get(monitor.monitor_id), translation, received_at)
    memory.clocks[monitor.monitor_id] = clock
    return rows_of(translation, monitor, clock=clock, received_at=received_at)


def _about(translation: Translation) -> str:
    """What a person should know of a message that was stored."""
    codes = translation.unknown_codes
    count = "1 code" if len(codes) == 1 else f"{len(codes)} codes"
    unknown = [f"{count} not known here: {', '.join(codes)[:500]}"] if codes else []
    return "; ".join([*translation.remarks, *unknown])[:2000]


def _loaded(
    message: Understood,
    state: Literal["stored", "queued", "refused"],
    reason: str,
    rows: Sequence[SampleRow] = (),
    doubt: Doubt | None = None,
) -> LoadedMessage:
    return LoadedMessage(
        received_at=message.record.received_at,
        source=message.record.source,
        device_key=message.device_key,
        control_id=message.control_id,
        raw=message.record.raw,
        state=state,
        reason=reason,
        rows=rows,
        doubt=doubt,
    )


def without_old_cuffs(loaded: list[LoadedMessage], since: datetime) -> list[LoadedMessage]:
    rows = [row for message in loaded for row in message.rows]
    cuffs = HeldCuffs()
    cuffs.remember_stored([row for row in rows if row.aperiodic], since)
    return [_with_rows(m, [row for row in m.rows if cuffs.is_new(row)]) for m in loaded]


def _with_rows(message: LoadedMessage, rows: Sequence[SampleRow]) -> LoadedMessage:
    return message if len(rows) == len(message.rows) else replace(message, rows=rows)
