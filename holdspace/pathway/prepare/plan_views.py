"""The plan of a course: read by everybody who cares for the person, changed by a prescriber."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.audit.actions import record
from holdspace.pathway.course.goal_actions import write_goals
from holdspace.pathway.course.models import Course, Goals
from holdspace.pathway.course.plan_actions import (
    PlanNotRead,
    PlanRefused,
    SessionsGone,
    WeightMissing,
    change_plan,
    look_at_plan,
)
from holdspace.pathway.course.plan_queries import days_given, plan_of, versions_of
from holdspace.pathway.course.queries import goals_of, protocol_of
from holdspace.pathway.prepare.forms import GoalsForm
from holdspace.pathway.prepare.plan_forms import MOST_SESSIONS, PlanForm, filled_in
from holdspace.pathway.prepare.plan_page import dose_lines, plan_values

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.clinic.access.stale_forms import Opened
    from holdspace.pathway.course.plan_actions import PlanLooked

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@page(Act.PLAN_COURSE, chart=True)
def plan(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """A new version. Days may be filled in from a rhythm first; then it is looked at, then kept."""
    course = _course(request, course_id)
    found = opened(request, f"plan {course.pk}", lambda: _version(course))
    form = _form(request, course)
    looked = None
    if request.method == "POST" and "fill" not in request.POST and form.is_valid():
        looked = _look(course, form)
        if looked is not None and found.lets(form):
            kept = _keep(request, course, form)
            if kept is not None:
                return kept
    return _plan_page(request, course, form, looked, found)


@require_http_methods(GET_AND_POST)
@page(Act.EDIT_PREPARATION, chart=True)
def goals(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """What the person wants from the course, written down by staff."""
    course = _course(request, course_id)
    found = opened(request, f"goals {course.pk}", lambda: _goals_version(course))
    form = GoalsForm(request.POST or None, initial={"words": goals_of(course)})
    back = reverse("today:person", args=[course.patient_id])
    if found.lets(form):
        write_goals(actor=request.actor, course=course, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "The goals are written down.")
        return redirect(back)
    record(actor=request.actor, act="open goals", patient_id=course.patient_id)
    return form_page(request, form, title="Goals", submit="Write down", back=back, opened=found)


def _form(request: ClinicRequest, course: Course) -> PlanForm:
    protocol = protocol_of(course)
    if request.method != "POST":
        values = plan_values(course)
        return PlanForm(protocol, initial=values, rows=course.planned_sessions)
    typed = {name: str(value) for name, value in request.POST.items()}
    rows = _rows(typed.get("sessions", ""), course)
    if "fill" not in typed:
        return PlanForm(protocol, typed, rows=rows)
    filled = filled_in(typed, rows)
    return PlanForm(protocol, initial=filled or typed, rows=rows)


def _rows(typed: str, course: Course) -> int:
    is_number = typed.isascii() and typed.isdigit()
    return min(max(int(typed), 1), MOST_SESSIONS) if is_number else course.planned_sessions


def _look(course: Course, form: PlanForm) -> PlanLooked | None:
    today = timezone.now().astimezone(ZoneInfo(course.clinic.time_zone)).date()
    try:
        looked = look_at_plan(course, form.wished(), today)
    except WeightMissing as refusal:
        form.add_error("weight_basis", str(refusal))
        return None
    for sentence in looked.refusals:
        form.add_error(None, sentence)
    return looked


def _keep(request: ClinicRequest, course: Course, form: PlanForm) -> HttpResponse | None:
    """Written, or None: something is still to be read."""
    read = request.POST.get("read", "").split()
    try:
        version = change_plan(
            actor=request.actor,
            course=course,
            wished=form.wished(),
            read=read,
            now=timezone.now(),
        )
    except PlanNotRead:
        return None
    except (PlanRefused, SessionsGone) as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, f"Version {version.number} of the plan counts from now on.")
    return redirect("today:person", course.patient_id)


def _plan_page(
    request: ClinicRequest,
    course: Course,
    form: PlanForm,
    looked: PlanLooked | None,
    found: Opened,
) -> HttpResponse:
    record(
        actor=request.actor,
        act="open the plan of a course",
        patient_id=course.patient_id,
        object_kind="course",
        object_id=course.pk,
    )
    conflict = found.conflict(form)
    has_errors = form.is_bound and bool(form.errors)
    is_unread = looked is not None and not has_errors
    context = {
        "course": course,
        "person": course.patient,
        "form": form,
        "title": "Plan of the course",
        "protocol": protocol_of(course),
        "looked": looked,
        "to_read": " ".join(looked.to_read) if looked else "",
        "lines": dose_lines(form, protocol_of(course)),
        "given": days_given(course, ZoneInfo(course.clinic.time_zone)),
        "versions": versions_of(course),
        "conflict": conflict,
        "opened_on": found.fingerprint_after(conflict),
        "may_keep_mine": True,
        "back": reverse("today:person", args=[course.patient_id]),
    }
    status = HTTPStatus.CONFLICT if conflict else HTTPStatus.OK
    if not conflict and (has_errors or is_unread):
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "prepare/plan.html", context, status=status)


def _version(course: Course) -> Version:
    latest = plan_of(course)
    if latest is None:
        return Version(values={})
    change = Change(by=latest.made_by.name, at=latest.made_at)
    return Version(values=plan_values(course), entry=latest.pk, changed=lambda: change)


def _goals_version(course: Course) -> Version:
    latest = Goals.objects.filter(course=course).select_related("noted_by").first()
    values = {"words": goals_of(course)}
    if latest is None:
        return Version(values=values)
    by = latest.noted_by.name if latest.noted_by else "the person"
    change = Change(by=by, at=latest.noted_at)
    return Version(values=values, entry=latest.pk, changed=lambda: change)


def _course(request: ClinicRequest, course_id: UUID) -> Course:
    courses = Course.objects.visible_to(request.actor).select_related("clinic", "patient")
    return get_object_or_404(courses, pk=course_id)
