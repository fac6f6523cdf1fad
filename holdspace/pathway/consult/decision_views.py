"""Decide whether somebody may be treated, read what was decided, and ask today's rules again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.access.as_oneself import as_oneself
from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.pathway.consult.decision_actions import NotDecided, decide
from holdspace.pathway.consult.decision_queries import (
    beside_today,
    standings_signed,
    under_todays_rules,
)
from holdspace.pathway.consult.models import SignedDecision
from holdspace.pathway.consult.screening_forms import DecisionForm
from holdspace.pathway.consult.screening_page import grouped, screening_page
from holdspace.pathway.consult.screening_views import seen

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.clinic.people.models import Patient


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.SIGN_DECISION, chart=True)
def new_decision(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """The findings in short, four ways to decide, and the words that go with each."""
    patient = seen(request, patient_id, "open a decision to sign")
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # The sign-in library keeps what was sent, asks for password or passkey, and comes back.
        return _sign_as_oneself(request, patient, form)
    return _ask(request, patient, form)


@as_oneself
def _sign_as_oneself(request: ClinicRequest, patient: Patient, form: DecisionForm) -> HttpResponse:
    try:
        signed = decide(
            actor=request.actor,
            patient=patient,
            made=form.made(),
            read=form.cleaned_data["read"],
            now=timezone.now(),
        )
    except NotDecided as refused:
        form.add_error(None, str(refused))
        return _ask(request, patient, form)
    messages.success(request, f"{signed.get_kind_display()}: signed.")
    return redirect("consult:decision", signed.pk)


def _ask(request: ClinicRequest, patient: Patient, form: DecisionForm) -> HttpResponse:
    shown = screening_page(patient, timezone.now())
    return form_page(
        request,
        form,
        title="Decide",
        submit="Sign the decision",
        back=reverse("consult:screening", args=[patient.pk]),
        template="consult/decide.html",
        person=patient,
        shown=shown,
    )


@require_safe
@page(Act.SCREEN, chart=True)
def decision(request: ClinicRequest, decision_id: UUID) -> HttpResponse:
    """What was signed, with everything it rested on; and what today's rules would say to it."""
    signed = _decision(request, decision_id)
    now = timezone.now()
    context = {
        "signed": signed,
        "person": signed.patient,
        "groups": grouped(standings_signed(signed)),
        "beside": beside_today(signed, now),
        "today": under_todays_rules(signed),
        "protocol": signed.content.get("protocol", {}),
        "now": now,
    }
    return render(request, "consult/decision.html", context)


def _decision(request: ClinicRequest, decision_id: UUID) -> SignedDecision:
    decisions = SignedDecision.objects.visible_to(request.actor)
    found = get_object_or_404(
        decisions.select_related("patient__clinic", "signed_by"), pk=decision_id
    )
    record(
        actor=request.actor,
        act="read a decision",
        patient_id=found.patient_id,
        object_kind="decision",
        object_id=found.pk,
    )
    return found
