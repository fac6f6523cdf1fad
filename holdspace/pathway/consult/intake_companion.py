"""The intake on the person's own phone: an overview, a few questions a screen, and what is next."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.people.models import Patient
from holdspace.pathway.consult import intake_companion_words as said
from holdspace.pathway.consult.intake_forms import FactsForm
from holdspace.pathway.consult.intake_steps import intake_of
from holdspace.pathway.consult.models import SignedDecision
from holdspace.pathway.consult.stated_actions import finish_intake, state_facts
from holdspace.pathway.consult.stated_queries import intake_finished
from holdspace.pathway.consult.teller import the_person

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.pathway.consult.intake_steps import Intake, Part, Screen

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@own_page
def about(request: OwnRequest) -> HttpResponse:
    """All parts, who reads this, and where to go on."""
    intake = own_intake(request)
    return _page(
        request,
        "overview",
        intake=intake,
        finished=intake_finished(request.person.patient_id),
    )


@require_http_methods(GET_AND_POST)
@own_page
def questions(request: OwnRequest, section: str, screen: int) -> HttpResponse:
    """One screen of one part. What was answered is kept at once."""
    intake = own_intake(request)
    part = intake.part(section)
    if part is None:
        raise Http404
    shown = part.screen_from(screen)
    if shown is None:
        return redirect(_after(intake, part))
    form = FactsForm(shown.facts, intake.known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        state_facts(by=the_person(request.person), answers=form.answers(), now=timezone.now())
        return redirect(_next(own_intake(request), part, shown))
    return _page(
        request,
        "questions",
        form=form,
        part=part,
        screen=shown,
        place=part.screens.index(shown) + 1,
        is_first=part.screen_before(shown.number) is None,
        back=_back(part, shown),
    )


@require_POST
@own_page
def finish(request: OwnRequest) -> HttpResponse:
    """This is all for now. Open questions are no obstacle, and none of them is a "no"."""
    finish_intake(
        by=the_person(request.person),
        open_questions=own_intake(request).open_count,
        now=timezone.now(),
    )
    return redirect("consult:about_thanks")


@require_safe
@own_page
def thanks(request: OwnRequest) -> HttpResponse:
    return _page(request, "thanks", finished=intake_finished(request.person.patient_id))


@require_safe
@own_page
def decision(request: OwnRequest) -> HttpResponse:
    """What a doctor wrote to the person after reading it."""
    own = SignedDecision.objects.of_person(request.person).select_related("signed_by")
    latest = own.first()
    if latest is None or not latest.words_for_person:
        raise Http404
    return _page(request, "decision", signed=latest, zone=request.person.time_zone)


def own_intake(request: OwnRequest) -> Intake:
    patients = Patient.objects.filter(clinic_id=request.person.clinic_id)
    patient = patients.select_related("clinic").get(pk=request.person.patient_id)
    return intake_of(patient, timezone.now())


def _next(intake: Intake, part: Part, shown: Screen) -> str:
    """The next screen with something to ask, or what comes after this part."""
    fresh = intake.part(part.section.value) or part
    following = fresh.screen_from(shown.number + 1)
    if following is not None:
        return reverse("consult:about_questions", args=[part.section.value, following.number])
    return _after(intake, fresh)


def _after(intake: Intake, part: Part) -> str:
    following = intake.after(part)
    return reverse("consult:about") if following is None else first_of(following)


def after_part(intake: Intake, section: str) -> str:
    """Where to go when a part's list is done: its other questions, or the next part."""
    part = intake.part(section)
    if part is None:
        return reverse("consult:about")
    first = part.screen_from(1)
    if first is None:
        return _after(intake, part)
    return reverse("consult:about_questions", args=[section, first.number])


def first_of(part: Part) -> str:
    """Where a part begins."""
    if part.is_list:
        return reverse("consult:about_medicines")
    return reverse("consult:about_questions", args=[part.section.value, 1])


def _back(part: Part, shown: Screen) -> str:
    before = part.screen_before(shown.number)
    if before is None:
        return first_of(part) if part.is_list else reverse("consult:about")
    return reverse("consult:about_questions", args=[part.section.value, before.number])


def _page(request: OwnRequest, name: str, **more: object) -> HttpResponse:
    form = more.get("form")
    is_wrong = isinstance(form, FactsForm) and form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    context = {"said": said, "tab": "today", **more}
    return render(request, f"consult/companion/intake_{name}.html", context, status=status)
