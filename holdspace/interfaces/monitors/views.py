"""Monitors: which stand where, when each was last heard, and the messages that match nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.access.stale_forms import Version, change_in_the_trail, opened
from holdspace.clinic.rooms.models import Room
from holdspace.interfaces.monitors import queries
from holdspace.interfaces.monitors.actions import (
    DeviceAlreadyKnown,
    StoodElsewhere,
    add_monitor,
    settle,
    stand_monitor,
)
from holdspace.interfaces.monitors.feed_health import health_of
from holdspace.interfaces.monitors.forms import MonitorForm, SettleForm, StandForm
from holdspace.pathway.dosing_session.models import Monitor, MonitorAssignment
from holdspace.web.parts import part_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_GET
@page(Act.ASSIGN_MONITOR)
def monitors(request: ClinicRequest) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    lines = queries.monitor_lines(actor, now)
    health = health_of(actor, [line.monitor for line in lines], now)
    context = {
        "now": now,
        "gateway": queries.gateway_state(actor, now),
        "monitors": [(line, health[line.monitor.pk]) for line in lines],
        "doubts": queries.open_doubts(actor),
        "waiting": queries.waiting_lines(actor, now),
        "rooms": Room.objects.visible_to(actor).filter(in_use=True),
        "today": now.astimezone(ZoneInfo(actor.time_zone)).date(),
        "may_give_tokens": may(actor, Act.GIVE_DEVICE_TOKEN),
        "may_bring": may(actor, Act.BRING_RECORDING),
        "may_export": may(actor, Act.EXPORT_SAMPLES),
        "may_read_raw": may(actor, Act.READ_RAW_MESSAGE),
    }
    return render(request, part_of(request, "monitors/monitors.html", "feeds"), context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.ASSIGN_MONITOR)
def add(request: ClinicRequest, message_id: int) -> HttpResponse:
    """The device that sent this message becomes a monitor of the clinic."""
    message = get_object_or_404(
        queries.unsettled(request.actor).exclude(device_key=""), pk=message_id
    )
    now = timezone.now()
    form = MonitorForm(request.actor, request.POST or None, now=now)
    if form.is_valid():
        room, since = form.cleaned_data.pop("room"), form.cleaned_data.pop("since")
        try:
            monitor = add_monitor(
                actor=request.actor, device_key=message.device_key, **form.cleaned_data
            )
        except DeviceAlreadyKnown as refusal:
            form.add_error(None, str(refusal))
        else:
            stand_monitor(actor=request.actor, monitor=monitor, room=room, now=now, since=since)
            messages.success(request, f"{monitor.name}: added.")
            return redirect("monitors:monitors")
    lead = f"It calls itself {message.device_key} and sends from {message.source_address}."
    return form_page(
        request,
        form,
        title="Add this monitor",
        submit="Add",
        back=reverse("monitors:monitors"),
        lead=lead,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.ASSIGN_MONITOR)
def stand(request: ClinicRequest, monitor_id: int) -> HttpResponse:
    monitor = get_object_or_404(Monitor.objects.visible_to(request.actor), pk=monitor_id)
    found = opened(request, f"monitor {monitor.pk}", lambda: _standing_version(monitor))
    initial = dict(found.version.values)
    now = timezone.now()
    form = StandForm(request.actor, request.POST or None, initial=initial, now=now)
    if found.lets(form):
        room, since = form.cleaned_data["room"], form.cleaned_data["since"]
        try:
            stand_monitor(actor=request.actor, monitor=monitor, room=room, now=now, since=since)
        except StoodElsewhere as refusal:
            form.add_error("since", str(refusal))
        else:
            where = f"stands in {room.name}" if room else "stands nowhere"
            when = f"since {since:%H:%M}" if room and since else "from now on"
            messages.success(request, f"{monitor.name} {where} {when}.")
            return redirect("monitors:monitors")
    return form_page(
        request,
        form,
        title=f"Where {monitor.name} stands",
        submit="It stands there",
        back=reverse("monitors:monitors"),
        lead="Its readings belong to the session in this room from then on, and not to one before.",
        opened=found,
    )


def _standing_version(monitor: Monitor) -> Version:
    standing = MonitorAssignment.objects.filter(monitor=monitor, until_at__isnull=True).first()
    return Version(
        values={"room": standing.room_id if standing else None},
        changed=lambda: change_in_the_trail(
            "monitor", monitor.pk, "say where a monitor stands", "take a monitor away"
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.ASSIGN_MONITOR)
def settled(request: ClinicRequest, message_id: int) -> HttpResponse:
    message = get_object_or_404(queries.unsettled(request.actor), pk=message_id)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        what = form.cleaned_data["what"]
        count = settle(actor=request.actor, message=message, what=what, now=timezone.now())
        messages.success(request, f"{count} settled.")
        return redirect("monitors:monitors")
    return form_page(
        request,
        form,
        title="Settle these messages",
        submit="Settle",
        back=reverse("monitors:monitors"),
        lead=f"{message.reason[:1].upper()}{message.reason[1:]}. They are kept as they came.",
    )
