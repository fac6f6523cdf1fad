"""The review of one cycle: read by everybody who cares for the person, signed by a prescriber."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.access.as_oneself import as_oneself
from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.audit.actions import record
from holdspace.pathway.course.models import DoseCycle
from holdspace.pathway.course.plan_actions import (
    PlanNotRead,
    PlanRefused,
    SessionsGone,
    WeightMissing,
)
from holdspace.pathway.review.actions import (
    NotReviewed,
    look_at_plan_of,
    say_before_review,
    sign_review,
)
from holdspace.pathway.review.forms import ReviewForm, StaffWishForm
from holdspace.pathway.review.gathering import reviewed
from holdspace.pathway.review.goal_fields import add_goals, goals_said, wish_said
from holdspace.pathway.review.models import SignedReview
from holdspace.pathway.review.queries import goal_words_of, parts_signed, wish_of
from holdspace.pathway.review.review_page import beside, is_older

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.pathway.course.plan_actions import PlanLooked
    from holdspace.pathway.review.gathering import Reviewed

GET_AND_POST = ["GET", "HEAD", "POST"]
LEFT_OUT = "Left out"


@require_safe
@page(Act.REVIEW_CYCLE, chart=True)
def review(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    """The proposal beside the facts; a prescriber finds the form to sign on the same page."""
    cycle = _cycle(request, cycle_id, "read a review")
    shown = reviewed(cycle, timezone.now())
    if shown is None:
        return render(request, "review/nothing_yet.html", {"cycle": cycle})
    signs = may(request.actor, Act.SIGN_REVIEW) and cycle.course.ended_on is None
    form = ReviewForm(shown, initial={"read": shown.proposal.fingerprint})
    return _page(request, shown, form if signs else None)


@require_http_methods(GET_AND_POST)
@page(Act.SIGN_REVIEW, chart=True)
def sign(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    """What was decided on each part. Looked at first; then signed with password or passkey."""
    cycle = _cycle(request, cycle_id, "open a review to sign")
    shown = reviewed(cycle, timezone.now())
    if shown is None or request.method != "POST":
        return redirect("review:review", cycle.pk)
    form = ReviewForm(shown, request.POST)
    looked = _look(shown, form) if form.is_valid() else None
    is_read = looked is None or set(looked.to_read) <= set(_read_plan(request))
    if form.is_valid() and is_read:
        # The sign-in library keeps what was sent, asks for password or passkey, and comes back.
        return _sign_as_oneself(request, shown, form)
    return _page(request, shown, form, looked)


@as_oneself
def _sign_as_oneself(request: ClinicRequest, shown: Reviewed, form: ReviewForm) -> HttpResponse:
    try:
        signed = sign_review(
            actor=request.actor,
            cycle=shown.cycle,
            said=form.said(_read_plan(request)),
            now=timezone.now(),
        )
    except (NotReviewed, PlanRefused, PlanNotRead, SessionsGone, WeightMissing) as refused:
        form.add_error(None, str(refused))
        return _page(request, shown, form)
    made = f" Version {signed.plan.number} of the plan counts from now on." if signed.plan else ""
    messages.success(request, f"The review is signed.{made} Nothing was ordered.")
    return redirect("today:person", shown.cycle.course.patient_id)


def _look(shown: Reviewed, form: ReviewForm) -> PlanLooked | None:
    """What is to be read about the plan it would make; what the protocol refuses is an error."""
    try:
        looked = look_at_plan_of(shown, form.said(()), timezone.now())
    except (NotReviewed, WeightMissing) as refusal:
        form.add_error(None, str(refusal))
        return None
    for sentence in looked.refusals if looked else ():
        form.add_error(None, sentence)
    return looked


def _read_plan(request: ClinicRequest) -> tuple[str, ...]:
    return tuple(request.POST.get("read_plan", "").split())


def _page(
    request: ClinicRequest,
    shown: Reviewed,
    form: ReviewForm | None,
    looked: PlanLooked | None = None,
) -> HttpResponse:
    to_read = looked.to_read if looked and form and not form.errors else ()
    context = {
        "shown": shown,
        "cycle": shown.cycle,
        "course": shown.cycle.course,
        "person": shown.cycle.course.patient,
        "beside": beside(shown),
        "form": form,
        "parts": form.parts() if form else [{"proposed": one} for one in shown.proposal.parts],
        "looked": looked,
        "to_read": " ".join(to_read),
        "now": timezone.now(),
    }
    is_wrong = form is not None and form.is_bound and (form.errors or to_read)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "review/review.html", context, status=status)


@require_safe
@page(Act.REVIEW_CYCLE, chart=True)
def signed_review(request: ClinicRequest, review_id: UUID) -> HttpResponse:
    """What was signed, with the whole basis as it was read; and whether the facts are newer."""
    reviews = SignedReview.objects.visible_to(request.actor)
    related = reviews.select_related("cycle__course__patient", "cycle__course__clinic", "signed_by")
    found = get_object_or_404(related.select_related("plan", "cycle__clinic"), pk=review_id)
    record(
        actor=request.actor,
        act="read a signed review",
        patient_id=found.cycle.course.patient_id,
        object_kind="review",
        object_id=found.pk,
    )
    shown = reviewed(found.cycle, timezone.now())
    context = {
        "signed": found,
        "cycle": found.cycle,
        "person": found.cycle.course.patient,
        "parts": list(zip(parts_signed(found), found.content["proposal"], strict=True)),
        "is_older": shown is not None and is_older(found, shown),
    }
    return render(request, "review/signed.html", context)


@require_http_methods(GET_AND_POST)
@page(Act.REVIEW_CYCLE, chart=True)
def wish(request: ClinicRequest, cycle_id: UUID) -> HttpResponse:
    """The goals rated and the wish for the next session, as the person says them to staff."""
    cycle = _cycle(request, cycle_id, "open goals and a wish")
    goals = goal_words_of(cycle.course)
    before = wish_of(cycle)
    initial = {} if before is None else {name: getattr(before, name) for name in _WISH}
    form = StaffWishForm(request.POST or None, initial=initial)
    add_goals(form, goals, LEFT_OUT)
    if form.is_valid():
        say_before_review(
            actor=request.actor,
            cycle=cycle,
            goals=goals_said(form, goals),
            wish=wish_said(form),
            now=timezone.now(),
        )
        messages.success(request, "Written down, as asked by you.")
        return redirect("review:review", cycle.pk)
    return form_page(
        request,
        form,
        title="Goals, and the wish for the next session",
        submit="Write down",
        back=reverse("review:review", args=[cycle.pk]),
        lead="Ask the person. 0 is not at all there, 10 is all the way. Each may be left out.",
        template="review/wish.html",
        person=cycle.course.patient,
        has_goals=bool(goals),
    )


_WISH = ("company", "depth", "has_had_enough", "words")


def _cycle(request: ClinicRequest, cycle_id: UUID, act: str) -> DoseCycle:
    cycles = DoseCycle.objects.visible_to(request.actor)
    found = get_object_or_404(
        cycles.select_related("clinic", "course__clinic", "course__patient__clinic"), pk=cycle_id
    )
    record(
        actor=request.actor,
        act=act,
        patient_id=found.course.patient_id,
        object_kind="cycle",
        object_id=found.pk,
    )
    return found
