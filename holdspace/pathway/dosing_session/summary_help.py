"""Calls for help in the summary: who came after how many seconds, and when nobody was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.mark_words_help import NOT_REACHED
from holdspace.pathway.dosing_session.summary_document import Line

if TYPE_CHECKING:
    from holdspace.domain.session import Session
    from holdspace.domain.session_help import Call
    from holdspace.pathway.dosing_session.summary_times import Times


def calls_of(state: Session, times: Times) -> tuple[Line, ...]:
    """The chair as it was made ready, then every call; nothing when there was neither."""
    chair = state.help.chair
    ready: tuple[Line, ...] = ()
    if chair is not None:
        shown = "Shown to the person" if chair.body.demonstrated else "Not shown to the person"
        words = f"Help button at the chair. {shown}. Without it: {chair.body.bell}."
        ready = (Line(label=times.clock(chair.at), words=words),)
    calls = (
        Line(label=times.clock(one.called.at), words=words_of_call(one)) for one in state.help.calls
    )
    return (*ready, *calls)


def words_of_call(call: Call) -> str:
    """ "Ana Silva answered after 9 s." """
    shown = "While the button was shown: " if call.is_demonstration else ""
    why = NOT_REACHED[call.not_reached.body.reason] if call.not_reached else ""
    if call.answered is None:
        return f"{shown}Not reached: {why}." if why else f"{shown}Nobody has answered."
    came = f"{shown}{call.answered.author_name} answered after {call.seconds_to_answer} s."
    return f"{came} Not reached at first: {why}." if why else came
