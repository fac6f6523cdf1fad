"""What a tablet sends and what it is told: the shapes at the edge."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from holdspace.domain.session_log import JSON
from holdspace.pathway.dosing_session.log_chain import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    life: UUID | None = None
    """The life of the page in which it was tapped: one reload, one new life, one new count of
    `monotonic_ms`. A tablet of an earlier version says nothing of it."""
    server_at: datetime | None = None
    """When it happened by the server's clock, as the page reckoned it at the tap from what it had
    last heard of the server. Absent when it had heard nothing in that life."""


class Proof(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who charted an event, sealed with what only their PIN opens on that tablet."""

    staff_id: UUID
    proof: str


@dataclass(frozen=True, kw_only=True)
class SentBatch:
    """What one device sent at one moment."""

    device_id: UUID
    sent_at: datetime
    """By the wall clock of the device."""
    sent_monotonic_ms: float
    events: list[SentEvent]
    life: UUID | None = None
    """The life of the page that sends."""
    proofs: Mapping[UUID, Proof] = field(default_factory=dict)
    words: tuple[bytes, ...] = ()
    """Each event in the very bytes that were sent: a proof covers these and nothing else."""


class _Parcel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A batch as it lies in a request's body, its events not looked at yet."""

    device_id: UUID
    sent_at: datetime
    sent_monotonic_ms: Milliseconds
    events: list[msgspec.Raw]
    life: UUID | None = None
    proofs: dict[UUID, Proof] = {}


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
        parcel = _PARCEL.decode(raw)
        if len(parcel.events) > MOST_EVENTS:
            raise UnreadableBatch(TOO_MUCH, is_too_large=True)
        events = [_EVENT.decode(one) for one in parcel.events]
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise UnreadableBatch(f"The record could not be read: {wrong}") from wrong
    if not all(_is_a_time(moment) for moment in _moments(parcel, events)):
        raise UnreadableBatch("A time without its zone, or no time at all. Nothing was taken.")
    return SentBatch(
        device_id=parcel.device_id,
        sent_at=parcel.sent_at,
        sent_monotonic_ms=parcel.sent_monotonic_ms,
        events=events,
        life=parcel.life,
        proofs=parcel.proofs,
        words=tuple(bytes(one) for one in parcel.events),
    )


def _moments(parcel: _Parcel, events: list[SentEvent]) -> list[datetime]:
    reckoned = [event.server_at for event in events if event.server_at is not None]
    return [parcel.sent_at, *reckoned, *(event.occurred_at for event in events)]


def _is_a_time(moment: datetime) -> bool:
    return moment.tzinfo is not None and moment.year in YEARS


def holds_nul(value: object) -> bool:
    """Whether some text holds the one character that a database cannot keep."""
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(holds_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(holds_nul(part) for part in value)


def body_sha256(batch: SentBatch, event: SentEvent) -> bytes:
    """Of what the device said, for ever the same however often it says it.

    Without what only helps to find its time, and without its proof: an entry that waits while its
    tablet is updated, or whose author signs in before it is sent, is still the same entry.
    """
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


_PARCEL = msgspec.json.Decoder(_Parcel)
_EVENT = msgspec.json.Decoder(SentEvent)
