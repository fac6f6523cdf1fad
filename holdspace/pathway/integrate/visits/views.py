"""The staff's pages of visits: who has none yet, one person's, and the record of one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.access.as_oneself import as_oneself
from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.clinic.schedule.models import Appointment
from holdspace.pathway.integrate.visits.actions import NoReason, note
from holdspace.pathway.integrate.visits.forms import CorrectionForm, HeardForm, RecordForm
from holdspace.pathway.integrate.visits.models import IntegrationVisit, VisitRecord
from holdspace.pathway.integrate.visits.queries import arranged, line_of, waiting
from holdspace.pathway.integrate.visits.record_actions import (
    AlreadyCorrected,
    NotHeldYet,
    is_whole,
    sign_record,
)
from holdspace.pathway.integrate.visits.staff_page import visits_page

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@page(Act.SEE_VISITS, chart=True)
def waiting_visits(request: ClinicRequest) -> HttpResponse:
    """Who went home and has no visit yet, and which visits are coming."""
    now = timezone.now()
    record(actor=request.actor, act="see whose visit is to be booked")
    lines = waiting(request.actor.clinic_id, now)
    context = {
        "waiting": [
            (one, one.standing.is_late(now), one.standing.is_overdue(now)) for one in lines
        ],
        "arranged": arranged(request.actor.clinic_id, now),
        "now": now,
    }
    return render(request, "visits/waiting.html", context)


@require_http_methods(GET_AND_POST)
@page(Act.SEE_VISITS, chart=True)
def settle(request: ClinicRequest, visit_id: UUID) -> HttpResponse:
    """One visit: what was said, the way to book it, and what somebody heard since."""
    visit = _visit(request, visit_id)
    form = HeardForm(request.POST or None)
    if form.is_valid():
        try:
            line = note(actor=request.actor, visit=visit, word=form.word(), now=timezone.now())
        except NoReason as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, f"Noted. {line.standing.words}")
            return redirect("visits:waiting")
    line = line_of(visit, timezone.now())
    return form_page(
        request,
        form,
        title=visit.patient.full_name,
        lead="The talk after a session",
        submit="Note it",
        back=reverse("visits:waiting"),
        template="visits/settle.html",
        line=line,
        visit=visit,
        sees_chart=may(request.actor, Act.SEE_CHART),
    )


@require_safe
@page(Act.SEE_CHART, chart=True)
def visits(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Everything about one person: each visit, its record, who else cares, what is shared."""
    patient = _patient(request, patient_id, "read a person's visits")
    now = timezone.now()
    context = {
        "person": patient,
        "visits": visits_page(patient.pk, now),
        "now": now,
        "may_note": may(request.actor, Act.WRITE_NOTES),
    }
    return render(request, "visits/visits.html", context)


@require_http_methods(GET_AND_POST)
@page(Act.WRITE_VISIT, chart=True)
def new_record(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """The record of a visit; opened from its appointment, it has that day."""
    patient = _patient(request, patient_id, "write a visit's record")
    appointment = _appointment(request, patient)
    zone = ZoneInfo(request.actor.time_zone)
    day = (appointment.starts_at if appointment else timezone.now()).astimezone(zone).date()
    form = RecordForm(request.POST or None, initial={"held_on": day})
    if request.method == "POST" and form.is_valid():
        # The sign-in library keeps what was sent, asks for password or passkey, and comes back.
        return _sign_as_oneself(request, patient, form, appointment, None)
    return _ask(request, patient, form)


@require_safe
@page(Act.SEE_CHART, chart=True)
def visit_record(request: ClinicRequest, record_id: UUID) -> HttpResponse:
    """One record as it was signed, with what it corrected and what corrects it."""
    signed = _record(request, record_id, "read a visit's record")
    context = {
        "person": signed.patient,
        "signed": signed,
        "is_whole": is_whole(signed),
        "corrected_by": getattr(signed, "corrected_by", None),
        "may_correct": may(request.actor, Act.WRITE_VISIT),
    }
    return render(request, "visits/record.html", context)


@require_http_methods(GET_AND_POST)
@page(Act.WRITE_VISIT, chart=True)
def correct_record(request: ClinicRequest, record_id: UUID) -> HttpResponse:
    """The same once more with a reason; both stay readable."""
    signed = _record(request, record_id, "correct a visit's record")
    form = CorrectionForm(request.POST or None, initial=_values(signed))
    if request.method == "POST" and form.is_valid():
        return _sign_as_oneself(request, signed.patient, form, None, signed)
    return _ask(request, signed.patient, form, corrects=signed)


@as_oneself
def _sign_as_oneself(
    request: ClinicRequest,
    patient: Patient,
    form: RecordForm,
    appointment: Appointment | None,
    corrects: VisitRecord | None,
) -> HttpResponse:
    content = dict(form.cleaned_data)
    reason = content.pop("reason", "")
    try:
        signed = sign_record(
            actor=request.actor,
            patient=patient,
            content=content,
            appointment=appointment,
            corrects=corrects,
            reason=reason,
            now=timezone.now(),
        )
    except (AlreadyCorrected, NotHeldYet) as refusal:
        form.add_error("held_on" if isinstance(refusal, NotHeldYet) else None, str(refusal))
        return _ask(request, patient, form, corrects=corrects)
    messages.success(request, "Signed. It is part of the chart.")
    return redirect("visits:record", signed.pk)


def _ask(
    request: ClinicRequest,
    patient: Patient,
    form: RecordForm,
    *,
    corrects: VisitRecord | None = None,
) -> HttpResponse:
    back = reverse("visits:visits", args=[patient.pk])
    return form_page(
        request,
        form,
        title=patient.full_name,
        lead="Correct the record of a visit" if corrects else "The record of a visit",
        submit="Sign the correction" if corrects else "Sign the record",
        back=reverse("visits:record", args=[corrects.pk]) if corrects else back,
        template="visits/write_record.html",
    )


def _values(signed: VisitRecord) -> dict[str, object]:
    return {name: getattr(signed, name) for name in RecordForm.Meta.fields}


def _patient(request: ClinicRequest, patient_id: UUID, act: str) -> Patient:
    patients = Patient.objects.visible_to(request.actor).select_related("clinic")
    found = get_object_or_404(patients, pk=patient_id)
    record(actor=request.actor, act=act, patient_id=found.pk, object_kind="visits")
    return found


def _visit(request: ClinicRequest, visit_id: UUID) -> IntegrationVisit:
    mine = IntegrationVisit.objects.visible_to(request.actor)
    found = get_object_or_404(mine.select_related("patient", "clinic"), pk=visit_id)
    record(
        actor=request.actor,
        act="see a visit to be booked",
        patient_id=found.patient_id,
        object_kind="integration visit",
        object_id=found.pk,
    )
    return found


def _record(request: ClinicRequest, record_id: UUID, act: str) -> VisitRecord:
    records = VisitRecord.objects.visible_to(request.actor)
    found = get_object_or_404(
        records.select_related("patient", "signed_by", "corrects__signed_by"), pk=record_id
    )
    record(
        actor=request.actor,
        act=act,
        patient_id=found.patient_id,
        object_kind="visit record",
        object_id=found.pk,
    )
    return found


def _appointment(request: ClinicRequest, patient: Patient) -> Appointment | None:
    """Of which appointment the page was opened; nobody's when it is not this person's."""
    asked = request.GET.get("appointment", "")
    theirs = Appointment.objects.visible_to(request.actor).filter(patient=patient)
    return next((one for one in theirs if str(one.pk) == asked), None)
