"""Medicines, conditions and allergies as staff write them down."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.domain.medicine_list import INGREDIENTS
from holdspace.pathway.consult import stated_actions as actions
from holdspace.pathway.consult.intake_list_forms import (
    StaffMedicineForm,
    ThingForm,
    medicine_values,
)
from holdspace.pathway.consult.models import ListedThing, MedicineLine
from holdspace.pathway.consult.screening_views import seen
from holdspace.pathway.consult.teller import staff_about

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.clinic.access.stale_forms import Opened
    from holdspace.clinic.people.models import Patient

GET_AND_POST = ["GET", "HEAD", "POST"]
NAMES = tuple(one.name for one in INGREDIENTS)
TITLES = {"condition": "A condition", "allergy": "An allergy"}


@require_http_methods(GET_AND_POST)
@page(Act.SCREEN, chart=True)
def new_medicine(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    patient = seen(request, patient_id, "open a new medicine")
    now, zone = timezone.now(), ZoneInfo(patient.clinic.time_zone)
    form = StaffMedicineForm(zone, now, request.POST or None)
    if form.is_valid():
        by = staff_about(request.actor, patient)
        row = actions.list_medicine(by=by, said=form.medicine(), now=now)
        if not row.ingredient:
            words = "On the list. It is not recognised, so nothing is checked for it."
            messages.warning(request, words)
        return redirect("consult:screening", patient.pk)
    return _form(request, patient, form, "A medicine", "Put on the list")


@require_http_methods(GET_AND_POST)
@page(Act.SCREEN, chart=True)
def medicine(request: ClinicRequest, patient_id: UUID, medicine_line: UUID) -> HttpResponse:
    patient = seen(request, patient_id, "open a medicine")
    now, zone = timezone.now(), ZoneInfo(patient.clinic.time_zone)
    line = _line(patient, medicine_line)
    found = opened(
        request, f"medicine {line.line}", lambda: _version(_line(patient, medicine_line), zone)
    )
    form = StaffMedicineForm(zone, now, request.POST or None, initial=medicine_values(line, zone))
    if found.lets(form):
        by = staff_about(request.actor, patient)
        actions.list_medicine(by=by, said=form.medicine(), now=now, line=line.line)
        return redirect("consult:screening", patient.pk)
    return _form(request, patient, form, line.typed, "Write down", opened=found, line=line)


@require_POST
@page(Act.SCREEN, chart=True)
def medicine_off(request: ClinicRequest, patient_id: UUID, medicine_line: UUID) -> HttpResponse:
    patient = seen(request, patient_id, "take a medicine off the list")
    line = _line(patient, medicine_line)
    if not line.is_off_the_list:
        by = staff_about(request.actor, patient)
        actions.take_medicine_off(by=by, line=line.line, now=timezone.now())
    return redirect("consult:screening", patient.pk)


@require_http_methods(GET_AND_POST)
@page(Act.SCREEN, chart=True)
def new_thing(request: ClinicRequest, patient_id: UUID, kind: str) -> HttpResponse:
    if kind not in TITLES:
        raise Http404
    patient = seen(request, patient_id, f"open a new {kind}")
    form = ThingForm(kind, request.POST or None)
    if form.is_valid():
        actions.list_thing(
            by=staff_about(request.actor, patient),
            kind=kind,
            typed=form.cleaned_data["typed"],
            detail=form.cleaned_data["detail"],
            now=timezone.now(),
        )
        return redirect("consult:screening", patient.pk)
    return _form(request, patient, form, TITLES[kind], "Put on the list")


@require_POST
@page(Act.SCREEN, chart=True)
def thing_off(request: ClinicRequest, patient_id: UUID, thing_line: UUID) -> HttpResponse:
    patient = seen(request, patient_id, "take something off a list")
    latest = ListedThing.objects.filter(patient_id=patient.pk, line=thing_line).first()
    if latest is None:
        raise Http404
    if not latest.is_off_the_list:
        by = staff_about(request.actor, patient)
        actions.take_thing_off(by=by, line=thing_line, now=timezone.now())
    return redirect("consult:screening", patient.pk)


def _line(patient: Patient, line: UUID) -> MedicineLine:
    rows = MedicineLine.objects.filter(patient_id=patient.pk, line=line)
    latest = rows.select_related("noted_by").first()
    if latest is None:
        raise Http404
    return latest


def _version(line: MedicineLine, zone: ZoneInfo) -> Version:
    change = Change(by=line.source, at=line.noted_at)
    return Version(values=medicine_values(line, zone), entry=line.pk, changed=lambda: change)


def _form(  # noqa: PLR0913 - the words of a page are its arguments
    request: ClinicRequest,
    patient: Patient,
    form: forms.BaseForm,
    title: str,
    submit: str,
    *,
    opened: Opened | None = None,
    line: MedicineLine | None = None,
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        submit=submit,
        back=reverse("consult:screening", args=[patient.pk]),
        template="consult/screening_form.html",
        opened=opened,
        person=patient,
        line=line,
        medicine_names=NAMES if isinstance(form, StaffMedicineForm) else (),
    )
