"""The person's own pages before a session: when to do what, and what they want in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.access.stale_forms import opened
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.pathway.consult.actions import ConsentClosed
from holdspace.pathway.consult.queries import is_agreed
from holdspace.pathway.course.goal_actions import write_goals
from holdspace.pathway.course.queries import goals_of, protocol_of
from holdspace.pathway.prepare import actions
from holdspace.pathway.prepare import companion_words as words
from holdspace.pathway.prepare.calendar_file import calendar_file
from holdspace.pathway.prepare.draft_actions import drop_draft, keep_draft
from holdspace.pathway.prepare.own_forms import (
    OwnEscortForm,
    OwnGoalsForm,
    OwnGuidanceForm,
    OwnIntentionForm,
)
from holdspace.pathway.prepare.own_versions import own_version
from holdspace.pathway.prepare.queries import escort_of
from holdspace.pathway.prepare.visit_queries import (
    draft_of,
    is_over,
    next_dosing,
    own_cycle,
    own_plan,
    visit_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdspace.clinic.access.stale_forms import Opened
    from holdspace.pathway.course.models import DoseCycle

GET_AND_POST = ["GET", "HEAD", "POST"]
Form = TypeVar("Form", bound=forms.Form)
DRAFTED = frozenset({"intention", "guidance", "escort", "goals"})


@require_safe
@own_page
def own_plan_page(request: OwnRequest) -> HttpResponse:
    """The next visit with its moments, and what the person can still say about it."""
    cycle = own_cycle(request.person)
    appointment = next_dosing(request.person.patient_id, timezone.now())
    context = {
        "visit": visit_of(cycle, appointment) if cycle and appointment else None,
        "plan": own_plan(cycle) if cycle else None,
        "goals": goals_of(cycle.course) if cycle else "",
        "over": words.IS_OVER,
    }
    return render(request, "prepare/companion/plan.html", context)


@require_safe
@own_page
def own_calendar(request: OwnRequest) -> HttpResponse:
    """The next visit as a file for a calendar. It says when, and nothing else."""
    now = timezone.now()
    appointment = next_dosing(request.person.patient_id, now)
    if appointment is None:
        raise Http404
    response = HttpResponse(calendar_file(appointment, now), content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return response


@require_safe
@own_page
def own_feel(request: OwnRequest) -> HttpResponse:
    """What it may feel like, with the times of the person's own route where there is one."""
    cycle = own_cycle(request.person)
    context = {
        "first": words.FEEL_FIRST,
        "feelings": words.FEELINGS,
        "how_long": words.how_long(protocol_of(cycle.course).effects) if cycle else (),
        "how_long_any": words.HOW_LONG_ANY,
        "after": words.AFTER,
        "modest": words.WHAT_IT_CAN_DO,
    }
    return render(request, "prepare/companion/feel.html", context)


@require_http_methods(GET_AND_POST)
@own_page
def own_intention(request: OwnRequest) -> HttpResponse:
    cycle = _open_cycle(request)
    own = _form(request, cycle, "intention", OwnIntentionForm)
    if own.may_write:
        actions.write_intention(
            actor=request.person, cycle=cycle, now=timezone.now(), **own.form.cleaned_data
        )
        return _sent(request, cycle, "intention")
    return _page(request, own, title="Your intention", who=words.WHO_READS_INTENTION)


@require_http_methods(GET_AND_POST)
@own_page
def own_goals(request: OwnRequest) -> HttpResponse:
    cycle = _open_cycle(request)
    own = _form(request, cycle, "goals", OwnGoalsForm)
    if own.may_write:
        write_goals(
            actor=request.person, course=cycle.course, now=timezone.now(), **own.form.cleaned_data
        )
        return _sent(request, cycle, "goals")
    return _page(request, own, title="Your goals", who=words.WHO_READS_GOALS)


@require_http_methods(GET_AND_POST)
@own_page
def own_guidance(request: OwnRequest) -> HttpResponse:
    """Their guidance plan. Touch is on it only where the consent to it stands."""
    cycle = _open_cycle(request)
    may_touch = is_agreed(cycle.course, "touch")

    def make(*args: object, **kwargs: object) -> OwnGuidanceForm:
        return OwnGuidanceForm(*args, may_touch=may_touch, **kwargs)

    own = _form(request, cycle, "guidance", make)
    if own.may_write:
        try:
            actions.plan_guidance(
                actor=request.person, cycle=cycle, plan=own.form.plan(), now=timezone.now()
            )
        except actions.TouchWithoutPlace:
            own.form.add_error("touch_areas", words.SAY_WHERE)
        except (actions.TouchWithoutConsent, ConsentClosed):
            own.form.add_error(None, words.TOUCH_NOT_NOW)
        else:
            return _sent(request, cycle, "guidance")
    return _page(
        request,
        own,
        title="How you want it to be",
        who=words.WHO_READS_GUIDANCE,
        lead="" if may_touch else words.TOUCH_NEEDS_CONSENT,
        lead_href="" if may_touch else reverse("consult:own_consent", args=["touch"]),
    )


@require_http_methods(GET_AND_POST)
@own_page
def own_escort(request: OwnRequest) -> HttpResponse:
    cycle = _open_cycle(request)
    own = _form(request, cycle, "escort", OwnEscortForm)
    if own.may_write:
        escort = own.form.escort(escort_of(cycle))
        actions.name_escort(actor=request.person, cycle=cycle, escort=escort, now=timezone.now())
        return _sent(request, cycle, "escort")
    return _page(request, own, title="Your way home", who=words.WHO_READS_ESCORT)


@require_POST
@own_page
def own_draft(request: OwnRequest, what: str) -> HttpResponse:
    """Keeps what is being typed. Nothing is checked and nothing is sent to anybody."""
    if what not in DRAFTED:
        raise Http404
    cycle = _open_cycle(request)
    if "discard" in request.POST:
        drop_draft(cycle=cycle, what=what)
        return redirect(f"prepare:own_{what}")
    typed = {
        name: str(value)
        for name, value in request.POST.items()
        if name not in {"csrfmiddlewaretoken", "opened_on"}
    }
    keep_draft(cycle=cycle, what=what, values=typed, now=timezone.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


# --- what these pages share -----------------------------------------------------------------------


@dataclass(kw_only=True)
class _Own(Generic[Form]):
    """One form on one request: with the draft in it, or what was sent."""

    what: str
    form: Form
    opened: Opened
    has_draft: bool
    may_write: bool = field(init=False)

    def __post_init__(self) -> None:
        self.may_write = self.opened.lets(self.form)


def _open_cycle(request: OwnRequest) -> DoseCycle:
    """The cycle the person can still write for. Nobody writes into a session that was."""
    cycle = own_cycle(request.person)
    if cycle is None or is_over(cycle):
        raise Http404
    return cycle


def _form(
    request: OwnRequest, cycle: DoseCycle, what: str, make: Callable[..., Form]
) -> _Own[Form]:
    found = opened(request, f"{what} {cycle.pk}", lambda: own_version(cycle, what))
    draft = draft_of(cycle, what)
    values = dict(draft.values if draft else found.version.values)
    form = make(request.POST or None, initial=values)
    return _Own(what=what, form=form, opened=found, has_draft=draft is not None)


def _sent(request: OwnRequest, cycle: DoseCycle, what: str) -> HttpResponse:
    drop_draft(cycle=cycle, what=what)
    messages.success(request, words.SAVED[what])
    return redirect("prepare:own_plan")


def _page(
    request: OwnRequest,
    own: _Own[Form],
    *,
    title: str,
    who: str,
    lead: str = "",
    lead_href: str = "",
) -> HttpResponse:
    conflict = own.opened.conflict(own.form)
    is_wrong = own.form.is_bound and bool(own.form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    context = {
        "form": own.form,
        "what": own.what,
        "title": title,
        "lead": lead,
        "lead_href": lead_href,
        "who": who,
        "draft_kept": words.DRAFT_KEPT,
        "has_draft": own.has_draft and not own.form.is_bound,
        "opened_on": own.opened.fingerprint_after(conflict),
        "conflict": conflict,
        "changed_meanwhile": words.CHANGED_MEANWHILE,
    }
    status = HTTPStatus.CONFLICT if conflict else status
    return render(request, "prepare/companion/form.html", context, status=status)
