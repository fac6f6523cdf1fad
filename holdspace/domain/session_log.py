"""One line of the session log, and how a body becomes JSON and comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from pydantic import TypeAdapter, ValidationError

from holdspace.domain import session_events

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.session_events import SessionEvent

JSON = dict[str, Any]

KINDS: dict[str, type[SessionEvent]] = {
    body.__name__: body for body in get_args(session_events.SessionEvent)
}


class UnknownKind(Exception):
    """The log holds, or a device sent, an event this version does not know. Never skipped."""


class BadPayload(Exception):
    """The payload does not have the shape of its kind; the message says where."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the log: its place, its two times, its author, and what happened."""

    event_id: UUID
    sequence: int
    occurred_at: datetime
    """Chairside: when it happened, corrected for a wrong device clock."""
    recorded_at: datetime
    """When the database took it."""
    author_id: str
    author_name: str
    body: SessionEvent

    @property
    def kind(self) -> str:
        return type(self.body).__name__


def to_payload(body: SessionEvent) -> JSON:
    """A body as plain JSON: decimals and moments as strings, a replacement with its kind."""
    payload: JSON = _ADAPTERS[type(body).__name__].dump_python(body, mode="json")
    if isinstance(body, session_events.EntryCorrected):
        payload["replacement"] = {
            "kind": type(body.replacement).__name__,
            "payload": to_payload(body.replacement),
        }
    return payload


def from_payload(kind: str, version: int, payload: JSON) -> SessionEvent:
    """A body from its JSON. Raises UnknownKind, BadPayload."""
    if kind not in KINDS:
        raise UnknownKind(f"This version does not know the event {kind!r}.")
    if version != KINDS[kind].version:
        raise UnknownKind(f"This version does not know version {version} of the event {kind!r}.")
    if kind == "EntryCorrected" and isinstance(payload.get("replacement"), dict):
        inner = payload["replacement"]
        replacement = from_payload(str(inner.get("kind")), 1, dict(inner.get("payload") or {}))
        payload = {**payload, "replacement": replacement}
    try:
        body: SessionEvent = _ADAPTERS[kind].validate_python(payload)
    except ValidationError as wrong:
        places = "; ".join(
            f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}"
            for error in wrong.errors(include_url=False, include_input=False)
        )
        raise BadPayload(f"{kind} is not complete: {places}") from wrong
    return body


_ADAPTERS: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(body) for name, body in KINDS.items()}
