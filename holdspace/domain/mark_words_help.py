"""The words for the chair and its calls on the time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.mark_words import Said
from holdspace.domain.session_events import (
    ChairSet,
    HelpAnswered,
    HelpCalled,
    HelpEvent,
    HelpNotReached,
)

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.domain.observations import Tone
    from holdspace.domain.session import Session
    from holdspace.domain.session_help import Call

NOT_REACHED = {
    "nobody_listening": "nobody was listening outside the room",
    "nobody_answered": "nobody had answered",
}


def say_help(body: HelpEvent, session: Session) -> Said:
    """All of it stands among the events: a call is something that happened to the person."""
    tone: Tone = "neutral"
    label = words = ""
    match body:
        case ChairSet():
            shown = "shown to the person" if body.demonstrated else "not shown to the person"
            label = "Chair ready"
            words = f"Help button at the chair, {shown}. Without it: {body.bell}."
        case HelpCalled():
            label, tone, words = "Help call", "attention", "The person called for help."
        case HelpAnswered():
            call = _call(session, body.call_id)
            seconds = call.seconds_to_answer if call else None
            after = f" after {seconds} s" if seconds is not None else ""
            label, words = "Help call answered", f"Help call answered{after}."
        case HelpNotReached():
            label, tone = "Help call not reached", "attention"
            words = f"Help call not reached: {NOT_REACHED[body.reason]}."
    return Said(lane="events", label=label, sentence=words, tone=tone)


def _call(session: Session, call_id: UUID) -> Call | None:
    return next((one for one in session.help.calls if one.id == call_id), None)
