"""The hash chain over a session's log: every line covers itself and all that came before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.session_log import JSON
    from holdspace.pathway.dosing_session.models import SessionEvent

GENESIS = bytes(32)
"""What the first line of every log builds on."""


def canonical(value: JSON) -> bytes:
    """JSON in its one form: sorted keys, no spaces, UTF-8. What is equal is the same bytes."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def hash_of(previous: bytes, event: SessionEvent) -> bytes:
    """The hash of one line, from the line before it and everything in its row."""
    return hashlib.sha256(previous + canonical(_row(event))).digest()


def _row(event: SessionEvent) -> JSON:
    return {
        "clinic_id": event.clinic_id,
        "session_id": str(event.session_id),
        "sequence": event.sequence,
        "event_id": str(event.event_id),
        "kind": event.kind,
        "version": event.version,
        "payload": event.payload,
        "occurred_at": _moment(event.occurred_at),
        "device_at": _moment(event.device_at),
        "recorded_at": _moment(event.recorded_at),
        "received_offset_ms": event.received_offset_ms,
        "device_id": str(event.device_id),
        "device_sequence": event.device_sequence,
        "device_monotonic_ms": event.device_monotonic_ms,
        "author_id": str(event.author_id or ""),
        "body_sha256": bytes(event.body_sha256).hex(),
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
