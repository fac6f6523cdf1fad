"""A call for help: pressed at the chair, heard outside, answered by name, or said to be unheard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal
from uuid import UUID, uuid5

from holdspace.domain.admission import Candidate, Refused
from holdspace.domain.help_call import CallState, call_of_press, owes_not_reached, state_of
from holdspace.domain.session_events import ChairSet, HelpAnswered, HelpCalled, HelpNotReached
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.help_listening import who_listens
from holdspace.pathway.dosing_session.models import DosingSession, SessionEvent
from holdspace.pathway.dosing_session.models.session import WITHOUT_AN_AUTHOR
from holdspace.pathway.dosing_session.queries import session_state
from holdspace.pathway.dosing_session.recording import Line, Recording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.session_events import SessionEvent as Body
    from holdspace.domain.session_help import Call
    from holdspace.pathway.dosing_session.models import ChairDevice

RINGS_FOR_AT_MOST = timedelta(hours=12)
"""Older calls are of a session that nobody closed; that is on a list of its own."""
ANSWER_IS_TOLD_FOR = timedelta(seconds=20)
"""So long every screen that rang says who is coming."""
OLDEST_PRESS = timedelta(hours=6)


class NotACall(Exception):
    """What was sent cannot be a call; the message is a sentence."""


@dataclass(frozen=True, kw_only=True)
class OpenCall:
    """A call with the room it comes from."""

    session: DosingSession
    call: Call
    state: CallState


# --- from the chair -------------------------------------------------------------------------------


def press(chair: ChairDevice, press_id: UUID, age: timedelta, now: datetime) -> Call:
    """The person pressed. However often it arrives, it is one call; and so is a second press."""
    session = chair.session
    recording = Recording(None, session, now)
    known = SessionEvent.objects.filter(event_id=press_id).first()
    if known is not None and (known.session_id != session.pk or known.kind != HelpCalled.__name__):
        raise NotACall("Another entry has this number.")
    at = now - min(max(age, timedelta(0)), OLDEST_PRESS)
    if known is None and call_of_press(recording.log.state.help, at) is None:
        _write_call(recording, press_id, at, chair)
        recording.finish()
    call = _call(recording, press_id) or call_of_press(recording.log.state.help, at)
    if call is None:
        raise NotACall("This press belongs to no call.")
    return call


def _write_call(recording: Recording, press_id: UUID, at: datetime, chair: ChairDevice) -> None:
    """The call; and beside it, when nobody would hear it, that it was not reached."""
    body = HelpCalled()
    _admit(recording, body, at, author_id="", author_name=WITHOUT_AN_AUTHOR[HelpCalled.__name__])
    recording.write(
        Line(event_id=press_id, body=body, occurred_at=at, device_at=at, device_id=chair.pk)
    )
    if not who_listens(recording.session, recording.now):
        _write_not_reached(recording, press_id, "nobody_listening")


def _admit(
    recording: Recording, body: Body, at: datetime, *, author_id: str, author_name: str
) -> None:
    candidate = Candidate(body=body, author_id=author_id, author_name=author_name, occurred_at=at)
    around = Circumstances(recording.session, recording.now)
    answer = around.admit(recording.log.state, candidate)
    if isinstance(answer, Refused):
        raise NotACall(answer.sentence)


def _write_not_reached(
    recording: Recording, call_id: UUID, reason: Literal["nobody_listening", "nobody_answered"]
) -> None:
    now = recording.now
    body = HelpNotReached(call_id=call_id, reason=reason)
    event_id = uuid5(call_id, HelpNotReached.__name__)
    recording.write(Line(event_id=event_id, body=body, occurred_at=now, device_at=now))


# --- outside --------------------------------------------------------------------------------------


def calls_to_hear(clinic_id: int, now: datetime) -> list[OpenCall]:
    """Every call of a clinic that is open, and those that were answered just now."""
    return [
        OpenCall(session=session, call=call, state=state_of(call, now))
        for session in _sessions_with_calls(clinic_id, now)
        for call in session_state(session).help.calls
        if call.answered is None or now - call.answered.recorded_at < ANSWER_IS_TOLD_FOR
    ]


def session_of_call(actor: Actor, call_id: UUID) -> DosingSession | None:
    """Where a call comes from. Whoever hears it may answer it, also with a PIN of another room:

    an answer opens no chart.
    """
    return (
        DosingSession.objects.filter(clinic_id=actor.clinic_id)
        .filter(events__event_id=call_id, events__kind=HelpCalled.__name__)
        .select_related("room", "clinic", "cycle")
        .first()
    )


def answer(actor: Actor, session: DosingSession, call_id: UUID, now: datetime) -> Call:
    """Somebody is coming. Whoever says so a second time has said it already."""
    recording = Recording(actor, session, now)
    call = _call(recording, call_id)
    if call is None:
        raise NotACall("The help call named here is not in this record.")
    if not any(one.author_id == str(actor.staff_id) for one in call.answers):
        body = HelpAnswered(call_id=call_id)
        _admit(recording, body, now, author_id=str(actor.staff_id), author_name=actor.name)
        event_id = uuid5(call_id, f"{HelpAnswered.__name__} {actor.staff_id}")
        recording.write(Line(event_id=event_id, body=body, occurred_at=now, device_at=now))
        recording.finish()
    return _call(recording, call_id) or call


def note_what_was_not_reached(clinic_id: int, now: datetime) -> int:
    """Say in the record of which calls nobody came forward in time. How many there were."""
    noted = 0
    for session in _sessions_with_calls(clinic_id, now):
        if not any(owes_not_reached(call, now) for call in session_state(session).help.calls):
            continue
        recording = Recording(None, session, now)
        # Only now, with the log held: somebody may have answered meanwhile.
        owed = [one for one in recording.log.state.help.calls if owes_not_reached(one, now)]
        for call in owed:
            _write_not_reached(recording, call.id, "nobody_answered")
        if owed:
            recording.finish()
        noted += len(owed)
    return noted


def _sessions_with_calls(clinic_id: int, now: datetime) -> Iterator[DosingSession]:
    lately = SessionEvent.objects.filter(
        clinic_id=clinic_id,
        kind=HelpCalled.__name__,
        recorded_at__gt=now - RINGS_FOR_AT_MOST,
    ).values("session_id")
    unclosed = DosingSession.objects.unclosed().filter(clinic_id=clinic_id, pk__in=lately)
    yield from unclosed.select_related("room")


def _call(recording: Recording, call_id: UUID) -> Call | None:
    calls = recording.log.state.help.calls
    return next((one for one in calls if one.id == call_id), None)


# --- in the room ----------------------------------------------------------------------------------


def set_chair(
    actor: Actor,
    session: DosingSession,
    *,
    event_id: UUID,
    bell: str,
    demonstrated: bool,
    now: datetime,
) -> None:
    """The help button lies beside the person, and the bell has its name. Raises NotACall."""
    recording = Recording(actor, session, now)
    body = ChairSet(bell=bell, demonstrated=demonstrated)
    _admit(recording, body, now, author_id=str(actor.staff_id), author_name=actor.name)
    recording.write(Line(event_id=event_id, body=body, occurred_at=now, device_at=now))
    recording.finish()
