"""A person's own pages about their goals, the next time, and what they keep when it is over."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.reach.queries import people_to_reach
from holdspace.pathway.course.queries import own_course
from holdspace.pathway.review import companion_words as words
from holdspace.pathway.review.actions import say_before_review
from holdspace.pathway.review.closing_actions import write_signs
from holdspace.pathway.review.goal_fields import add_goals, goals_said, wish_said
from holdspace.pathway.review.own_forms import OwnNextForm, OwnSignsForm
from holdspace.pathway.review.queries import (
    closing_of,
    cycle_looked_back_at,
    goal_words_of,
    goals_rated,
    own_signs_of,
    wish_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms

    from holdspace.clinic.access.stale_forms import Opened
    from holdspace.pathway.course.models import Course

GET_AND_POST = ["GET", "HEAD", "POST"]
SIGNS = ("signs", "helps", "whom", "keeps")
WISH = ("company", "depth", "has_had_enough", "words")


@require_safe
@own_page
def own_closing(request: OwnRequest) -> HttpResponse:
    """What the person keeps: goals, their own plan, whom to call. It stays when a course ends."""
    course = own_course(request.person)
    closing = closing_of(course) if course else None
    context = {
        "words": words,
        "course": course,
        "is_open": course is not None and course.ended_on is None,
        "goals": goals_rated(course) if course else (),
        "cycle": cycle_looked_back_at(course) if course else None,
        "signs": own_signs_of(course) if course else None,
        "closing": closing,
        "after": words.AFTER[closing.kind] if closing else "",
        "reach": people_to_reach(course.clinic, course.patient) if course else (),
    }
    return render(request, "review/companion/closing.html", context)


@require_http_methods(GET_AND_POST)
@own_page
def own_goals(request: OwnRequest) -> HttpResponse:
    """How near each goal feels, and what is wished for the next time."""
    course = _course(request)
    cycle = cycle_looked_back_at(course)
    if cycle is None or course.ended_on is not None:
        messages.info(request, words.NO_SESSION)
        return redirect("review:own_closing")
    goals = goal_words_of(course)
    before = wish_of(cycle)
    initial = {} if before is None else {name: getattr(before, name) for name in WISH}
    form = OwnNextForm(request.POST or None, initial=initial)
    add_goals(form, goals, words.LEFT_OUT)
    if form.is_valid():
        say_before_review(
            actor=request.person,
            cycle=cycle,
            goals=goals_said(form, goals),
            wish=wish_said(form),
            now=timezone.now(),
        )
        messages.success(request, words.THANKS)
        return redirect("review:own_closing")
    places = [f"goal_{place}" for place in range(len(goals))]
    more = {"goals": [form[name] for name in places], "next": [form[name] for name in WISH]}
    return _page(request, "review/companion/goals.html", form, more)


@require_http_methods(GET_AND_POST)
@own_page
def own_signs(request: OwnRequest) -> HttpResponse:
    """Their own plan for later. It can be written and changed after the course has ended, too."""
    course = _course(request)
    found = opened(request, f"own plan {course.pk}", lambda: _version(course))
    form = OwnSignsForm(request.POST or None, initial=dict(found.version.values))
    if found.lets(form):
        write_signs(actor=request.person, course=course, said=form.said(), now=timezone.now())
        messages.success(request, words.THANKS)
        return redirect("review:own_closing")
    return _page(request, "review/companion/signs.html", form, {}, found)


def _page(
    request: OwnRequest,
    template: str,
    form: forms.Form,
    more: Mapping[str, object],
    found: Opened | None = None,
) -> HttpResponse:
    conflict = found.conflict(form) if found else None
    context = {
        **more,
        "form": form,
        "words": words,
        "conflict": conflict,
        "opened_on": found.fingerprint_after(conflict) if found else "",
    }
    status = HTTPStatus.CONFLICT if conflict else HTTPStatus.OK
    if not conflict and form.is_bound and form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, template, context, status=status)


def _version(course: Course) -> Version:
    latest = own_signs_of(course)
    if latest is None:
        return Version(values=dict.fromkeys(SIGNS, ""))
    change = Change(by=latest.by, at=latest.noted_at)
    values = {name: getattr(latest, name) for name in SIGNS}
    return Version(values=values, entry=latest.pk, changed=lambda: change)


def _course(request: OwnRequest) -> Course:
    course = own_course(request.person)
    if course is None:
        raise Http404
    return course
