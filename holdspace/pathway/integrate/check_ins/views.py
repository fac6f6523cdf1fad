"""The staff's pages: everybody after a session, one person, and what was said by telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.domain.check_ins import HOURS, How, Rung, questions_of
from holdspace.domain.red_flags import asked_about
from holdspace.pathway.integrate.check_ins import actions, staff_words
from holdspace.pathway.integrate.check_ins.actions import Voice
from holdspace.pathway.integrate.check_ins.following import following_of
from holdspace.pathway.integrate.check_ins.forms import ByPhoneForm
from holdspace.pathway.integrate.check_ins.models import CheckInAnswer
from holdspace.pathway.integrate.check_ins.staff_list import lines_for
from holdspace.pathway.integrate.check_ins.staff_page import page_about

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.domain.red_flags import Raised

GET_AND_POST = ["GET", "HEAD", "POST"]
NO_SESSION = "They went home from no session in the last months: nothing is asked."


@require_safe
@page(Act.FOLLOW_UP, chart=True)
def everybody(request: ClinicRequest) -> HttpResponse:
    """One line a person, who needs somebody first."""
    now = timezone.now()
    lines = lines_for(request.actor, now)
    record(actor=request.actor, act="read how people are after a session", object_kind="list")
    return render(request, "check_ins/everybody.html", {"lines": lines, "now": now})


@require_safe
@page(Act.FOLLOW_UP, chart=True)
def person(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Each moment with what came or did not, whom to call, and what is open."""
    patient = _patient(request, patient_id)
    now = timezone.now()
    record(
        actor=request.actor,
        act="read check-ins",
        patient_id=patient.pk,
        object_kind="check-ins",
        object_id=patient.pk,
    )
    context = {"person": patient, "now": now, "after": page_about(request.actor, patient, now)}
    return render(request, "check_ins/person.html", context)


@require_safe
@page(Act.FOLLOW_UP, chart=True)
def told(request: ClinicRequest, answer_id: int) -> HttpResponse:
    """From a task to where its answer stands."""
    answers = CheckInAnswer.objects.visible_to(request.actor)
    answer = get_object_or_404(answers, pk=answer_id)
    record(
        actor=request.actor,
        act="read check-ins",
        patient_id=answer.patient_id,
        object_kind="check-in",
        object_id=answer.check_in_id,
    )
    return redirect(
        f"{reverse('check_ins:person', args=[answer.patient_id])}#told-{answer.check_in_id}"
    )


@require_http_methods(GET_AND_POST)
@page(Act.FOLLOW_UP, chart=True)
def by_phone(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """What the person, or who is with them, says on the telephone; entered on their behalf."""
    patient = _patient(request, patient_id)
    now = timezone.now()
    record(
        actor=request.actor,
        act="open a check-in by phone",
        patient_id=patient.pk,
        object_kind="check-in",
    )
    following = following_of(patient, now)
    if following is None:
        messages.info(request, NO_SESSION)
        return redirect("check_ins:person", patient.pk)
    rung = following.due.rung if following.due else Rung.BETWEEN
    hours = HOURS.get(rung, (now - following.home.at).total_seconds() / 3600)
    form = ByPhoneForm(
        questions_of(rung, How.NOT_SO_WELL), asked_about(hours), request.POST or None
    )
    if form.is_valid():
        check_in = actions.begin(
            home=following.home, clinic_id=patient.clinic_id, rung=rung, now=now
        )
        voice = Voice(by=request.actor, told_by=CheckInAnswer.ToldBy(form.cleaned_data["told_by"]))
        raised = actions.enter(voice=voice, check_in=check_in, replies=form.replies(), now=now)
        _say(request, raised)
        return redirect("check_ins:person", patient.pk)
    return form_page(
        request,
        form,
        title=f"By phone: {patient.full_name}",
        submit="Keep what was said",
        back=reverse("check_ins:person", args=[patient.pk]),
        template="check_ins/by_phone.html",
        lead=f"{staff_words.RUNGS[rung]}. What you do not ask stays unknown; it is never “no”.",
    )


def _say(request: ClinicRequest, raised: list[Raised]) -> None:
    if not raised:
        messages.success(request, "Kept.")
        return
    said = "; ".join(one.flag.staff_words for one in raised)
    messages.warning(request, f"Kept. A task is open, and it is yours: {said}.")


def _patient(request: ClinicRequest, patient_id: UUID) -> Patient:
    patients = Patient.objects.visible_to(request.actor).select_related("clinic")
    return get_object_or_404(patients, pk=patient_id)
