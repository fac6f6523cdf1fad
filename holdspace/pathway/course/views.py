"""People of the clinic, and the course each of them is in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Version, change_in_the_trail, opened
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.pathway.course.actions import (
    CourseAlreadyOpen,
    CourseEnded,
    CycleAlreadyThere,
    NoCycleLeft,
    add_cycle,
    end_course,
    start_course,
)
from holdspace.pathway.course.forms import CourseForm, PersonForm, as_form_values
from holdspace.pathway.course.models import Course
from holdspace.pathway.course.person_actions import change_person, enter_person
from holdspace.pathway.course.queries import people_named

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

PEOPLE_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.SEE_PEOPLE, chart=True)
def people(request: ClinicRequest) -> HttpResponse:
    """Everybody who comes here; searched by any part of a name."""
    # A search is posted, so that no name gets into an address, a history or a log.
    search = request.POST.get("search", "").strip()
    found = Paginator(people_named(request.actor, search), PEOPLE_A_PAGE)
    record(actor=request.actor, act="see the list of people")
    context = {"people": found.get_page(request.POST.get("page")), "search": search}
    return render(request, "course/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_PEOPLE)
def new_person(request: ClinicRequest) -> HttpResponse:
    form = PersonForm(_today(request), request.POST or None)
    if form.is_valid():
        patient = enter_person(actor=request.actor, details=form.details())
        messages.success(request, f"{patient.full_name}: entered.")
        return redirect("today:person", patient.pk)
    return form_page(
        request, form, title="New person", submit="Enter", back=reverse("course:people")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_PEOPLE, chart=True)
def edit_person(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    found = opened(request, f"person {patient_id}", lambda: _person_version(request, patient_id))
    patient = _patient(request, patient_id)
    form = PersonForm(_today(request), request.POST or None, initial=as_form_values(patient))
    if found.lets(form):
        change_person(actor=request.actor, patient=patient, details=form.details())
        messages.success(request, "Saved.")
        return redirect("today:person", patient.pk)
    record(actor=request.actor, act="open a person to change them", patient_id=patient.pk)
    back = reverse("today:person", args=[patient.pk])
    return form_page(request, form, title=patient.full_name, submit="Save", back=back, opened=found)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_PREPARATION, chart=True)
def new_course(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    patient = _patient(request, patient_id)
    form = CourseForm(request.POST or None)
    if form.is_valid():
        try:
            start_course(
                actor=request.actor,
                patient=patient,
                plan=form.plan(),
                started_on=_today(request),
            )
        except CourseAlreadyOpen as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The course has begun, with its first cycle.")
            return redirect("today:person", patient.pk)
    record(actor=request.actor, act="open a new course", patient_id=patient.pk)
    return form_page(
        request,
        form,
        title=f"A course for {patient.full_name}",
        submit="Begin the course",
        back=reverse("today:person", args=[patient.pk]),
    )


@require_POST
@page(Act.EDIT_PREPARATION, chart=True)
def new_cycle(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """The next session of the course and all that goes with it. Nothing is carried over."""
    course = _course(request, course_id)
    try:
        cycle = add_cycle(actor=request.actor, course=course, after=_latest_seen(request))
        messages.success(request, f"Session {cycle.number} can be prepared.")
    except (CourseEnded, CycleAlreadyThere, NoCycleLeft) as refusal:
        record(actor=request.actor, act="was refused a cycle", patient_id=course.patient_id)
        messages.error(request, str(refusal))
    return redirect("today:person", course.patient_id)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_PREPARATION, chart=True)
def end(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Asked once more: an ended course is not opened again."""
    course = _course(request, course_id)
    if request.method != "POST":
        record(actor=request.actor, act="open the end of a course", patient_id=course.patient_id)
        return render(request, "course/end.html", {"course": course})
    try:
        end_course(actor=request.actor, course=course, ended_on=_today(request))
        messages.success(request, "The course has ended. What happened in it stays.")
    except CourseEnded as refusal:
        record(actor=request.actor, act="was refused an end", patient_id=course.patient_id)
        messages.error(request, str(refusal))
    return redirect("today:person", course.patient_id)


def _today(request: ClinicRequest) -> date:
    return timezone.now().astimezone(ZoneInfo(request.actor.time_zone)).date()


def _latest_seen(request: ClinicRequest) -> int:
    """The latest session on the page whose button was pressed; none without that page."""
    typed = request.POST.get("after", "")
    return int(typed) if typed.isascii() and typed.isdigit() else 0


def _person_version(request: ClinicRequest, patient_id: UUID) -> Version:
    return Version(
        values=as_form_values(_patient(request, patient_id)),
        changed=lambda: change_in_the_trail(
            "person", patient_id, "enter a person", "change a person"
        ),
    )


def _patient(request: ClinicRequest, patient_id: UUID) -> Patient:
    return get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)


def _course(request: ClinicRequest, course_id: UUID) -> Course:
    return get_object_or_404(
        Course.objects.visible_to(request.actor).select_related("patient"), pk=course_id
    )
