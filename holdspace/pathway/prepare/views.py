"""What is prepared for the next session of a person; each thing with its own form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import opened
from holdspace.clinic.audit.actions import record
from holdspace.domain.quantities import NotANumber
from holdspace.domain.readiness import questions_for
from holdspace.pathway.consult.actions import ConsentClosed
from holdspace.pathway.course.models import DoseCycle
from holdspace.pathway.course.queries import protocol_of
from holdspace.pathway.prepare import actions
from holdspace.pathway.prepare.forms import (
    AnswerForm,
    EscortForm,
    GuidanceForm,
    IntentionForm,
    WeightForm,
    escort_values,
)
from holdspace.pathway.prepare.queries import escort_of, intention_of, zone_of
from holdspace.pathway.prepare.versions import (
    answer_version,
    escort_version,
    guidance_version,
    intention_version,
    weight_version,
)

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.clinic.access.stale_forms import Opened

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@page(Act.EDIT_PREPARATION, chart=True)
def intention(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    cycle = _cycle(request, cycle_id)
    found = opened(request, f"intention {cycle.pk}", lambda: intention_version(cycle))
    form = IntentionForm(request.POST or None, initial={"words": intention_of(cycle)})
    if found.lets(form):
        actions.write_intention(
            actor=request.actor, cycle=cycle, now=timezone.now(), **form.cleaned_data
        )
        return _saved(request, cycle, "The intention is written down.")
    return _form(request, form, cycle, "Intention", opened=found)


@require_http_methods(GET_AND_POST)
@page(Act.EDIT_PREPARATION, chart=True)
def guidance(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    cycle = _cycle(request, cycle_id)
    found = opened(request, f"guidance {cycle.pk}", lambda: guidance_version(cycle))
    form = GuidanceForm(request.POST or None, initial=dict(found.version.values))
    if found.lets(form):
        try:
            actions.plan_guidance(
                actor=request.actor,
                cycle=cycle,
                plan=form.plan(),
                now=timezone.now(),
                is_copied=form.cleaned_data["is_copied"],
            )
        except actions.TouchWithoutPlace as refusal:
            form.add_error("touch_areas", str(refusal))
        except (actions.TouchWithoutConsent, ConsentClosed) as refusal:
            form.add_error("is_touch_allowed", str(refusal))
        else:
            return _saved(request, cycle, "The guidance plan is written down.")
    return _form(request, form, cycle, "Guidance plan", opened=found)


@require_http_methods(GET_AND_POST)
@page(Act.EDIT_PREPARATION, chart=True)
def answer(request: ClinicRequest, cycle_id: UUID, code: str) -> HttpResponse:
    """One question of the preparation. A newer answer takes the place of an older one."""
    cycle = _cycle(request, cycle_id)
    asked = questions_for(protocol_of(cycle.course))
    question = next((one for one in asked if one.code == code), None)
    if question is None:
        raise Http404
    found = opened(request, f"answer {code} {cycle.pk}", lambda: answer_version(cycle, code))
    form = AnswerForm(request.POST or None)
    if found.lets(form):
        try:
            actions.note_readiness(
                actor=request.actor, cycle=cycle, code=code, now=timezone.now(), **form.cleaned_data
            )
        except ConsentClosed as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, cycle, f"{question.title}: noted.")
    lead = f"Met means: {question.met_means}"
    return _form(request, form, cycle, question.title, opened=found, lead=lead)


@require_http_methods(GET_AND_POST)
@page(Act.EDIT_PREPARATION, chart=True)
def weight(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    cycle = _cycle(request, cycle_id)
    today = timezone.now().astimezone(zone_of(cycle)).date()
    found = opened(request, f"weight {cycle.pk}", lambda: weight_version(cycle))
    form = WeightForm(request.POST or None, initial={"measured_on": today})
    if found.lets(form):
        try:
            actions.measure_weight(
                actor=request.actor,
                cycle=cycle,
                typed=form.cleaned_data["weight"],
                measured_on=form.cleaned_data["measured_on"],
                now=timezone.now(),
            )
        except NotANumber as refusal:
            form.add_error("weight", str(refusal))
        except actions.MeasuredInFuture as refusal:
            form.add_error("measured_on", str(refusal))
        else:
            return _saved(request, cycle, "The weight is written down.")
    return _form(request, form, cycle, "Weight", opened=found)


@require_http_methods(GET_AND_POST)
@page(Act.EDIT_PREPARATION, chart=True)
def escort(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    cycle = _cycle(request, cycle_id)
    zone = zone_of(cycle)
    today = timezone.now().astimezone(zone).date()
    found = opened(request, f"escort {cycle.pk}", lambda: escort_version(cycle))
    initial = escort_values(escort_of(cycle), today, zone)
    form = EscortForm(zone, request.POST or None, initial=initial)
    if found.lets(form):
        actions.name_escort(
            actor=request.actor, cycle=cycle, escort=form.escort(), now=timezone.now()
        )
        return _saved(request, cycle, "The escort is written down.")
    return _form(request, form, cycle, "Escort", opened=found)


def _cycle(request: ClinicRequest, cycle_id: UUID) -> DoseCycle:
    cycles = DoseCycle.objects.visible_to(request.actor).select_related("clinic", "course__patient")
    return get_object_or_404(cycles, pk=cycle_id)


def _page_of(cycle: DoseCycle) -> str:
    return f"{reverse('today:person', args=[cycle.course.patient_id])}?cycle={cycle.number}"


def _saved(request: ClinicRequest, cycle: DoseCycle, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(_page_of(cycle))


def _form(
    request: ClinicRequest,
    form: forms.BaseForm,
    cycle: DoseCycle,
    title: str,
    *,
    opened: Opened,
    lead: str = "",
) -> HttpResponse:
    record(
        actor=request.actor,
        act=f"open {title.lower()}"[:60],
        patient_id=cycle.course.patient_id,
        object_kind="cycle",
        object_id=cycle.pk,
    )
    return form_page(
        request,
        form,
        title=title,
        submit="Write down",
        back=_page_of(cycle),
        lead=lead,
        opened=opened,
        template="prepare/form.html",
        person=cycle.course.patient,
        cycle=cycle,
    )
