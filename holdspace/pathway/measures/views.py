"""The staff's pages: a person's measures, asking, entering answers, one result, the risk tier."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import opened
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.measures import actions, risk_actions
from holdspace.pathway.measures.choosing import choices, suggested
from holdspace.pathway.measures.forms import AnswersForm, AskForm, StrikeForm, TierForm
from holdspace.pathway.measures.models import Asked, Finished
from holdspace.pathway.measures.own_forms import in_words
from holdspace.pathway.measures.queries import (
    can_open_own_pages,
    result_from,
    results_of,
    tiers_of,
)
from holdspace.pathway.measures.results_page import measures_of
from holdspace.pathway.measures.versions import answers_version, tier_version
from holdspace.pathway.measures.wording import instrument_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

GET_AND_POST = ["GET", "HEAD", "POST"]
NO_PAGES_YET = (
    "This person has no pages of their own yet, so they cannot see it. Invite them from their page,"
    " or enter the answers here."
)
TOUCHES = (
    "An answer touches suicide. A task is open for it. Speak with the person now, and note the"
    " risk tier."
)


@require_safe
@page(Act.SEE_CHART, chart=True)
def person(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Everything a person's measures say, what got worse first."""
    patient = _patient(request, patient_id)
    now = timezone.now()
    record(
        actor=request.actor,
        act="read the measures",
        patient_id=patient.pk,
        object_kind="measures",
        object_id=patient.pk,
    )
    context = {
        "person": patient,
        "measures": measures_of(patient.pk, now),
        "struck": [each for each in results_of(patient.pk, with_struck=True) if each.is_struck],
        "tiers": tiers_of(patient.pk),
        "now": now,
    }
    return render(request, "measures/person.html", context)


@require_http_methods(GET_AND_POST)
@page(Act.ASK_MEASURES, chart=True)
def ask(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    patient = _patient(request, patient_id)
    form = AskForm(
        choices(request.actor.clinic_id),
        ZoneInfo(request.actor.time_zone),
        request.POST or None,
        initial={"codes": suggested(patient)},
    )
    if form.is_valid():
        now = timezone.now()
        asked = [
            actions.ask(
                actor=request.actor,
                patient=patient,
                code=code,
                now=now,
                before=form.cleaned_data["before"],
                on_phone=None if form.cleaned_data["on_phone"] else False,
                may_skip=form.cleaned_data["may_skip"],
            )
            for code in form.cleaned_data["codes"]
        ]
        messages.success(request, "Asked. It stands here until it is finished.")
        if any(each.is_on_phone for each in asked) and not can_open_own_pages(patient):
            messages.warning(request, NO_PAGES_YET)
        return redirect("measures:person", patient.pk)
    return _form(request, form, patient, "Ask questionnaires", "Ask")


@require_http_methods(GET_AND_POST)
@page(Act.ASK_MEASURES, chart=True)
def enter(request: ClinicRequest, asked_id: UUID) -> HttpResponse:
    """All questions on one page, from paper or from a talk. What is left out is not answered."""
    asked = _asked(request, asked_id)
    if asked.closed_at is not None:
        return _what_became_of_it(request, asked)
    instrument = instrument_of(asked)
    found = opened(request, f"questionnaire {asked.pk}", lambda: answers_version(asked))
    form = AnswersForm(instrument, request.POST or None, initial=dict(found.version.values))
    if found.lets(form):
        touches = actions.enter_answers(
            actor=request.actor, asked=asked, answers=form.answers(), now=timezone.now()
        )
        if "keep" in request.POST or _finished(request, asked, form):
            if touches:
                messages.warning(request, TOUCHES)
                return redirect("measures:tier", asked.patient_id)
            messages.success(request, f"{instrument.name}: the answers are kept.")
            return redirect("measures:person", asked.patient_id)
    return _form(
        request,
        form,
        asked.patient,
        instrument.name,
        "Finish and score",
        lead=f"It looks back at {instrument.recall}.",
        opened=found,
        template="measures/enter.html",
        instrument=instrument,
    )


@require_POST
@page(Act.ASK_MEASURES, chart=True)
def withdraw(request: ClinicRequest, asked_id: UUID) -> HttpResponse:
    asked = _asked(request, asked_id)
    try:
        actions.withdraw_questionnaire(actor=request.actor, asked=asked, now=timezone.now())
        messages.success(request, "It is not asked any more. What was answered is kept.")
    except actions.QuestionnaireClosed as refusal:
        record(actor=request.actor, act="was refused a withdrawal", patient_id=asked.patient_id)
        messages.error(request, str(refusal))
    return redirect("measures:person", asked.patient_id)


@require_http_methods(GET_AND_POST)
@page(Act.ASK_MEASURES, chart=True)
def result(request: ClinicRequest, finished_id: UUID) -> HttpResponse:
    """Every answer, what it came to and by which definitions; and the way to strike it out."""
    finished = get_object_or_404(
        Finished.objects.visible_to(request.actor).select_related(
            "asked__copy", "patient", "by_staff", "struck__struck_by"
        ),
        pk=finished_id,
    )
    form = StrikeForm(request.POST or None)
    if form.is_valid():
        try:
            actions.strike(
                actor=request.actor,
                finished=finished,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except actions.AlreadyStruck as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Struck out. It stays readable and counts no more.")
            return redirect("measures:person", finished.patient_id)
    record(
        actor=request.actor,
        act="read a result",
        patient_id=finished.patient_id,
        object_kind=INSTRUMENTS[finished.code].name,
        object_id=finished.pk,
    )
    instrument = instrument_of(finished.asked)
    shown = result_from(finished)
    lines = [
        (question, in_words(instrument, question, shown.answers.get(question.number)))
        for question in instrument.questions
        if instrument.is_asked(question.number, shown.answers)
    ]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {
        "person": finished.patient,
        "finished": finished,
        "result": shown,
        "instrument": instrument,
        "lines": lines,
        "form": form,
    }
    return render(request, "measures/result.html", context, status=status)


@require_http_methods(GET_AND_POST)
@page(Act.NOTE_RISK, chart=True)
def tier(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """A tier with its basis. Each note is kept; the newest counts."""
    patient = _patient(request, patient_id)
    found = opened(request, f"risk tier {patient.pk}", lambda: tier_version(patient.pk))
    form = TierForm(request.POST or None)
    if found.lets(form):
        risk_actions.note_tier(
            actor=request.actor,
            patient=patient,
            tier=Tier(form.cleaned_data["tier"]),
            basis=form.cleaned_data["basis"],
            now=timezone.now(),
        )
        messages.success(request, "The risk tier is noted.")
        return redirect("measures:person", patient.pk)
    return _form(
        request,
        form,
        patient,
        "Risk tier",
        "Note it",
        lead="Your own judgement, with what it rests on. The newest note counts.",
        opened=found,
    )


def _what_became_of_it(request: ClinicRequest, asked: Asked) -> HttpResponse:
    """To its result; to the person, when it was withdrawn before there was one."""
    record(actor=request.actor, act="found a questionnaire closed", patient_id=asked.patient_id)
    finished = Finished.objects.visible_to(request.actor).filter(asked=asked).first()
    if finished is not None:
        return redirect("measures:result", finished.pk)
    messages.error(request, "This questionnaire was withdrawn.")
    return redirect("measures:person", asked.patient_id)


def _finished(request: ClinicRequest, asked: Asked, form: AnswersForm) -> bool:
    try:
        actions.finish(by=request.actor, asked=asked, now=timezone.now())
    except actions.NothingAnswered as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _patient(request: ClinicRequest, patient_id: UUID) -> Patient:
    return get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)


def _asked(request: ClinicRequest, asked_id: UUID) -> Asked:
    asked = Asked.objects.visible_to(request.actor).select_related("copy", "patient")
    return get_object_or_404(asked, pk=asked_id)


def _form(
    request: ClinicRequest,
    form: AskForm | AnswersForm | TierForm,
    patient: Patient,
    title: str,
    submit: str,
    **more: object,
) -> HttpResponse:
    record(
        actor=request.actor,
        act="open a form of the measures",
        patient_id=patient.pk,
        object_kind=title,
    )
    return form_page(
        request,
        form,
        title=f"{title}: {patient.full_name}",
        submit=submit,
        back=reverse("measures:person", args=[patient.pk]),
        **more,  # type: ignore[arg-type]
    )
