"""A dosing day, at a desk or on a tablet: the check, what is let pass, the room, the medicines."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.audit.actions import record
from holdspace.domain.readiness import TITLES
from holdspace.domain.session_events import Met
from holdspace.domain.setting import SOURCE as SETTING_SOURCE
from holdspace.pathway.consult.actions import ConsentClosed
from holdspace.pathway.course.models import DoseCycle
from holdspace.pathway.course.queries import protocol_of
from holdspace.pathway.prepare.actions import write_medicine_lines
from holdspace.pathway.prepare.day_actions import (
    NeverPasses,
    NotASecondPerson,
    NothingToPass,
    check_the_day,
    let_pass,
    look_over_room,
)
from holdspace.pathway.prepare.day_forms import DayForm, LetPassForm, MedicinesForm, RoomForm
from holdspace.pathway.prepare.history import readiness_lines
from holdspace.pathway.prepare.models import MedicineLines, SettingChecked
from holdspace.pathway.prepare.queries import readiness_facts, zone_of
from holdspace.pathway.prepare.visit_queries import next_dosing, visit_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.pathway.prepare.models import Prepared

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@page(Act.EDIT_PREPARATION, chart=True)
def day(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    """The day-of check on one page: what is known already, and what is still to be asked."""
    cycle = _cycle(request, cycle_id)
    now, zone = timezone.now(), zone_of(cycle)
    form = DayForm(protocol_of(cycle.course), zone, now, request.POST or None)
    if form.is_valid():
        try:
            check_the_day(actor=request.actor, cycle=cycle, answers=form.answers(), now=now)
        except ConsentClosed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Written down.")
            return redirect("prepare:day", cycle.pk)
    _read(request, cycle, "open the day-of check")
    lines = readiness_lines(cycle, now)
    context = {
        "title": "Day-of check",
        "person": cycle.course.patient,
        "cycle": cycle,
        "form": form,
        "lines": lines,
        "open": [line for line in lines if line.fact.met is not Met.MET],
        "now": now,
        "room": SettingChecked.objects.filter(cycle=cycle).select_related("noted_by").first(),
        "back": _page_of(cycle),
    }
    is_wrong = form.is_bound and bool(form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "prepare/day.html", context, status=status)


@require_http_methods(GET_AND_POST)
@page(Act.OVERRIDE_FACT, chart=True)
def override(request: ClinicRequest, cycle_id: UUID, code: str) -> HttpResponse:
    """One unmet fact let pass, by whoever is signed in as the second person."""
    cycle = _cycle(request, cycle_id)
    now = timezone.now()
    fact = next((one for one in readiness_facts(cycle, now) if one.code == code), None)
    if fact is None:
        raise Http404
    version = Version(values={"met": fact.met, "detail": fact.detail, "as_of": fact.as_of})
    found = opened(request, f"override {code} {cycle.pk}", lambda: version)
    form = LetPassForm(request.actor.staff_id, request.POST or None)
    if found.lets(form):
        try:
            let_pass(actor=request.actor, cycle=cycle, code=code, now=now, **form.cleaned_data)
        except (NeverPasses, NotASecondPerson, NothingToPass) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It passes today, with both names.")
            return redirect("prepare:day", cycle.pk)
    _read(request, cycle, "open an override")
    return form_page(
        request,
        form,
        title=f"Let pass: {TITLES.get(code, code)}",
        submit="Let it pass today",
        back=reverse("prepare:day", args=[cycle.pk]),
        lead=f"{fact.detail} It passes for today, and for this answer alone.",
        opened=found,
        template="prepare/form.html",
        person=cycle.course.patient,
        cycle=cycle,
    )


@require_http_methods(GET_AND_POST)
@page(Act.EDIT_PREPARATION, chart=True)
def room(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    """The room looked over before this session."""
    cycle = _cycle(request, cycle_id)
    now = timezone.now()
    latest = SettingChecked.objects.filter(cycle=cycle).select_related("noted_by").first()
    known = {**latest.answers, "note": latest.note} if latest else {}
    found = opened(request, f"room {cycle.pk}", lambda: _version(latest, known))
    form = RoomForm(request.POST or None, initial=known)
    appointment = next_dosing(cycle.course.patient_id, now)
    name = appointment.room.name if appointment else "no room booked"
    if found.lets(form):
        look_over_room(
            actor=request.actor,
            cycle=cycle,
            room=name,
            answers=form.answers(),
            note=form.cleaned_data["note"],
            now=now,
        )
        messages.success(request, "The room is looked over.")
        return redirect("prepare:day", cycle.pk)
    _read(request, cycle, "open the setting check")
    return form_page(
        request,
        form,
        title=f"The room: {name}",
        submit="Write down",
        back=reverse("prepare:day", args=[cycle.pk]),
        lead=f"What is left open was not looked at. {SETTING_SOURCE}.",
        opened=found,
        template="prepare/form.html",
        person=cycle.course.patient,
        cycle=cycle,
    )


@require_http_methods(GET_AND_POST)
@page(Act.WRITE_MEDICINES, chart=True)
def medicines(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    """What the person reads about their medicines on the day: the prescriber's own words."""
    cycle = _cycle(request, cycle_id)
    latest = MedicineLines.objects.filter(cycle=cycle).select_related("noted_by").first()
    known = {"words": latest.words} if latest else {}
    found = opened(request, f"medicine lines {cycle.pk}", lambda: _version(latest, known))
    form = MedicinesForm(request.POST or None, initial=known)
    if found.lets(form):
        write_medicine_lines(
            actor=request.actor, cycle=cycle, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, "The person can read it now.")
        return redirect(_page_of(cycle))
    _read(request, cycle, "open medicine lines")
    return form_page(
        request,
        form,
        title="Medicines on the day",
        submit="Show it to the person",
        back=_page_of(cycle),
        opened=found,
        template="prepare/form.html",
        person=cycle.course.patient,
        cycle=cycle,
    )


@require_safe
@page(Act.SEE_CHART, chart=True)
def instructions(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    """What the person was told about their next visit, to read out or to print."""
    cycle = _cycle(request, cycle_id)
    appointment = next_dosing(cycle.course.patient_id, timezone.now())
    _read(request, cycle, "read instructions")
    context = {
        "person": cycle.course.patient,
        "cycle": cycle,
        "visit": visit_of(cycle, appointment) if appointment else None,
        "back": _page_of(cycle),
    }
    return render(request, "prepare/instructions.html", context)


def _cycle(request: ClinicRequest, cycle_id: UUID) -> DoseCycle:
    cycles = DoseCycle.objects.visible_to(request.actor).select_related("clinic", "course__patient")
    return get_object_or_404(cycles, pk=cycle_id)


def _page_of(cycle: DoseCycle) -> str:
    return f"{reverse('today:person', args=[cycle.course.patient_id])}?cycle={cycle.number}"


def _read(request: ClinicRequest, cycle: DoseCycle, act: str) -> None:
    record(
        actor=request.actor,
        act=act,
        patient_id=cycle.course.patient_id,
        object_kind="cycle",
        object_id=cycle.pk,
    )


def _version(latest: Prepared | None, values: Mapping[str, object]) -> Version:
    if latest is None:
        return Version(values=values)
    change = Change(by=latest.by, at=latest.noted_at)
    return Version(values=values, entry=latest.pk, changed=lambda: change)
