"""When somebody of a circle presses *Something's wrong*: what they are told while they wait.

They are never left to guess: it was sent, it was seen by name, it was answered, or nobody saw it in
time and they are told to call. The minutes are our own choice; no standard has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

NOT_REACHED_AFTER_MINUTES = 3
"""Without anybody having seen it. The emergency number stands above it from the first second."""


class CallState(StrEnum):
    """Where a call stands, for who made it."""

    SENT = "sent"
    SEEN = "seen"
    ANSWERED = "answered"
    NOT_REACHED = "not_reached"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class CallTimes:
    """What happened to one call. `sent_at` is of the latest words that wait for an answer."""

    sent_at: datetime
    seen_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None


def state_of_call(times: CallTimes, *, is_clinic_open: bool | None, now: datetime) -> CallState:
    """Where it stands. In a clinic that is closed nobody can be counted on from the start."""
    if times.closed_at is not None:
        return CallState.CLOSED
    if times.answered_at is not None and times.answered_at >= times.sent_at:
        return CallState.ANSWERED
    if times.seen_at is not None:
        return CallState.SEEN
    waited = now - times.sent_at
    if is_clinic_open is False or waited >= timedelta(minutes=NOT_REACHED_AFTER_MINUTES):
        return CallState.NOT_REACHED
    return CallState.SENT
