"""What staff see of a person's circle, and how they answer when somebody of it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.clinic.supporters.actions import hold_circle
from holdspace.clinic.supporters.models import CircleHold
from holdspace.clinic.supporters.queries import members_of
from holdspace.pathway.integrate.circle import actions
from holdspace.pathway.integrate.circle.forms import AnswerCallForm, CloseCallForm, HoldForm
from holdspace.pathway.integrate.circle.models import CircleCall
from holdspace.pathway.integrate.circle.queries import calls_about, may_be_told, thread_of
from holdspace.pathway.integrate.circle.told import told_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@page(Act.SEE_CIRCLE, chart=True)
def staff_circle(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Who is in it, for the ride and the evening; and whether a circle is offered at all."""
    patient, now = _patient(request, patient_id), timezone.now()
    found = opened(request, f"hold {patient_id}", lambda: _hold_version(request, patient_id))
    may_hold = may(request.actor, Act.HOLD_CIRCLE)
    data = request.POST if request.method == "POST" and may_hold else None
    form = HoldForm(data, initial={"is_held": found.version.values["is_held"]})
    if found.lets(form):
        hold_circle(actor=request.actor, patient=patient, now=now, **form.cleaned_data)
        messages.success(request, "Noted, with your name and the reason.")
        return redirect("circle:staff_circle", patient_id)
    record(actor=request.actor, act="see a person's circle", patient_id=patient.pk)
    members = members_of(patient.pk, now)
    return form_page(
        request,
        form,
        title=f"Circle of {patient.full_name}",
        submit="Note it",
        back=reverse("today:person", args=[patient.pk]),
        template="circle/staff_circle.html",
        opened=found,
        person=patient,
        members=[told_of(one, None, request.actor.time_zone) for one in members],
        calls=calls_about(patient.pk, now),
        hold=CircleHold.objects.visible_to(request.actor).filter(patient=patient).first(),
        may_hold=may_hold,
    )


@require_http_methods(GET_AND_POST)
@page(Act.ANSWER_CIRCLE, chart=True)
def call(request: ClinicRequest, call_id: UUID) -> HttpResponse:
    """What they wrote, who has seen it, and the answer that they read at once."""
    found = opened(request, f"circle call {call_id}", lambda: _version(request, call_id))
    asked, now = _call(request, call_id), timezone.now()
    form = AnswerCallForm(request.POST or None)
    if found.lets(form):
        try:
            actions.answer_call(actor=request.actor, call=asked, now=now, **form.cleaned_data)
        except actions.CallClosed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Sent. {asked.supporter.name} reads it at once.")
            return redirect("circle:call", call_id)
    actions.record_call(request.actor, asked, "read a call of the circle")
    thread = thread_of(asked, now)
    return form_page(
        request,
        form,
        title=f"{asked.supporter.name} says that something is wrong",
        submit="Send the answer",
        back=reverse("today:person", args=[asked.supporter.patient_id]),
        template="circle/call.html",
        opened=found,
        thread=thread,
        person=asked.supporter.patient,
        supporter=asked.supporter,
        may_tell=may_be_told(asked.supporter.patient_id),
        state=thread.state(now).value,
        close_form=CloseCallForm(),
    )


@require_POST
@page(Act.ANSWER_CIRCLE, chart=True)
def take_call(request: ClinicRequest, call_id: UUID) -> HttpResponse:
    """Theirs from now on: the supporter reads their name."""
    asked = _call(request, call_id)
    actions.see_call(actor=request.actor, call=asked, now=timezone.now())
    messages.success(request, f"{asked.supporter.name} reads now that you have seen it.")
    return redirect("circle:call", call_id)


@require_POST
@page(Act.ANSWER_CIRCLE, chart=True)
def close_call(request: ClinicRequest, call_id: UUID) -> HttpResponse:
    """Settled by phone or in another way; what came of it stays with the clinic."""
    asked = _call(request, call_id)
    form = CloseCallForm(request.POST)
    if not form.is_valid():
        actions.record_call(request.actor, asked, "read a call of the circle")
        messages.error(request, "Say in a few words what came of it.")
        return redirect("circle:call", call_id)
    try:
        actions.close_call(actor=request.actor, call=asked, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Closed.")
    except actions.CallClosed as refusal:
        actions.record_call(request.actor, asked, "read a call of the circle")
        messages.error(request, str(refusal))
    return redirect("today:person", asked.supporter.patient_id)


def _patient(request: ClinicRequest, patient_id: UUID) -> Patient:
    return get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)


def _call(request: ClinicRequest, call_id: UUID) -> CircleCall:
    calls = CircleCall.objects.visible_to(request.actor)
    return get_object_or_404(calls.select_related("supporter__patient__clinic"), pk=call_id)


def _version(request: ClinicRequest, call_id: UUID) -> Version:
    """What an answer answers: the latest words on the call, whoever wrote them."""
    asked = _call(request, call_id)
    latest = asked.messages.select_related("by").last()
    if latest is None:
        return Version(values={"words": ""})
    by, at = (latest.by.name if latest.by else asked.supporter.name), latest.at
    return Version(
        values={"words": latest.words}, entry=latest.pk, changed=lambda: Change(by=by, at=at)
    )


def _hold_version(request: ClinicRequest, patient_id: UUID) -> Version:
    holds = CircleHold.objects.visible_to(request.actor).filter(patient_id=patient_id)
    latest = holds.select_related("noted_by").first()
    if latest is None:
        return Version(values={"is_held": "no", "reason": ""})
    by, at = latest.noted_by.name, latest.noted_at
    return Version(
        values={"is_held": "yes" if latest.is_held else "no", "reason": latest.reason},
        entry=latest.pk,
        changed=lambda: Change(by=by, at=at),
    )
