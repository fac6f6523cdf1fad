"""One monitor: how its feed does, what it sent, its tokens, and a day of it to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.rooms.models import Room
from holdspace.interfaces.monitors import day_export, queries
from holdspace.interfaces.monitors.feed_health import health_of, latest_messages, samples_of
from holdspace.interfaces.monitors.models import DeviceToken, Recording
from holdspace.interfaces.monitors.monitor_forms import DayForm
from holdspace.interfaces.monitors.raw_text import raw_text
from holdspace.pathway.dosing_session.models import Monitor, MonitorMessage
from holdspace.web.parts import part_of

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from holdspace.clinic.access.policy import ClinicRequest

SHOWN_RECORDINGS = 20


@require_safe
@page(Act.ASSIGN_MONITOR)
def monitor(request: ClinicRequest, monitor_id: int) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    found = get_object_or_404(Monitor.objects.visible_to(actor), pk=monitor_id)
    line = next(each for each in queries.monitor_lines(actor, now) if each.monitor == found)
    tokens = DeviceToken.objects.visible_to(actor).filter(monitor=found)
    recordings = Recording.objects.visible_to(actor).filter(monitor=found)
    context = {
        "now": now,
        "monitor": found,
        "line": line,
        "doubts": queries.open_doubts(actor).filter(monitor=found),
        "health": health_of(actor, [found], now)[found.pk],
        "tokens": tokens.select_related("made_by", "ended_by"),
        "recordings": recordings.select_related("brought_by", "session__room").defer(
            "content", "data"
        )[:SHOWN_RECORDINGS],
        "latest": latest_messages(actor, found, now),
        "today": now.astimezone(ZoneInfo(actor.time_zone)).date(),
        "may_give_tokens": may(actor, Act.GIVE_DEVICE_TOKEN),
        "may_read_raw": may(actor, Act.READ_RAW_MESSAGE),
        "may_export": may(actor, Act.EXPORT_SAMPLES),
        "may_bring": may(actor, Act.BRING_RECORDING),
    }
    return render(request, part_of(request, "monitors/monitor.html", "feed"), context)


@require_safe
@page(Act.READ_RAW_MESSAGE, chart=True)
def raw(request: ClinicRequest, message_id: int) -> HttpResponse:
    """As it came, whomever it names: read by few, and each reading is in the audit trail."""
    of_clinic = MonitorMessage.objects.filter(clinic_id=request.actor.clinic_id)
    message = get_object_or_404(of_clinic, pk=message_id)
    samples = samples_of(message)
    sessions = day_export.sessions_in(samples)
    people: set[UUID | None] = {patient_id for _, patient_id in sessions}
    for patient_id in people or {None}:
        record(
            actor=request.actor,
            act="read a message of a monitor as it came",
            patient_id=patient_id,
            object_kind="monitor message",
            object_id=message.pk,
        )
    context = {
        "message": message,
        "text": raw_text(bytes(message.raw)),
        "rows": samples.count(),
        "monitor": Monitor.objects.visible_to(request.actor)
        .filter(device_key=message.device_key)
        .first(),
    }
    return render(request, "monitors/raw.html", context)


@require_safe
@page(Act.EXPORT_SAMPLES)
def monitor_day(request: ClinicRequest, monitor_id: int) -> HttpResponse:
    found = get_object_or_404(Monitor.objects.visible_to(request.actor), pk=monitor_id)
    back = reverse("monitors:monitor", args=[found.pk])
    return _day(request, found.name, back, monitor_id=found.pk)


@require_safe
@page(Act.EXPORT_SAMPLES)
def room_day(request: ClinicRequest, room_id: int) -> HttpResponse:
    room = get_object_or_404(Room.objects.visible_to(request.actor), pk=room_id)
    return _day(request, room.name, reverse("monitors:monitors"), room_id=room.pk)


def _day(request: ClinicRequest, name: str, back: str, **of_what: int) -> HttpResponse:
    """The file, or where it was asked for with a sentence that says why there is none."""
    form = DayForm(request.GET)
    if not form.is_valid():
        messages.error(request, "Choose a day first.")
        return redirect(back)
    day: date = form.cleaned_data["day"]
    zone = ZoneInfo(request.actor.time_zone)
    samples = day_export.samples_on(day, zone, **of_what)
    if not samples.exists():
        messages.info(request, f"{name}: no value of {day:%-d %B %Y} is stored.")
        return redirect(back)
    _note_export(request, day_export.sessions_in(samples), f"{name}, {day}")
    return HttpResponse(
        day_export.to_csv(samples, zone),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_plain(name)}-{day}.csv"'},
    )


def _note_export(request: ClinicRequest, sessions: list[tuple[UUID, UUID]], what: str) -> None:
    people: set[UUID | None] = {patient_id for _, patient_id in sessions}
    for patient_id in people or {None}:
        record(
            actor=request.actor,
            act="export a day of a monitor",
            patient_id=patient_id,
            object_kind="samples",
            object_id=what,
        )


def _plain(name: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name)[:60]
