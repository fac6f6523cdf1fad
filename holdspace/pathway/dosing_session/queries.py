"""What a session's log says: its entries, the state they fold to, and whether the chain holds.

A log only grows, so each process keeps what it has read and asks for what came after. It asks for
the last line it has as well: if that line is not there unchanged, everything is read again.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from holdspace.domain.second_check import outstanding
from holdspace.domain.session import Session, fold
from holdspace.domain.session_log import BadPayload, Entry, UnknownKind, from_payload
from holdspace.pathway.dosing_session.log_chain import GENESIS, hash_of
from holdspace.pathway.dosing_session.models import DosingSession, SessionEvent
from holdspace.pathway.dosing_session.models.session import WITHOUT_AN_AUTHOR
from holdspace.protocols import load_protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KEPT_LOGS = 256
"""Logs kept by one process: more rooms than any clinic has open at once."""
KEPT_FOR_SECONDS = 180.0
"""A log that nobody asked for for so long is read again when somebody does."""


class BrokenChain(Exception):
    """A log whose lines do not hash to what they say: somebody changed history."""


@dataclass(frozen=True)
class Log:
    """A session's log as it has been read, up to one place."""

    session_id: UUID
    entries: tuple[Entry, ...] = ()
    latest_sequence: int = 0
    latest_hash: bytes = GENESIS
    not_understood: str | None = None
    """A sentence when a line is of a kind this version does not know: shown, never skipped."""
    clock_offsets_ms: Mapping[UUID, int] = field(default_factory=dict)
    """Server clock minus device clock, by device, when it last sent something."""
    drawn: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """For whoever draws pages: what rests on this log alone is drawn from it once."""

    @cached_property
    def state(self) -> Session:
        return fold(self.entries)

    def until(self, sequence: int) -> Log:
        """The log as it was when that line was its last."""
        kept = tuple(entry for entry in self.entries if entry.sequence <= sequence)
        latest = min(sequence, self.latest_sequence)
        return Log(
            session_id=self.session_id,
            entries=kept,
            latest_sequence=latest,
            not_understood=self.not_understood,
        )


_kept: OrderedDict[UUID, tuple[float, Log]] = OrderedDict()
"""Each with when it was asked for last; the one of longest ago comes first."""
_kept_guard = threading.Lock()


def log_of(session: DosingSession) -> Log:
    """The whole log of a session. The session must have come through `visible_to`."""
    with _kept_guard:
        _, known = _kept.get(session.pk, (0.0, Log(session.pk)))
    log = _read_on(known)
    with _kept_guard:
        _keep(log, time.monotonic())
    return log


def _keep(log: Log, now: float) -> None:
    _kept[log.session_id] = (now, log)
    _kept.move_to_end(log.session_id)
    while len(_kept) > KEPT_LOGS or now - next(iter(_kept.values()))[0] > KEPT_FOR_SECONDS:
        _kept.popitem(last=False)


def entries_of(session: DosingSession) -> tuple[Entry, ...]:
    return log_of(session).entries


def session_state(session: DosingSession) -> Session:
    return log_of(session).state


def outstanding_checks(session: DosingSession) -> tuple[str, ...]:
    """The doses that a second person has still to read again, a sentence each."""
    protocol = load_protocol(session.protocol_name, session.protocol_version)
    return tuple(one.sentence for one in outstanding(session_state(session), protocol))


def rows_of(session_id: UUID, *, since: int = 0) -> Iterable[SessionEvent]:
    """The rows of a log in their order, from one place on."""
    return (
        SessionEvent.objects.filter(session_id=session_id, sequence__gte=since)
        .select_related("author")
        .order_by("sequence")
    )


def verify_chain(session: DosingSession) -> int:
    """How many lines were found whole. Raises BrokenChain at the first that is not."""
    previous, expected = GENESIS, 1
    for row in rows_of(session.pk):
        if row.sequence != expected:
            raise BrokenChain(f"Line {expected} is missing.")
        if bytes(row.previous_hash) != previous:
            raise BrokenChain(f"Line {row.sequence} does not follow from the line before it.")
        if hash_of(previous, row) != bytes(row.hash):
            raise BrokenChain(f"Line {row.sequence} is not what was written.")
        previous, expected = bytes(row.hash), expected + 1
    return expected - 1


def _read_on(known: Log) -> Log:
    if known.latest_sequence and _ends_with(known):
        return known
    rows = list(rows_of(known.session_id, since=known.latest_sequence))
    if known.latest_sequence:
        if not rows or bytes(rows[0].hash) != known.latest_hash:
            return _read_on(Log(known.session_id))
        rows = rows[1:]
    return extended(known, rows) if rows else known


def _ends_with(known: Log) -> bool:
    """Whether nothing came after it. Each page server asks once a second: that is why in SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hash FROM dosing_session_sessionevent"
            " WHERE session_id = %s AND sequence >= %s LIMIT 2",
            [known.session_id, known.latest_sequence],
        )
        return [bytes(row[0]) for row in cursor] == [known.latest_hash]


def extended(log: Log, rows: list[SessionEvent]) -> Log:
    """The log with more lines at its end."""
    entries, not_understood = list(log.entries), log.not_understood
    for row in rows:
        try:
            entries.append(entry_of(row))
        except (UnknownKind, BadPayload) as unknown:
            not_understood = not_understood or f"Line {row.sequence}: {unknown}"
    return Log(
        session_id=log.session_id,
        entries=tuple(entries),
        latest_sequence=rows[-1].sequence,
        latest_hash=bytes(rows[-1].hash),
        not_understood=not_understood,
        clock_offsets_ms={
            **log.clock_offsets_ms,
            **{row.device_id: row.received_offset_ms for row in rows},
        },
    )


def entry_of(row: SessionEvent) -> Entry:
    """A row as an entry. Raises UnknownKind, BadPayload."""
    return Entry(
        event_id=row.event_id,
        sequence=row.sequence,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        author_id=str(row.author_id or ""),
        author_name=row.author.name if row.author else WITHOUT_AN_AUTHOR[row.kind],
        body=from_payload(row.kind, row.version, row.payload),
    )
