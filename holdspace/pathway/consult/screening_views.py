"""The clinician's page: what is known, what the rules find in it, who signed for what."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.pathway.consult import decision_actions, stated_actions
from holdspace.pathway.consult.intake_steps import intake_of
from holdspace.pathway.consult.screening_forms import StaffFactsForm, TreatmentForm, WordForm
from holdspace.pathway.consult.screening_page import (
    SECTION_TITLES,
    facts_for_staff,
    row_words,
    screening_page,
)
from holdspace.pathway.consult.screening_queries import protocol_considered
from holdspace.pathway.consult.stated_queries import facts_known, history_of
from holdspace.pathway.consult.stated_values import FACTS_BY_CODE, MEASURED, PROTOCOL_CONSIDERED
from holdspace.pathway.consult.teller import staff_about
from holdspace.pathway.course.queries import open_course_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.domain.screening_facts import FactAsked

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@page(Act.SCREEN, chart=True)
def screening(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Read it; sign for a finding, or take a word back."""
    patient = seen(request, patient_id, "read a screening")
    if request.method != "POST":
        return _show(request, patient)
    fingerprint = request.POST.get("finding", "")
    if request.POST.get("act") == "take_back":
        return _take_back(request, patient, fingerprint)
    form = WordForm(request.POST)
    if not form.is_valid():
        return _show(request, patient, refused=(fingerprint, form))
    try:
        decision_actions.resolve(
            actor=request.actor,
            patient=patient,
            fingerprint=fingerprint,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except decision_actions.NotResolved as refusal:
        form.add_error(None, str(refusal))
        return _show(request, patient, refused=(fingerprint, form))
    messages.success(request, "Signed for.")
    return redirect("consult:screening", patient.pk)


def _take_back(request: ClinicRequest, patient: Patient, fingerprint: str) -> HttpResponse:
    try:
        decision_actions.take_back(
            actor=request.actor, patient=patient, fingerprint=fingerprint, now=timezone.now()
        )
    except decision_actions.NotResolved as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Taken back. The finding is open again.")
    return redirect("consult:screening", patient.pk)


def _show(
    request: ClinicRequest, patient: Patient, refused: tuple[str, WordForm] | None = None
) -> HttpResponse:
    now = timezone.now()
    context = {
        "person": patient,
        "shown": screening_page(patient, now),
        "refused_at": refused[0] if refused else "",
        "form": refused[1] if refused else WordForm(),
        "codes": frozenset(FACTS_BY_CODE) - MEASURED - {"medicines"},
        "measured": MEASURED,
        "me": str(request.actor.staff_id),
        "is_prescriber": request.actor.has_any(decision_actions.PRESCRIBER),
        "has_course": open_course_of(patient) is not None,
        "now": now,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "consult/screening.html", context, status=status)


@require_http_methods(GET_AND_POST)
@page(Act.SCREEN, chart=True)
def facts(request: ClinicRequest, patient_id: UUID, section: str) -> HttpResponse:
    """One section as staff fill it in: the answers they have from a talk, a letter, a reading."""
    known = next((one for one in SECTION_TITLES if one.value == section), None)
    if known is None:
        raise Http404
    patient = seen(request, patient_id, "open a section of a screening")
    asked = [one for one in facts_for_staff(known) if one.code not in MEASURED]
    return _facts_form(request, patient, asked, SECTION_TITLES[known], what=section)


@require_http_methods(GET_AND_POST)
@page(Act.SCREEN, chart=True)
def fact(request: ClinicRequest, patient_id: UUID, fact: str) -> HttpResponse:
    """One fact, and every answer it had before."""
    asked = FACTS_BY_CODE.get(fact)
    if asked is None or asked.kind == "medicines" or fact in MEASURED:
        raise Http404
    if asked.section not in SECTION_TITLES:
        raise Http404
    patient = seen(request, patient_id, "open a fact of a screening")
    zone = ZoneInfo(patient.clinic.time_zone)
    history = [(row, row_words(row, zone)) for row in history_of(patient.pk, fact)]
    return _facts_form(request, patient, (asked,), asked.staff_words, what=fact, history=history)


def _facts_form(
    request: ClinicRequest,
    patient: Patient,
    asked: Sequence[FactAsked],
    title: str,
    *,
    what: str,
    history: Sequence[object] = (),
) -> HttpResponse:
    now, zone = timezone.now(), ZoneInfo(patient.clinic.time_zone)
    found = opened(request, f"facts {what} {patient.pk}", lambda: _version(patient, asked))
    known = facts_known(patient.pk)
    form = StaffFactsForm(asked, known, request.POST or None, zone=zone, now=now)
    if found.lets(form):
        stated_actions.state_facts(
            by=staff_about(request.actor, patient), answers=form.answers(), now=now
        )
        messages.success(request, "Written down.")
        return redirect("consult:screening", patient.pk)
    return form_page(
        request,
        form,
        title=title,
        submit="Write down",
        back=reverse("consult:screening", args=[patient.pk]),
        template="consult/screening_form.html",
        opened=found,
        person=patient,
        history=history,
    )


def _version(patient: Patient, asked: Sequence[FactAsked]) -> Version:
    """What stands under these questions now, and who wrote the latest of it."""
    known = facts_known(patient.pk)
    rows = [known[one.code].latest for one in asked if one.code in known]
    if not rows:
        return Version(values={})
    latest = max(rows, key=lambda row: row.pk)
    zone = ZoneInfo(patient.clinic.time_zone)
    change = Change(by=latest.source, at=latest.noted_at)
    return Version(
        values={row.code: row_words(row, zone) for row in rows},
        entry=latest.pk,
        changed=lambda: change,
    )


@require_POST
@page(Act.SCREEN, chart=True)
def finish_intake(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Staff took the intake with the person, on paper or in a talk: this is all for now."""
    patient, now = seen(request, patient_id, "finish an intake"), timezone.now()
    stated_actions.finish_intake(
        by=staff_about(request.actor, patient),
        open_questions=intake_of(patient, now).open_count,
        now=now,
    )
    messages.success(request, "The intake is finished. What is open stays open.")
    return redirect("consult:screening", patient.pk)


@require_http_methods(GET_AND_POST)
@page(Act.SCREEN, chart=True)
def treatment(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Which treatment the rules are asked about, while there is no course yet."""
    patient = seen(request, patient_id, "open the treatment of a screening")
    found = opened(request, f"treatment {patient.pk}", lambda: _treatment_version(patient))
    form = TreatmentForm(request.POST or None, initial=_treatment_version(patient).values)
    if open_course_of(patient) is not None:
        messages.info(request, "The course says which treatment it is.")
        return redirect("consult:screening", patient.pk)
    if found.lets(form):
        answer = stated_actions.Answered(value=form.cleaned_data["protocol"])
        stated_actions.state_fact(
            by=staff_about(request.actor, patient),
            code=PROTOCOL_CONSIDERED,
            answer=answer,
            now=timezone.now(),
        )
        return redirect("consult:screening", patient.pk)
    return form_page(
        request,
        form,
        title="Which treatment is this for?",
        submit="Screen for this",
        lead="The rules differ by medicine and by the way it is given.",
        back=reverse("consult:screening", args=[patient.pk]),
        template="consult/screening_form.html",
        opened=found,
        person=patient,
    )


def _treatment_version(patient: Patient) -> Version:
    protocol = protocol_considered(patient)
    if protocol is None:
        return Version(values={})
    return Version(values={"protocol": f"{protocol.name}/{protocol.version}"})


def seen(request: ClinicRequest, patient_id: UUID, act: str) -> Patient:
    """The patient, if this actor may see them; a line in the trail says that they did."""
    patients = Patient.objects.visible_to(request.actor).select_related("clinic")
    patient = get_object_or_404(patients, pk=patient_id)
    record(actor=request.actor, act=act, patient_id=patient.pk, object_kind="screening")
    return patient
