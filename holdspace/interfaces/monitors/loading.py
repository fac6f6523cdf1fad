"""Puts a batch of messages and their rows into the database, in the open transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import psycopg
from django.db import connection
from psycopg.types.json import Jsonb

from holdspace.interfaces.monitors.doubt import Doubt
from holdspace.interfaces.monitors.reading import COLUMNS
from holdspace.interfaces.monitors.rows import SampleRow

CHANNEL = "holdspace_samples"
"""Announced after each commit, once per session that has new samples; the payload is its id."""

_MESSAGES = "dosing_session_monitormessage"
_MESSAGE_TYPES = {
    "id": "bigint",
    "clinic_id": "bigint",
    "received_at": "timestamptz",
    "source_address": "text",
    "device_key": "text",
    "control_id": "text",
    "raw": "bytea",
    "state": "text",
    "reason": "text",
}
_SAMPLES = "vitals_sample"
_SAMPLE_TYPES: dict[str, str] = {
    "clinic_id": "bigint",
    "monitor_id": "bigint",
    "session_id": "uuid",
    "room_id": "bigint",
    "message_id": "bigint",
    "at": "timestamptz",
    "device_at": "timestamptz",
    "received_at": "timestamptz",
    "clock_offset_seconds": "numeric",
    **{str(column): "numeric" for column in COLUMNS},
    "other": "jsonb",
    "flags": "jsonb",
    "alarms": "jsonb",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedMessage:
    received_at: datetime
    source: str
    device_key: str
    control_id: str
    raw: bytes
    state: Literal["stored", "queued", "refused"]
    reason: str
    rows: Sequence[SampleRow] = ()
    doubt: Doubt | None = None


def load(clinic_id: int, messages: Sequence[LoadedMessage]) -> None:
    numbered = list(zip(_new_message_ids(len(messages)), messages, strict=True))
    _insert(
        _MESSAGES,
        _MESSAGE_TYPES,
        [_message_row(clinic_id, number, message) for number, message in numbered],
    )
    load_rows(clinic_id, [(number, row) for number, message in numbered for row in message.rows])


def load_rows(clinic_id: int, rows: Sequence[tuple[int, SampleRow]]) -> None:
    """Each with the number of its message, which is stored before."""
    _insert(
        _SAMPLES,
        _SAMPLE_TYPES,
        [_sample_row(clinic_id, number, row) for number, row in rows],
    )


def announce(session_ids: Sequence[str]) -> None:
    """One statement for all of them: each asked by itself took longer than loading its rows."""
    if not session_ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(%s, session_id) FROM unnest(%s::text[]) AS session_id",
            [CHANNEL, list(session_ids)],
        )


def _insert(table: str, types: dict[str, str], rows: Sequence[Sequence[object]]) -> None:
    """One statement for the whole batch. Not COPY: PostgreSQL takes none into a table with
    row-level security, and the app role may make no temporary table to land it in."""
    if not rows:
        return
    names = ", ".join(types)
    arrays = ", ".join(f"%b::{kind}[]" for kind in types.values())
    # psycopg's own cursor sends the values beside the statement, in binary. Django's writes them
    # into its text, which costs most of the time of a batch.
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays})",  # noqa: S608 - our own names
            [list(column) for column in zip(*rows, strict=True)],
        )


def _new_message_ids(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [_MESSAGES, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _message_row(clinic_id: int, number: int, message: LoadedMessage) -> Sequence[object]:
    return (
        number,
        clinic_id,
        message.received_at,
        message.source[:60],
        _text(message.device_key),
        _text(message.control_id),
        message.raw,
        message.state,
        _text(message.reason),
    )


def _sample_row(clinic_id: int, number: int, row: SampleRow) -> Sequence[object]:
    return (
        clinic_id,
        row.monitor_id,
        row.session_id,
        row.room_id,
        number,
        row.at,
        row.device_at,
        row.received_at,
        row.clock_offset_seconds,
        *(row.values.get(name) for name in COLUMNS),
        Jsonb(row.other),
        Jsonb(row.flags),
        Jsonb(row.alarms),
    )


def _text(text: str) -> str:
    """PostgreSQL's text holds every character but this one."""
    return text.replace("\x00", "")
