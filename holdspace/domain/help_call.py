"""Who listens for a call, what a call is at, and what the chair may say.

The numbers are our own choices of workflow, not clinical ones; the reason stands beside each. The
bell in the room and a person in sight come first, always: this adds to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from holdspace.domain.session_help import Call, Help

LISTENER_LASTS = timedelta(seconds=10)
"""A screen that was last heard so long ago does not listen. It speaks every two seconds, so this is
four words lost, and no longer than any other silence here may go unsaid."""

ESCALATES_AFTER = timedelta(seconds=15)
"""Time for somebody who walks between rooms to reach their pocket. Then it rings inside, too."""

NOT_REACHED_AFTER = timedelta(seconds=30)
"""The person is told to call out: longer than this, waiting quietly helps nobody."""

ANSWER_HOLDS_FOR = timedelta(seconds=10)
"""A press so soon after an answer is impatience, and belongs to the call that was answered."""

COMING_IS_SHOWN_FOR = timedelta(minutes=2)
"""How long the chair says who is coming, before it is a plain button again."""

CHAIR_IS_ANSWERED_WITHIN = timedelta(seconds=5)
"""A press that the record has not taken by then was not reached, as far as the chair knows."""

CHAIR_IS_SILENT_AFTER = timedelta(seconds=10)
"""The chair hears every two seconds; what it heard longer ago than this it no longer repeats."""


@dataclass(frozen=True, kw_only=True)
class Listener:
    """A screen of somebody on the staff, as it last spoke."""

    person: str
    is_visible: bool
    may_sound: bool
    """The browser lets it ring aloud, and nobody has turned it off."""
    room: str
    """The room it stands in or shows; "" when it is in none."""
    heard_at: datetime


def listens(listener: Listener, now: datetime) -> bool:
    """Whether a call would be heard there: in sight, able to ring, and heard of just now."""
    is_fresh = now - listener.heard_at < LISTENER_LASTS
    return listener.is_visible and listener.may_sound and is_fresh


def listening_outside(
    listeners: Iterable[Listener], room: str, now: datetime
) -> tuple[Listener, ...]:
    """Who would hear a call from a room. What stands in that room is no help outside of it."""
    return tuple(one for one in listeners if one.room != room and listens(one, now))


class CallState(StrEnum):
    """What a call is at."""

    RINGING = "ringing"
    ESCALATED = "escalated"
    NOT_REACHED = "not_reached"
    ANSWERED = "answered"


def state_of(call: Call, now: datetime) -> CallState:
    """Counted from when the record took it: before that it could not ring."""
    if call.answered is not None:
        return CallState.ANSWERED
    rings_for = now - call.called.recorded_at
    if call.not_reached is not None or rings_for >= NOT_REACHED_AFTER:
        return CallState.NOT_REACHED
    return CallState.ESCALATED if rings_for >= ESCALATES_AFTER else CallState.RINGING


def owes_not_reached(call: Call, now: datetime) -> bool:
    """Whether the record must say now that nobody came forward."""
    return call.not_reached is None and state_of(call, now) is CallState.NOT_REACHED


def call_of_press(drawer: Help, at: datetime) -> Call | None:
    """The call that a press belongs to; None when it is a new one.

    Any press while a call is open is that call: a person in need presses more than once.
    """
    if drawer.open_calls:
        return drawer.open_calls[0]
    latest = drawer.calls[-1] if drawer.calls else None
    if latest is None or latest.answered is None:
        return None
    return latest if at < latest.answered.at + ANSWER_HOLDS_FOR else None


# --- the chair ------------------------------------------------------------------------------------


class ChairWord(StrEnum):
    """What the chair says, in one of six ways."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    COMING = "coming"
    NOT_REACHED = "not_reached"
    NO_CONNECTION = "no_connection"


def call_for_the_chair(drawer: Help, now: datetime) -> Call | None:
    """The call that the chair shows: the one that is open, or the one that was just answered."""
    if drawer.open_calls:
        return drawer.open_calls[0]
    latest = drawer.calls[-1] if drawer.calls else None
    if latest is None or latest.answered is None:
        return None
    return latest if now - latest.answered.recorded_at < COMING_IS_SHOWN_FOR else None


def chair_says(
    heard: CallState | None, unsent_for: timedelta | None, silent_for: timedelta
) -> ChairWord:
    """From what the record said last, how long a press waits, and how long nothing was heard.

    Judged by the chair's own clock, without help from anybody: it never says *Sent* before the
    record has the call, and never goes on saying it when the line is dead.
    """
    is_silent = silent_for > CHAIR_IS_SILENT_AFTER
    if unsent_for is not None:
        is_late = is_silent or unsent_for >= CHAIR_IS_ANSWERED_WITHIN
        return ChairWord.NOT_REACHED if is_late else ChairWord.SENDING
    if heard is CallState.ANSWERED:
        return ChairWord.COMING
    if heard is not None:
        unheard = is_silent or heard is CallState.NOT_REACHED
        return ChairWord.NOT_REACHED if unheard else ChairWord.SENT
    return ChairWord.NO_CONNECTION if is_silent else ChairWord.READY
