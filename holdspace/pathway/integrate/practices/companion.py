"""A person's own small things: at most three, with a word for today and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.domain.practices import Said, why_not_another, word_of_today
from holdspace.domain.small_things import BY_CODE, Kind, of_kind
from holdspace.pathway.integrate.practices import actions
from holdspace.pathway.integrate.practices import companion_words as words
from holdspace.pathway.integrate.practices.actions import ThreeAreEnough
from holdspace.pathway.integrate.practices.forms import NewThingForm, SwapForm, ThingForm
from holdspace.pathway.integrate.practices.models import OpenDaysPlan, What
from holdspace.pathway.integrate.practices.own_page_parts import (
    form_page_of,
    own_page_of,
    today_of,
)
from holdspace.pathway.integrate.practices.queries import small_things_of, thing_of, wheels_of

if TYPE_CHECKING:
    from holdspace.pathway.integrate.practices.models import SmallThing

GET_AND_POST = ["GET", "HEAD", "POST"]
PAGES = {
    What.SMALL_THINGS: "practices:own_practices",
    What.OPEN_DAYS: "practices:own_open_days",
    What.LEAN: "practices:own_lean",
    What.WHEEL: "practices:own_wheel",
}


@require_safe
@own_page
def own_practices(request: OwnRequest) -> HttpResponse:
    now = timezone.now()
    own, today = small_things_of(request.person), today_of(request.person, now)
    return own_page_of(
        request,
        "practices",
        What.SMALL_THINGS,
        is_back=own.is_back(now),
        things=[(one, BY_CODE.get(one.code), word_of_today(one, today)) for one in own.standing],
        aside=own.aside,
        has_room=not why_not_another(len(own.standing)),
    )


@require_safe
@own_page
def own_library(request: OwnRequest) -> HttpResponse:
    taken = {one.code for one in small_things_of(request.person).standing}
    return own_page_of(
        request,
        "library",
        What.SMALL_THINGS,
        kinds=[(kind, of_kind(kind)) for kind in Kind],
        taken=taken,
    )


@require_http_methods(GET_AND_POST)
@own_page
def own_take(request: OwnRequest, practice: str) -> HttpResponse:
    """One of the library, with the why and the when of whoever takes it."""
    picked = BY_CODE.get(practice)
    if picked is None:
        raise Http404
    form = NewThingForm(
        request.POST or None,
        initial={"title": picked.title, "why": picked.why},
        standing=small_things_of(request.person).standing,
    )
    if form.is_valid() and _taken(request, form, picked.code):
        return redirect("practices:own_practices")
    return form_page_of(request, "thing", What.SMALL_THINGS, form, picked=picked)


@require_http_methods(GET_AND_POST)
@own_page
def own_new_thing(request: OwnRequest) -> HttpResponse:
    """Their own; begun, where they come from there, with what they wrote elsewhere."""
    form = NewThingForm(
        request.POST or None,
        initial=_begun(request),
        standing=small_things_of(request.person).standing,
    )
    if form.is_valid() and _taken(request, form, ""):
        return redirect("practices:own_practices")
    return form_page_of(request, "thing", What.SMALL_THINGS, form)


@require_http_methods(GET_AND_POST)
@own_page
def own_thing(request: OwnRequest, thing_id: UUID) -> HttpResponse:
    """Change it: other words, another time."""
    thing = _thing(request, thing_id)
    found = opened(request, f"small thing {thing.pk}", lambda: _version(_thing(request, thing_id)))
    form = ThingForm(request.POST or None, initial=dict(found.version.values))
    if found.lets(form):
        actions.change(person=request.person, thing=thing, said=form.said(), now=timezone.now())
        messages.success(request, words.KEPT)
        return redirect("practices:own_practices")
    picked = BY_CODE.get(thing.code)
    return form_page_of(
        request, "thing", What.SMALL_THINGS, form, found, thing=thing, picked=picked
    )


@require_POST
@own_page
def own_say(request: OwnRequest, thing_id: UUID) -> HttpResponse:
    """Done, or not now: a word for today."""
    thing, now = _thing(request, thing_id), timezone.now()
    if request.POST.get("said") not in set(Said):
        messages.info(request, words.SAY_WHICH)
    elif thing.place is not None:
        said = Said(request.POST["said"])
        today = today_of(request.person, now)
        actions.say(about=thing, said=said, today=today, now=now)
    return redirect("practices:own_practices")


@require_POST
@own_page
def own_aside(request: OwnRequest, thing_id: UUID) -> HttpResponse:
    actions.put_aside(person=request.person, thing=_thing(request, thing_id), now=timezone.now())
    messages.success(request, words.WAS_PUT_ASIDE)
    return redirect("practices:own_practices")


@require_http_methods(GET_AND_POST)
@own_page
def own_again(request: OwnRequest, thing_id: UUID) -> HttpResponse:
    """Take up again what was put aside; with three in the plan, in the place of one of them."""
    thing = _thing(request, thing_id)
    standing = small_things_of(request.person).standing
    if thing in standing:
        return redirect("practices:own_practices")
    form = SwapForm(request.POST if request.method == "POST" else None, standing=standing)
    if form.is_valid():
        try:
            actions.take_again(
                person=request.person, thing=thing, now=timezone.now(), instead_of=form.instead_of
            )
        except ThreeAreEnough as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words.TAKEN)
            return redirect("practices:own_practices")
    return form_page_of(request, "again", What.SMALL_THINGS, form, thing=thing)


@require_POST
@own_page
def own_gone(request: OwnRequest, thing_id: UUID) -> HttpResponse:
    actions.remove(person=request.person, row=_thing(request, thing_id))
    messages.success(request, words.GONE)
    return redirect("practices:own_practices")


@require_POST
@own_page
def own_show(request: OwnRequest, part: str) -> HttpResponse:
    """Show one part to the therapists, or keep it to oneself again. Either way at once."""
    if part not in What.values:
        raise Http404
    what = What(part)
    if request.POST.get("to") == "therapists":
        actions.show(person=request.person, what=what, now=timezone.now())
        said = words.SHOWN_NOW.format(clinic=request.person.clinic_name)
    else:
        actions.keep_to_oneself(person=request.person, what=what)
        said = words.KEPT_TO_YOU
    messages.success(request, said)
    return redirect(PAGES[what])


def _taken(request: OwnRequest, form: NewThingForm, code: str) -> bool:
    """Into the plan; else the form says why not."""
    try:
        actions.take(
            person=request.person,
            thing=form.said(code),
            now=timezone.now(),
            instead_of=form.instead_of,
        )
    except ThreeAreEnough as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, words.TAKEN)
    return True


def _begun(request: OwnRequest) -> dict[str, str]:
    """What the form begins with: a plan of the open days, or the area that is tended."""
    asked = request.GET.get("from", "")
    if asked == "wheel":
        wheel = next(iter(wheels_of(request.person)), None)
        return {"title": wheel.tended_how[:120]} if wheel else {}
    try:
        found = OpenDaysPlan.objects.of_person(request.person).filter(pk=UUID(asked)).first()
    except ValueError:
        return {}
    if found is None:
        return {}
    return {"title": found.practice[:120], "why": found.instead[:300], "when": found.when}


def _version(thing: SmallThing) -> Version:
    values = {"title": thing.title, "why": thing.why, "when": thing.when}
    return Version(values=values, changed=lambda: Change(by=words.YOU, at=thing.changed_at))


def _thing(request: OwnRequest, thing_id: UUID) -> SmallThing:
    found = thing_of(request.person, thing_id)
    if found is None:
        raise Http404
    return found
