"""A person's own open days after a session, and what they lean toward and step back from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.domain.practices import Said, State, word_of_today
from holdspace.pathway.integrate.practices import actions
from holdspace.pathway.integrate.practices import companion_words as words
from holdspace.pathway.integrate.practices.actions import TooMany
from holdspace.pathway.integrate.practices.forms import LeanForm, OpenDaysForm
from holdspace.pathway.integrate.practices.models import Lean, OpenDaysPlan, What
from holdspace.pathway.integrate.practices.own_page_parts import (
    form_page_of,
    own_page_of,
    today_of,
)
from holdspace.pathway.integrate.practices.queries import (
    earlier_plans,
    lean_of,
    leans_of,
    open_days_of,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.pathway.integrate.practices.queries import OwnOpenDays

GET_AND_POST = ["GET", "HEAD", "POST"]
FIELDS = ("belief", "instead", "practice", "when")


@require_http_methods(GET_AND_POST)
@own_page
def own_open_days(request: OwnRequest) -> HttpResponse:
    """What these days are, how sure that is, and what the person wrote for them.

    In the first day there is no form: rest comes first. Once there is a plan, it shows the plan,
    and the form with `?write`.
    """
    now = timezone.now()
    own, zone = open_days_of(request.person, now), ZoneInfo(request.person.time_zone)
    earlier = earlier_plans(request.person, own.session_id if own else None)
    shared: dict[str, object] = {
        "own": own,
        "earlier": earlier,
        "state": own.days.state(now).value if own else "",
        "when": _when(own, now, zone),
    }
    may_write = own is not None and own.days.state(now) is not State.NOT_YET
    if own is None or not may_write:
        if request.method == "POST":
            messages.info(request, words.NOT_OPEN)
            return redirect("practices:own_open_days")
        return own_page_of(request, "open_days", What.OPEN_DAYS, **shared)
    return _write(request, own, shared, now)


def _write(
    request: OwnRequest, own: OwnOpenDays, shared: dict[str, object], now: datetime
) -> HttpResponse:
    key = f"open days {own.session_id}"
    found = opened(request, key, lambda: _version(open_days_of(request.person, now)))
    form = OpenDaysForm(request.POST or None, initial=dict(found.version.values))
    if found.lets(form):
        actions.write_open_days(
            person=request.person, session_id=own.session_id, said=form.said(), now=now
        )
        messages.success(request, words.KEPT)
        return redirect("practices:own_open_days")
    today = today_of(request.person, now)
    dates = own.days.dates(ZoneInfo(request.person.time_zone))
    return form_page_of(
        request,
        "open_days",
        What.OPEN_DAYS,
        form,
        found,
        **shared,
        writes=own.plan is None or form.is_bound or "write" in request.GET,
        word=word_of_today(own.plan, today) if own.plan else None,
        days=[(one, one == today) for one in dates],
    )


@require_POST
@own_page
def own_open_days_say(request: OwnRequest, plan_id: UUID) -> HttpResponse:
    plan, now = _plan(request, plan_id), timezone.now()
    if request.POST.get("said") not in set(Said):
        messages.info(request, words.SAY_WHICH)
    else:
        said = Said(request.POST["said"])
        today = today_of(request.person, now)
        actions.say(about=plan, said=said, today=today, now=now)
    return redirect("practices:own_open_days")


@require_POST
@own_page
def own_open_days_gone(request: OwnRequest, plan_id: UUID) -> HttpResponse:
    actions.remove(person=request.person, row=_plan(request, plan_id))
    messages.success(request, words.GONE)
    return redirect("practices:own_open_days")


@require_http_methods(GET_AND_POST)
@own_page
def own_lean(request: OwnRequest) -> HttpResponse:
    """Two lists of their own, and one line more for one of them."""
    form = LeanForm(request.POST or None)
    if form.is_valid():
        try:
            actions.lean(person=request.person, now=timezone.now(), **form.cleaned_data)
        except TooMany as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words.KEPT)
            return redirect("practices:own_lean")
    lines = leans_of(request.person)
    lists = [
        (way, title, empty, [(words.KINDS[one.kind], one) for one in lines if one.way == way])
        for way, title, empty in (
            (Lean.Way.TOWARD, words.TOWARD, words.TOWARD_EMPTY),
            (Lean.Way.BACK, words.STEP_BACK, words.BACK_EMPTY),
        )
    ]
    return form_page_of(request, "lean", What.LEAN, form, lists=lists)


@require_POST
@own_page
def own_lean_gone(request: OwnRequest, lean_id: UUID) -> HttpResponse:
    line = lean_of(request.person, lean_id)
    if line is None:
        raise Http404
    actions.remove(person=request.person, row=line)
    messages.success(request, words.GONE)
    return redirect("practices:own_lean")


def _when(own: OwnOpenDays | None, now: datetime, zone: ZoneInfo) -> str:
    """When they begin, or until when they go on, where the person is."""
    if own is None:
        return words.NO_SESSION
    match own.days.state(now):
        case State.NOT_YET:
            return words.NOT_YET.format(when=_clock(own.days.opens_at, zone))
        case State.OPEN:
            return words.OPEN_NOW.format(when=_clock(own.days.closes_at, zone))
        case State.OVER:
            return words.OVER


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return date_format(at.astimezone(zone), words.DATE_AND_TIME)


def _version(own: OwnOpenDays | None) -> Version:
    plan = own.plan if own else None
    if plan is None:
        return Version(values=dict.fromkeys(FIELDS, ""))
    change = Change(by=words.YOU, at=plan.changed_at)
    return Version(values={name: getattr(plan, name) for name in FIELDS}, changed=lambda: change)


def _plan(request: OwnRequest, plan_id: UUID) -> OpenDaysPlan:
    found = OpenDaysPlan.objects.of_person(request.person).filter(pk=plan_id).first()
    if found is None:
        raise Http404
    return found
