"""What a tablet sends and what it is told: the shapes at the edge, and the time of each event.

A device's wall clock may be wrong by years; its monotonic clock cannot jump. So the time at which
something happened is counted back from the moment of receipt by the monotonic clock.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from holdspace.domain.session_log import JSON
from holdspace.pathway.dosing_session.log_chain import canonical

if TYPE_CHECKING:
    from holdspace.domain.session_events import Fact

MOST_EVENTS = 500
"""In one batch; a tablet with more sends them in pieces."""

MOST_BYTES = 1_000_000


TOO_MUCH = f"At most {MOST_EVENTS} entries at once. Nothing was taken; they stay on this tablet."

YEARS = range(1970, 2200)
"""In which a device's wall clock may be, however wrong: what lies outside is no time at all."""

Milliseconds = Annotated[float, Meta(ge=-1e12, le=1e12)]
Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Version = Annotated[int, Meta(ge=1, le=32_767)]


class UnreadableBatch(Exception):
    """A batch that is no batch. The message is a sentence for staff; nothing was written."""

    def __init__(self, sentence: str, *, is_too_large: bool = False) -> None:
        super().__init__(sentence)
        self.is_too_large = is_too_large


class SentEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event as the device sent it."""

    event_id: UUID
    kind: str
    version: Version
    payload: JSON
    occurred_at: datetime
    """By the wall clock of the device."""
    monotonic_ms: Milliseconds
    device_sequence: Count


class SentBatch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one device sent at one moment."""

    device_id: UUID
    sent_at: datetime
    """By the wall clock of the device."""
    sent_monotonic_ms: Milliseconds
    events: list[SentEvent]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one event. The device forgets only what is named here."""

    event_id: UUID
    state: Literal["new", "already", "conflict", "refused"]
    sequence: int | None = None
    recorded_at: datetime | None = None
    sentence: str = ""
    facts: tuple[Fact, ...] = ()


def read_batch(raw: bytes) -> SentBatch:
    """The batch in a request's body. Raises UnreadableBatch."""
    if len(raw) > MOST_BYTES:
        raise UnreadableBatch(TOO_MUCH, is_too_large=True)
    try:
        batch = _DECODER.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise UnreadableBatch(f"The record could not be read: {wrong}") from wrong
    if len(batch.events) > MOST_EVENTS:
        raise UnreadableBatch(TOO_MUCH, is_too_large=True)
    moments = [batch.sent_at, *(event.occurred_at for event in batch.events)]
    if any(moment.tzinfo is None or moment.year not in YEARS for moment in moments):
        raise UnreadableBatch("A time without its zone, or no time at all. Nothing was taken.")
    return batch


def holds_nul(value: object) -> bool:
    """Whether some text holds the one character that a database cannot keep."""
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(holds_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(holds_nul(part) for part in value)


def occurred_at(batch: SentBatch, event: SentEvent, now: datetime) -> datetime:
    """When an event happened by the server's clock.

    A monotonic clock starts again when the page is loaded again. An age below zero shows that, and
    then the device's wall clock is asked for the age; it is not asked what time it is.
    """
    age = timedelta(milliseconds=batch.sent_monotonic_ms - event.monotonic_ms)
    if age < timedelta(0):
        age = max(batch.sent_at - event.occurred_at, timedelta(0))
    return now - age


def offset_ms(batch: SentBatch, now: datetime) -> int:
    """Server clock minus device clock when the batch came."""
    return (now - batch.sent_at) // timedelta(milliseconds=1)


def body_sha256(batch: SentBatch, event: SentEvent) -> bytes:
    """Of what the device said, for ever the same however often it says it."""
    said = {
        "kind": event.kind,
        "version": event.version,
        "payload": event.payload,
        "occurred_at": event.occurred_at.isoformat(),
        "monotonic_ms": event.monotonic_ms,
        "device_id": str(batch.device_id),
        "device_sequence": event.device_sequence,
    }
    return hashlib.sha256(canonical(said)).digest()


_DECODER = msgspec.json.Decoder(SentBatch)
