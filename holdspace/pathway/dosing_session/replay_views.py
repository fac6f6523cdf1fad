"""A session looked at again: the room as it was when each entry had just been written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from holdspace.clinic.access.policy import Act, page
from holdspace.pathway.dosing_session.looking import look
from holdspace.pathway.dosing_session.samples import moment
from holdspace.pathway.dosing_session.thinning import rows_of
from holdspace.pathway.dosing_session.views import as_json, me, seen

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.pathway.dosing_session.looking import Look


@require_GET
@page(Act.SEE_SUMMARY, chart=True)
def replay(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    session = seen(request.actor, session_id, "replay a session")
    looked = look(session, timezone.now())
    first = looked.log.entries[0].sequence if looked.log.entries else 0
    back = looked.back_at(first)
    context = {
        "session": session,
        "state": {**back.state(), "me": me(request.actor)},
        "entries": _places(looked),
    }
    return render(request, "dosing_session/replay.html", context)


@require_GET
@page(Act.SEE_SUMMARY, chart=True)
def replay_state(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """The room as it was at one place of its log; or, once, all that its monitor sent."""
    session = seen(request.actor, session_id, "replay a session")
    looked = look(session, timezone.now())
    if "rows" in request.GET:
        return as_json({"rows": rows_of(looked.samples, frozenset())})
    asked = request.GET.get("sequence", "")
    places = {entry.sequence for entry in looked.log.entries}
    if not asked.isdecimal() or int(asked) not in places:
        raise Http404
    back = looked.back_at(int(asked))
    state = {**back.state(), "me": me(request.actor)}
    return as_json({"state": state, "rescinded": sorted(back.rescinded)})


def _places(looked: Look) -> list[dict[str, object]]:
    """Every place in the log, with when it was written."""
    return [
        {"sequence": entry.sequence, "at": moment(entry.recorded_at)}
        for entry in looked.log.entries
    ]
