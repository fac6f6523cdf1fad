"""Appointments: the day, booking, cancelling."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.clinic.schedule.actions import (
    AlreadyCancelled,
    Clash,
    EndsBeforeItStarts,
    book,
    cancel,
)
from holdspace.clinic.schedule.forms import AppointmentForm
from holdspace.clinic.schedule.models import Appointment
from holdspace.clinic.schedule.queries import appointments_on

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_GET
@page(Act.SEE_SCHEDULE, chart=True)
def appointments(request: ClinicRequest) -> HttpResponse:
    """Everybody who comes on one day."""
    today = timezone.now().astimezone(ZoneInfo(request.actor.time_zone)).date()
    day = _day(request.GET.get("day")) or today
    record(actor=request.actor, act="see the appointments of a day", object_kind=day.isoformat())
    context = {
        "appointments": appointments_on(request.actor, day),
        "day": day,
        "today": today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
    }
    return render(request, "schedule/appointments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_SCHEDULE, chart=True)
def new_appointment(request: ClinicRequest) -> HttpResponse:
    day = _day(request.GET.get("day"))
    initial = {"day": day, "patient": _person(request), "kind": _kind(request)}
    form = AppointmentForm(request.actor, request.POST or None, initial=initial)
    if form.is_valid():
        try:
            appointment = book(actor=request.actor, booking=form.booking())
        except (Clash, EndsBeforeItStarts) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Booked for {appointment.patient.full_name}.")
            return redirect(_of_day(form.cleaned_data["day"]))
    record(actor=request.actor, act="see whom to book")
    lead = f"Times are those of the clinic, {request.actor.time_zone}."
    return form_page(
        request,
        form,
        title="New appointment",
        submit="Book",
        back=_of_day(day) if day else reverse("schedule:appointments"),
        lead=lead,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_SCHEDULE, chart=True)
def cancel_appointment(request: ClinicRequest, appointment_id: UUID) -> HttpResponse:
    """Asked once more: a cancelled hour may be gone a moment later."""
    mine = Appointment.objects.visible_to(request.actor).select_related("patient", "room")
    appointment = get_object_or_404(mine, pk=appointment_id)
    day = appointment.starts_at.astimezone(ZoneInfo(request.actor.time_zone)).date()
    if request.method == "POST":
        try:
            cancel(actor=request.actor, appointment=appointment, now=timezone.now())
            messages.success(request, "Cancelled. The room and the staff are free.")
        except AlreadyCancelled as refusal:
            _note_look(request, appointment)
            messages.error(request, str(refusal))
        return redirect(_of_day(day))
    _note_look(request, appointment)
    context = {"appointment": appointment, "back": _of_day(day)}
    return render(request, "schedule/cancel.html", context)


def _note_look(request: ClinicRequest, appointment: Appointment) -> None:
    record(
        actor=request.actor,
        act="see an appointment",
        patient_id=appointment.patient_id,
        object_kind="appointment",
        object_id=appointment.pk,
    )


def _of_day(day: date) -> str:
    return f"{reverse('schedule:appointments')}?day={day.isoformat()}"


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None


def _kind(request: ClinicRequest) -> str:
    """Which kind of visit the page was opened for; a dosing session when that is none."""
    asked = request.GET.get("kind", "")
    return asked if asked in Appointment.Kind.values else Appointment.Kind.DOSING


def _person(request: ClinicRequest) -> Patient | None:
    """Whom the page was opened for; nobody when that is not a person here."""
    asked = request.GET.get("person", "")
    return next(
        (one for one in Patient.objects.visible_to(request.actor) if str(one.pk) == asked), None
    )
