"""What staff do about a person's own pages: make a link, end a phone, end it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.own_access import actions
from holdspace.clinic.own_access.models import OwnDevice
from holdspace.clinic.own_access.queries import companion_of
from holdspace.clinic.people.models import Patient
from holdspace.web.qr_picture import picture_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_safe
@page(Act.INVITE, chart=True)
def companion(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Whether somebody can see their own pages, on which phones, and since when."""
    patient = _patient(request, patient_id)
    record(actor=request.actor, act="see companion access", patient_id=patient.pk)
    context = {
        "person": patient,
        "companion": companion_of(patient, timezone.now()),
        "may_mail": bool(patient.email and settings.MAIL_URL),
    }
    return render(request, "own_access/companion.html", context)


@require_POST
@page(Act.INVITE, chart=True)
def make_link(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Shown once, on the answer itself, or sent by mail: it is kept nowhere to be shown again."""
    patient = _patient(request, patient_id)
    is_by_mail = request.POST.get("by") == "mail" and bool(patient.email and settings.MAIL_URL)
    link, secret = actions.make_link(
        actor=request.actor, patient=patient, now=timezone.now(), is_by_mail=is_by_mail
    )
    if is_by_mail:
        messages.success(request, f"A mail with the link goes to {patient.email}.")
        return redirect("own_access:companion", patient.pk)
    address = request.build_absolute_uri(reverse("own_access:join", args=[secret]))
    context = {
        "person": patient,
        "link": link,
        "address": address,
        "picture": picture_of(address),
        "days": actions.LINK_DAYS,
    }
    return render(request, "own_access/new_link.html", context)


@require_POST
@page(Act.INVITE, chart=True)
def end_phone(request: ClinicRequest, device_id: UUID) -> HttpResponse:
    devices = OwnDevice.objects.visible_to(request.actor)
    device = get_object_or_404(
        devices.select_related("sign_in__account", "sign_in__patient"), pk=device_id
    )
    try:
        actions.end_phone(actor=request.actor, device=device, now=timezone.now())
    except actions.NothingToEnd as refusal:
        record(
            actor=request.actor,
            act="see companion access",
            patient_id=device.sign_in.patient_id,
        )
        messages.error(request, str(refusal))
    else:
        messages.success(request, "That phone opens nothing any more.")
    return redirect("own_access:companion", device.sign_in.patient_id)


@require_POST
@page(Act.INVITE, chart=True)
def end_access(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    patient = _patient(request, patient_id)
    try:
        actions.end_access(actor=request.actor, patient=patient, now=timezone.now())
    except actions.NothingToEnd as refusal:
        record(actor=request.actor, act="see companion access", patient_id=patient.pk)
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Ended. Their own pages open on no phone, from now on.")
    return redirect("own_access:companion", patient.pk)


def _patient(request: ClinicRequest, patient_id: UUID) -> Patient:
    return get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)
