"""A person's own wheel of life: drawn today, its shape and words, one area to look after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.pathway.integrate.practices import actions
from holdspace.pathway.integrate.practices import companion_words as words
from holdspace.pathway.integrate.practices.actions import TooMany
from holdspace.pathway.integrate.practices.forms import TendForm, WheelForm
from holdspace.pathway.integrate.practices.models import What
from holdspace.pathway.integrate.practices.own_page_parts import (
    form_page_of,
    own_page_of,
    today_of,
)
from holdspace.pathway.integrate.practices.queries import area_names, wheel_of, wheels_of
from holdspace.pathway.integrate.practices.wheel_drawing import wheel_page

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.pathway.integrate.practices.models import Wheel

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@own_page
def own_wheel(request: OwnRequest) -> HttpResponse:
    wheels = wheels_of(request.person)
    return own_page_of(
        request, "wheel", What.WHEEL, shown=wheel_page(wheels), wheels=wheels, prints=True
    )


@require_http_methods(GET_AND_POST)
@own_page
def own_draw(request: OwnRequest) -> HttpResponse:
    """Eight numbers, and a name for each. Nothing is filled in: it is asked as of today."""
    names = area_names(wheels_of(request.person))
    form = WheelForm(request.POST or None, names=names)
    if form.is_valid():
        now = timezone.now()
        today = today_of(request.person, now)
        try:
            actions.draw_wheel(person=request.person, scores=form.scores(), today=today, now=now)
        except TooMany as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words.DRAWN)
            return redirect("practices:own_wheel")
    return form_page_of(request, "draw", What.WHEEL, form)


@require_http_methods(GET_AND_POST)
@own_page
def own_tend(request: OwnRequest) -> HttpResponse:
    """Pick one area to look after now."""
    wheel = _latest(request)
    if wheel is None:
        messages.info(request, words.WHEEL_EMPTY)
        return redirect("practices:own_wheel")
    found = opened(request, f"tended {request.person.patient_id}", lambda: _version(request))
    form = TendForm(
        request.POST or None, initial=dict(found.version.values), names=area_names([wheel])
    )
    if found.lets(form):
        actions.tend(
            person=request.person, wheel=wheel, place=form.place, how=form.cleaned_data["how"]
        )
        messages.success(request, words.KEPT)
        return redirect("practices:own_wheel")
    return form_page_of(request, "tend", What.WHEEL, form, found)


@require_POST
@own_page
def own_wheel_gone(request: OwnRequest, wheel_id: UUID) -> HttpResponse:
    wheel = wheel_of(request.person, wheel_id)
    if wheel is None:
        raise Http404
    actions.remove(person=request.person, row=wheel)
    messages.success(request, words.GONE)
    return redirect("practices:own_wheel")


def _latest(request: OwnRequest) -> Wheel | None:
    return next(iter(wheels_of(request.person)), None)


def _version(request: OwnRequest) -> Version:
    wheel = _latest(request)
    if wheel is None:
        return Version(values={"tended": "", "how": ""})
    place = "" if wheel.tended is None else str(wheel.tended)
    return Version(
        values={"tended": place, "how": wheel.tended_how},
        changed=lambda: Change(by=words.YOU, at=wheel.at),
    )
