"""Decides for each message of a batch: stored with its rows, waiting for a person, or refused."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from holdspace.interfaces.monitors.loading import LoadedMessage
from holdspace.interfaces.monitors.memory import Memory
from holdspace.interfaces.monitors.reading import COLUMNS, Translation
from holdspace.interfaces.monitors.registry import known_monitors
from holdspace.interfaces.monitors.rows import (
    KnownMonitor,
    SampleRow,
    cuff_identity,
    next_clock,
    rows_of,
)
from holdspace.interfaces.monitors.understood import Understood
from holdspace.pathway.dosing_session.models import VitalsSample

NO_NAME = "the message does not say which device sent it"
NOT_KNOWN = "this device is not known here: add it and say in which room it stands"
NOWHERE = "nobody has said in which room this monitor stands"
LONGEST_CUFF_AGE = timedelta(days=2)


def sort_out(heard: Sequence[Understood], memory: Memory) -> list[LoadedMessage]:
    """In the clinic's context. Messages that are heard a second time are left out."""
    fresh = [message for message in heard if not memory.was_heard_before(message)]
    if not fresh:
        return []
    keys = {message.device_key for message in fresh if message.device_key}
    since = min(message.record.received_at for message in fresh)
    monitors = known_monitors(keys, since=since)
    loaded = [_decide(message, monitors, memory) for message in fresh]
    return _without_old_cuffs(loaded, since)


def put_aside(message: Understood) -> LoadedMessage:
    return _loaded(message, "queued", "the database would not take what this message says")


def _decide(
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
    return _loaded(message, "stored", _about_unknown(message.translation), rows)


def _rows(
    message: Understood, translation: Translation, monitor: KnownMonitor, memory: Memory
) -> list[SampleRow]:
    received_at = message.record.received_at
    clock = next_clock(memory.clock_of(monitor.monitor_id, received_at), translation, received_at)
    memory.clocks[monitor.monitor_id] = clock
    return rows_of(translation, monitor, clock=clock, received_at=received_at)


def _about_unknown(translation: Translation) -> str:
    codes = translation.unknown_codes
    if not codes:
        return ""
    count = "1 code" if len(codes) == 1 else f"{len(codes)} codes"
    return f"{count} not known here: {', '.join(codes)[:500]}"


def _loaded(
    message: Understood,
    state: Literal["stored", "queued", "refused"],
    reason: str,
    rows: Sequence[SampleRow] = (),
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
    )


def _without_old_cuffs(loaded: list[LoadedMessage], since: datetime) -> list[LoadedMessage]:
    candidates = [row for message in loaded for row in message.rows if row.aperiodic]
    seen = _cuffs_in_database(candidates, since) if candidates else set()
    return [
        _with_rows(message, [r for r in message.rows if _is_new(r, seen)]) for message in loaded
    ]


def _cuffs_in_database(candidates: Sequence[SampleRow], since: datetime) -> set[object]:
    stored = VitalsSample.objects.filter(
        monitor_id__in={row.monitor_id for row in candidates},
        device_at__in={row.device_at for row in candidates},
        at__gt=since - LONGEST_CUFF_AGE,
    )
    return {
        cuff_identity(
            sample.monitor_id,
            sample.device_at,
            {column: getattr(sample, column) for column in COLUMNS},
        )
        for sample in stored
        if sample.device_at is not None
    }


def _is_new(row: SampleRow, seen: set[object]) -> bool:
    identity = row.cuff_identity
    if identity is None:
        return True
    if identity in seen:
        return False
    seen.add(identity)
    return True


def _with_rows(message: LoadedMessage, rows: Sequence[SampleRow]) -> LoadedMessage:
    return message if len(rows) == len(message.rows) else replace(message, rows=rows)
