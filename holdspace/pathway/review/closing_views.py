"""The end of a series as an act: what the person keeps, what comes after, whom they call."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.audit.actions import record
from holdspace.clinic.reach.queries import people_to_reach
from holdspace.pathway.course.models import Course
from holdspace.pathway.review.closing_actions import NotClosed, close_series, write_signs
from holdspace.pathway.review.forms import ClosingForm, SignsForm
from holdspace.pathway.review.queries import closing_of, goals_rated, own_signs_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

GET_AND_POST = ["GET", "HEAD", "POST"]
SIGNS = ("signs", "helps", "whom", "keeps")


@require_http_methods(GET_AND_POST)
@page(Act.CLOSE_COURSE, chart=True)
def close(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Maintenance, or a close. What is written here for the person stands on their own pages."""
    course = _course(request, course_id, "open the close of a series")
    before = closing_of(course)
    form = ClosingForm(request.POST or None, initial=_as_initial(course))
    if form.is_valid():
        now = timezone.now()
        today = now.astimezone(ZoneInfo(request.actor.time_zone)).date()
        try:
            close_series(actor=request.actor, course=course, made=form.made(), now=now, today=today)
        except NotClosed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Written down. The person can read it on their own pages.")
            return redirect("today:person", course.patient_id)
    return form_page(
        request,
        form,
        title="What comes after the series",
        submit="Write it down",
        back=reverse("today:person", args=[course.patient_id]),
        template="review/close.html",
        person=course.patient,
        course=course,
        before=before,
        signs=own_signs_of(course),
        goals=goals_rated(course),
    )


@require_http_methods(GET_AND_POST)
@page(Act.REVIEW_CYCLE, chart=True)
def signs(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """What the person keeps for later, written down with them."""
    course = _course(request, course_id, "open a person's own plan")
    found = opened(request, f"own plan {course.pk}", lambda: _version(course))
    form = SignsForm(request.POST or None, initial=dict(found.version.values))
    if found.lets(form):
        write_signs(actor=request.actor, course=course, said=form.said(), now=timezone.now())
        messages.success(request, "Written down, in their words.")
        return redirect("today:person", course.patient_id)
    return form_page(
        request,
        form,
        title="What the person keeps",
        submit="Write down",
        back=reverse("today:person", args=[course.patient_id]),
        lead="In the person's own words. They read and change it on their own pages.",
        opened=found,
    )


def _version(course: Course) -> Version:
    latest = own_signs_of(course)
    if latest is None:
        return Version(values=dict.fromkeys(SIGNS, ""))
    change = Change(by=latest.by, at=latest.noted_at)
    values = {name: getattr(latest, name) for name in SIGNS}
    return Version(values=values, entry=latest.pk, changed=lambda: change)


def _as_initial(course: Course) -> dict[str, object]:
    """Whom to call is what the clinic said of itself; the rest is written for this person."""
    lines = [
        f"{one.label}: {one.number}. {one.words}".strip()
        for one in people_to_reach(course.clinic, course.patient)
        if one.number
    ]
    return {"whom_to_call": "\n".join(lines)}


def _course(request: ClinicRequest, course_id: UUID, act: str) -> Course:
    courses = Course.objects.visible_to(request.actor).select_related("clinic", "patient__clinic")
    found = get_object_or_404(courses, pk=course_id)
    record(
        actor=request.actor,
        act=act,
        patient_id=found.patient_id,
        object_kind="course",
        object_id=found.pk,
    )
    return found
