"""Consent: read, signed, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import opened
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.pathway.consult.actions import (
    CLOSED,
    AlreadySigned,
    AlreadyWithdrawn,
    ConsentClosed,
    DeleteOnMissing,
    NotYetTalkedThrough,
    ScopeMissing,
    give_consent,
    withdraw_consent,
)
from holdspace.pathway.consult.consent_texts import CURRENT
from holdspace.pathway.consult.forms import SignatureForm, TalkForm
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.queries import consent_mark, item_of_consent, signed_text
from holdspace.pathway.consult.signature import is_whole
from holdspace.pathway.consult.teach_back_actions import note_talk
from holdspace.pathway.consult.teach_back_queries import understanding_of
from holdspace.pathway.consult.versions import goes_as_far, signed_version
from holdspace.pathway.course.models import Course
from holdspace.pathway.course.queries import is_medicine_acting

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_PREPARATION, chart=True)
def sign(request: ClinicRequest, course_id: UUID, item: str) -> HttpResponse:
    """The words of one item, and a line for the person to sign on, before a witness."""
    courses = Course.objects.visible_to(request.actor).select_related("patient", "clinic")
    course = get_object_or_404(courses, pk=course_id)
    if item not in CURRENT:
        raise Http404
    standing = item_of_consent(course, item)
    text = standing.text
    asks_talk = text.is_needed_for_dose and not understanding_of(course).is_done
    found = opened(request, f"consent {item} {course.pk}", lambda: signed_version(course, item))
    initial = goes_as_far(standing)
    form = SignatureForm(text, request.POST or None, asks_talk=asks_talk, initial=initial)
    if found.lets(form):
        try:
            _sign(request, course, item, form)
        except ScopeMissing as refusal:
            form.add_error("scope", str(refusal))
        except DeleteOnMissing as refusal:
            form.add_error("delete_on", str(refusal))
        except (ConsentClosed, AlreadySigned, NotYetTalkedThrough) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{text.title}: signed.")
            return redirect("today:person", course.patient_id)
    record(
        actor=request.actor,
        act="open a consent to sign",
        patient_id=course.patient_id,
        object_kind=f"consent to {item}",
    )
    return form_page(
        request,
        form,
        title=text.title,
        submit="I agree",
        back=reverse("today:person", args=[course.patient_id]),
        template="consult/sign.html",
        opened=found,
        again=SignatureForm(text, asks_talk=asks_talk),
        text=text,
        person=course.patient,
        closed=CLOSED if is_medicine_acting(course.patient_id) else "",
    )


def _sign(request: ClinicRequest, course: Course, item: str, form: SignatureForm) -> None:
    """What was talked through, if it was asked for, and the signature: both or neither."""
    now = timezone.now()
    with transaction.atomic():
        if "talk" in form.fields:
            note_talk(actor=request.actor, course=course, words=form.cleaned_data["talk"], now=now)
        give_consent(
            actor=request.actor,
            course=course,
            item=item,
            signed_name=form.cleaned_data["signed_name"],
            now=now,
            allows=form.allows(),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_PREPARATION, chart=True)
def talk(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Every answer to the questions about the treatment, and a talk in place of them."""
    courses = Course.objects.visible_to(request.actor).select_related("patient", "clinic")
    course = get_object_or_404(courses, pk=course_id)
    form = TalkForm(request.POST or None)
    if form.is_valid():
        note_talk(
            actor=request.actor,
            course=course,
            words=form.cleaned_data["words"],
            now=timezone.now(),
        )
        messages.success(request, "The talk is noted.")
        return redirect("today:person", course.patient_id)
    record(
        actor=request.actor,
        act="read what was said back",
        patient_id=course.patient_id,
        object_kind="course",
        object_id=course.pk,
    )
    return form_page(
        request,
        form,
        title="Questions about the treatment",
        submit="Note the talk",
        back=reverse("today:person", args=[course.patient_id]),
        template="consult/talk.html",
        person=course.patient,
        understanding=understanding_of(course),
    )


@require_GET
@page(Act.SEE_CHART, chart=True)
def consent(request: ClinicRequest, consent_id: UUID) -> HttpResponse:
    """What was signed, word for word, and the way to withdraw it."""
    found = _consent(request, consent_id)
    record(
        actor=request.actor,
        act="read a consent",
        patient_id=found.course.patient_id,
        object_kind="consent",
        object_id=found.pk,
    )
    context = {
        "consent": found,
        "text": signed_text(found),
        "is_whole": is_whole(found),
        "person": found.course.patient,
        "printed_at": timezone.now().astimezone(ZoneInfo(request.actor.time_zone)),
    }
    return render(request, "consult/consent.html", context)


@require_GET
@page(Act.HEAR_CONSENT)
def mark(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Asked by an open page of a person: whether a consent changed since, and nothing of it."""
    patient = get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)
    return JsonResponse({"mark": consent_mark(patient.pk)})


@require_POST
@page(Act.EDIT_PREPARATION, chart=True)
def withdraw(request: ClinicRequest, consent_id: UUID) -> HttpResponse:
    """Open at any time, in the middle of a session too."""
    found = _consent(request, consent_id)
    try:
        withdraw_consent(actor=request.actor, consent=found, now=timezone.now())
        messages.success(request, f"{found.get_item_display()}: withdrawn. It counts from now on.")
    except AlreadyWithdrawn as refusal:
        record(
            actor=request.actor,
            act="was refused a withdrawal",
            patient_id=found.course.patient_id,
        )
        messages.error(request, str(refusal))
    return redirect("today:person", found.course.patient_id)


def _consent(request: ClinicRequest, consent_id: UUID) -> Consent:
    consents = Consent.objects.visible_to(request.actor).select_related(
        "course__patient", "recorded_by", "withdrawn_by"
    )
    return get_object_or_404(consents, pk=consent_id)
