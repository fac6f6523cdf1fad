"""The page between an appointment and its room: who it is, by which protocol, and what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit import actions as audit
from holdspace.clinic.schedule.models import Appointment
from holdspace.clinic.tablets.queries import own_tablet
from holdspace.domain.free_space import why_no_session
from holdspace.domain.gates import unmet
from holdspace.domain.readiness import TITLES
from holdspace.pathway.dosing_session.disk import free_space
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.opening import CannotOpen, offer_for, open_session
from holdspace.pathway.prepare.queries import readiness_facts
from holdspace.protocols import load_protocol

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.clinic.people.roles import Actor

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@page(Act.OPEN_SESSION, chart=True)
def open_room(request: ClinicRequest, appointment_id: UUID) -> HttpResponse:
    """Show what is known before the room; open it on the press of one button."""
    appointment = _appointment(request.actor, appointment_id)
    audit.record(
        actor=request.actor,
        act="open a session" if request.method == "POST" else "look before a session",
        patient_id=appointment.patient_id,
        object_kind="appointment",
        object_id=appointment.pk,
    )
    sessions = DosingSession.objects.visible_to(request.actor)
    opened = sessions.filter(appointment=appointment).first()
    if opened is not None:
        return redirect("dosing_session:room", opened.pk)
    now = timezone.now()
    sentence = why_no_session(free_space()) or ""
    if request.method == "POST" and not sentence:
        try:
            variant = request.POST.get("variant") or None
            session = open_session(request.actor, appointment, now, variant=variant)
            return redirect("dosing_session:room", session.pk)
        except CannotOpen as refused:
            sentence = str(refused)
    return _show(request, appointment, now, sentence)


def _show(
    request: ClinicRequest, appointment: Appointment, now: datetime, sentence: str
) -> HttpResponse:
    try:
        offer = offer_for(appointment, now)
    except CannotOpen as refused:
        context = {"appointment": appointment, "sentence": str(refused), "now": now}
        return render(request, "dosing_session/open.html", context, status=UNPROCESSABLE)
    session = offer.session
    facts = readiness_facts(session.cycle, now)
    context = {
        "appointment": appointment,
        "session": session,
        "protocol": load_protocol(session.protocol_name, session.protocol_version),
        "variants": offer.variants,
        "lines": [{"title": TITLES.get(fact.code, fact.code), "fact": fact} for fact in facts],
        "still_open": len(unmet(facts)),
        "sentence": sentence,
        "now": now,
        "tablet": own_tablet(request),
    }
    status = UNPROCESSABLE if sentence else 200
    return render(request, "dosing_session/open.html", context, status=status)


def _appointment(actor: Actor, appointment_id: UUID) -> Appointment:
    visible = Appointment.objects.visible_to(actor).select_related("patient", "room", "clinic")
    appointment = visible.filter(pk=appointment_id).first()
    if appointment is None:
        raise Http404
    return appointment
