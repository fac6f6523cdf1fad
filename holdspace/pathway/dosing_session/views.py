"""The room's page and what it asks for: state, samples, a live stream, a place to send entries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from asgiref.sync import sync_to_async
from django.db import connection
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.audit import actions as audit
from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.clinic.tablets.queries import own_tablet, sealing_for
from holdspace.domain.free_space import why_no_charting
from holdspace.pathway.dosing_session.actions import record_batch
from holdspace.pathway.dosing_session.batch import UnreadableBatch, read_batch
from holdspace.pathway.dosing_session.disk import free_space
from holdspace.pathway.dosing_session.looking import WITH_ITS_CYCLE, WITH_ITS_ROOM, found, look
from holdspace.pathway.dosing_session.permission import GIVES_AND_CHECKS, PRESCRIBER
from holdspace.pathway.dosing_session.room_view import viewer
from holdspace.pathway.dosing_session.samples import moment
from holdspace.pathway.dosing_session.stream import Hub
from holdspace.pathway.dosing_session.thinning import rows_of
from holdspace.web.event_stream import event_stream

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.clinic.people.roles import Actor
    from holdspace.pathway.dosing_session.models import DosingSession

JSON = dict[str, Any]

DEFAULT_MINUTES = 240
MOST_MINUTES = 24 * 60
TOO_LARGE, UNREADABLE, CONFLICT, TAKEN, UNAVAILABLE = 413, 400, 409, 200, 503

hub = Hub(timezone.now)


@require_GET
@page(Act.SEE_ROOM, chart=True)
def room(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    session = seen(request.actor, session_id, "open the room")
    state = {
        **look(session, timezone.now()).state(),
        "me": me(request.actor),
        "sealing": sealing_for(request),
    }
    return render(request, "dosing_session/room.html", {"session": session, "state": state})


@require_GET
@page(Act.SEE_ROOM, chart=True)
def state(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    session = seen(request.actor, session_id, "read the room")
    return as_json({**look(session, timezone.now()).state(), "me": me(request.actor)})


@require_GET
@page(Act.SEE_ROOM, chart=True)
def samples(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    session = seen(request.actor, session_id, "read the monitor's values")
    now = timezone.now()
    seen_now = look(session, now)
    recent = seen_now.samples.since(now - timedelta(minutes=_minutes(request)))
    return as_json({"rows": rows_of(recent, seen_now.rescinded)})


@require_POST
@page(Act.CHART_IN_ROOM, chart=True)
def events(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    full = why_no_charting(free_space())
    if full is not None:
        return as_json({"sentence": full}, status=UNAVAILABLE)
    session = seen(request.actor, session_id, "chart in the room", related=WITH_ITS_CYCLE)
    now = timezone.now()
    try:
        batch = read_batch(request.body)
    except UnreadableBatch as unreadable:
        status = TOO_LARGE if unreadable.is_too_large else UNREADABLE
        return as_json({"sentence": str(unreadable)}, status=status)
    tablet = own_tablet(request) if batch.proofs else None
    results = record_batch(request.actor, session, batch, now, tablet=tablet)
    conflict = any(result.state == "conflict" for result in results)
    return as_json({"results": results, "now": moment(now)}, status=CONFLICT if conflict else TAKEN)


@require_GET
@page(Act.SEE_ROOM)
async def stream(request: ClinicRequest, session_id: UUID) -> StreamingHttpResponse:
    actor = request.actor
    await sync_to_async(_may_watch)(actor, session_id)
    return event_stream(hub.stream(session_id, actor.clinic_id, actor.account_id, _after(request)))


# --- shared by the pages of a session -------------------------------------------------------------


def seen(
    actor: Actor, session_id: UUID, act: str, *, related: tuple[str, ...] = WITH_ITS_ROOM
) -> DosingSession:
    """The session, with a line in the audit trail. 404 for what is not theirs to see."""
    session = found(actor, session_id, related=related)
    if session is None:
        raise Http404
    audit.record(
        actor=actor,
        act=act,
        patient_id=session.patient_id,
        object_kind="DosingSession",
        object_id=session.pk,
    )
    return session


def me(actor: Actor) -> JSON:
    who = viewer(
        actor,
        may_plan=actor.has_any(PRESCRIBER),
        may_check=actor.has_any(GIVES_AND_CHECKS),
        may_chart=may(actor, Act.CHART_IN_ROOM),
    )
    return {**who, "colleagues": _colleagues(actor)}


def _colleagues(actor: Actor) -> list[JSON]:
    """Who else of the clinic works in a room: one of them may ask for a fact to be let pass."""
    visible = StaffMember.objects.visible_to(actor).filter(is_active=True)
    others = visible.exclude(pk=actor.staff_id).filter(roles__overlap=sorted(CLINICAL))
    return [{"staff_id": str(one.pk), "name": one.name} for one in others]


def as_json(data: object, *, status: int = TAKEN) -> HttpResponse:
    """JSON that no browser keeps."""
    response = HttpResponse(
        msgspec.json.encode(data), content_type="application/json", status=status
    )
    response["Cache-Control"] = "no-store"
    return response


def _may_watch(actor: Actor, session_id: UUID) -> None:
    """Before a stream: 404, the audit line, and the connection given back to the pool."""
    try:
        with clinic_context(actor.clinic_id):
            seen(actor, session_id, "watch the room")
    finally:
        connection.close()


def _minutes(request: ClinicRequest) -> int:
    asked = request.GET.get("minutes", "")
    return min(int(asked), MOST_MINUTES) if asked.isdecimal() else DEFAULT_MINUTES


def _after(request: ClinicRequest) -> int | None:
    """The place a page knows: what its browser remembers wins over what its address says."""
    said = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    return int(said) if said.isdecimal() else None
