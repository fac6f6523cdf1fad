"""What pages show of the chair, of who listens, and of calls."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from holdspace.domain.help_call import (
    CHAIR_IS_SILENT_AFTER,
    CallState,
    call_for_the_chair,
    state_of,
)
from holdspace.pathway.dosing_session.samples import moment

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.session import Session
    from holdspace.domain.session_help import Call
    from holdspace.pathway.dosing_session.circumstances import Circumstances
    from holdspace.pathway.dosing_session.help_calls import OpenCall
    from holdspace.pathway.dosing_session.models import ChairDevice

JSON = dict[str, Any]

SECOND = timedelta(seconds=1)
NOBODY_LISTENS = "Nobody is listening outside this room."
NO_CHAIR = "No help button at the chair."
CHAIR_IS_SILENT = "The help button at the chair is not heard."


def help_panel(state: Session, around: Circumstances) -> JSON:
    """The room's own panel."""
    chair = state.help.chair
    return {
        "chair": {
            "bell": chair.body.bell,
            "demonstrated": chair.body.demonstrated,
            "at": moment(chair.at),
            "by": chair.author_name,
        }
        if chair
        else None,
        "device": device_word(around.chair, around.now),
        "listening": list(around.listening),
        "calls": [_call(one, around.now) for one in state.help.calls],
        "notices": list(notices(state, around)),
    }


def notices(state: Session, around: Circumstances) -> tuple[str, ...]:
    """What is said before dosing starts, and as long as it is so. It refuses nothing."""
    if state.is_closed:
        return ()
    device = device_word(around.chair, around.now)
    button = {"here": "", "silent": CHAIR_IS_SILENT}.get(device, NO_CHAIR)
    return tuple(filter(None, (button, "" if around.listening else NOBODY_LISTENS)))


def presses(state: Session, around: Circumstances) -> bool:
    """Whether a notice asks for attention: before dosing, and whenever a button is there in vain.

    A room that began its dose without one has decided so; its screen stays dark and still.
    """
    has_button = device_word(around.chair, around.now) in {"here", "silent"}
    return bool(notices(state, around)) and (state.first_dose_at is None or has_button)


def device_word(chair: ChairDevice | None, now: datetime) -> str:
    """none, waiting (for its code to be typed), here, or silent."""
    if chair is None:
        return "none"
    if chair.joined_at is None or chair.heard_at is None:
        return "waiting" if now < chair.code_until else "none"
    return "silent" if now - chair.heard_at > CHAIR_IS_SILENT_AFTER else "here"


def _call(call: Call, now: datetime) -> JSON:
    return {
        "id": str(call.id),
        "at": moment(call.called.at),
        "state": state_of(call, now).value,
        "by": call.answered.author_name if call.answered else None,
        "seconds": call.seconds_to_answer,
        "is_demonstration": call.is_demonstration,
    }


def heard_by_the_chair(state: Session, now: datetime, *, listening: int) -> JSON:
    """All that a chair is told: what became of its call, and whether anybody would hear one."""
    call = call_for_the_chair(state.help, now)
    chair = state.help.chair
    return {
        "call": {
            "id": str(call.id),
            "state": state_of(call, now).value,
            "by": call.answered.author_name if call.answered else "",
        }
        if call
        else None,
        "listening": listening,
        "bell": chair.body.bell if chair else "",
    }


def heard_outside(one: OpenCall, now: datetime, *, room_of_listener: int | None) -> JSON:
    """A call as a screen of the staff takes it: where, how long, who comes. Nobody's name else."""
    return {
        "id": str(one.call.id),
        "room": one.session.room.name,
        "state": one.state.value,
        "seconds": max(0, (now - one.call.called.at) // SECOND),
        "by": one.call.answered.author_name if one.call.answered else "",
        "answered_after": one.call.seconds_to_answer,
        "is_here": room_of_listener == one.session.room_id,
        # In its own room it is shown, and rings aloud only once nobody outside came forward.
        "rings": one.state is not CallState.ANSWERED
        and (room_of_listener != one.session.room_id or one.state is not CallState.RINGING),
    }
