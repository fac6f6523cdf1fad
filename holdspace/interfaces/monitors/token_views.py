"""Tokens of devices that post: made and shown once, ended when a device goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.interfaces.monitors.actions import stand_monitor
from holdspace.interfaces.monitors.models import DeviceToken
from holdspace.interfaces.monitors.token_actions import (
    MadeToken,
    add_posting_monitor,
    end_token,
    make_token,
)
from holdspace.interfaces.monitors.token_forms import PostingMonitorForm
from holdspace.pathway.dosing_session.models import Monitor

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.GIVE_DEVICE_TOKEN)
def add_posting(request: ClinicRequest) -> HttpResponse:
    """It becomes a monitor before it is heard: nothing is heard without a token."""
    now = timezone.now()
    form = PostingMonitorForm(request.actor, request.POST or None, now=now)
    if form.is_valid():
        said = form.cleaned_data
        monitor = add_posting_monitor(
            actor=request.actor,
            name=said["name"],
            expects_interval_seconds=said["expects_interval_seconds"],
        )
        stand_monitor(actor=request.actor, monitor=monitor, room=said["room"], now=now)
        return _shown_once(request, make_token(actor=request.actor, monitor=monitor, now=now))
    return form_page(
        request,
        form,
        title="Add a device that posts",
        submit="Add it and make its token",
        back=reverse("monitors:monitors"),
        lead="For a device that posts FHIR. A monitor that sends HL7 is added from what it sent.",
    )


@require_POST
@page(Act.GIVE_DEVICE_TOKEN)
def make(request: ClinicRequest, monitor_id: int) -> HttpResponse:
    monitor = get_object_or_404(Monitor.objects.visible_to(request.actor), pk=monitor_id)
    made = make_token(actor=request.actor, monitor=monitor, now=timezone.now())
    return _shown_once(request, made)


@require_POST
@page(Act.GIVE_DEVICE_TOKEN)
def end(request: ClinicRequest, token_id: int) -> HttpResponse:
    token = get_object_or_404(DeviceToken.objects.visible_to(request.actor), pk=token_id)
    if end_token(actor=request.actor, token=token, now=timezone.now()):
        messages.success(request, f"The token that ends in {token.ending} opens nothing any more.")
    else:
        messages.info(request, f"The token that ends in {token.ending} had been ended before.")
    return redirect("monitors:monitor", token.monitor_id)


def _shown_once(request: ClinicRequest, made: MadeToken) -> HttpResponse:
    context = {"monitor": made.row.monitor, "token": made.shown_once}
    return render(request, "monitors/token.html", context)
