"""What every open page of the staff asks each two seconds, and how a call is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_POST

from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.tablets.queries import own_tablet
from holdspace.clinic.tasks.queries import count_that_press
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.help_calls import (
    NotACall,
    answer,
    calls_to_hear,
    session_of_call,
)
from holdspace.pathway.dosing_session.help_listening import Spoken, note_listener
from holdspace.pathway.dosing_session.help_view import JSON, heard_outside, notices, presses
from holdspace.pathway.dosing_session.looking import found
from holdspace.pathway.dosing_session.queries import session_state
from holdspace.pathway.dosing_session.sounding import alerts_for
from holdspace.pathway.dosing_session.views import as_json

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.clinic.people.roles import Actor

UNREADABLE, REFUSED = 400, 409


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which call somebody is coming to."""

    call_id: UUID


@require_POST
@page(Act.ANSWER_HELP)
def listen(request: ClinicRequest) -> HttpResponse:
    """A page says that it is open and able to ring; it is told which calls there are."""
    try:
        spoken = msgspec.json.decode(request.body, type=Spoken)
    except msgspec.DecodeError:
        return as_json({}, status=UNREADABLE)
    now = timezone.now()
    tablet = own_tablet(request)
    row = note_listener(request.actor, spoken, now, stands_in=tablet.room_id if tablet else None)
    calls = calls_to_hear(request.actor.clinic_id, now)
    tasks = count_that_press(request.actor, now) if may(request.actor, Act.SEE_TASKS) else 0
    return as_json(
        {
            "alerts": alerts_for(request.actor.clinic_id, now, room_of_listener=row.room_id),
            "calls": [heard_outside(one, now, room_of_listener=row.room_id) for one in calls],
            "here": _here(request.actor, spoken.session_id, now) if spoken.session_id else None,
            "tasks": tasks,
        }
    )


def _here(actor: Actor, session_id: UUID, now: datetime) -> JSON | None:
    """What a room's page shows of its own chair."""
    session = found(actor, session_id)
    if session is None:
        return None
    around = Circumstances(session, now)
    state = session_state(session)
    return {
        "listening": list(around.listening),
        "notices": list(notices(state, around)),
        "presses": presses(state, around),
    }


@require_POST
@page(Act.ANSWER_HELP)
def answer_call(request: ClinicRequest) -> HttpResponse:
    """ "I am coming." """
    try:
        sent = msgspec.json.decode(request.body, type=Answer)
    except msgspec.DecodeError:
        return as_json({}, status=UNREADABLE)
    session = session_of_call(request.actor, sent.call_id)
    if session is None:
        raise Http404
    try:
        call = answer(request.actor, session, sent.call_id, timezone.now())
    except NotACall as refused:
        return as_json({"sentence": str(refused)}, status=REFUSED)
    by = call.answered.author_name if call.answered else ""
    return as_json({"by": by, "answered_after": call.seconds_to_answer})
