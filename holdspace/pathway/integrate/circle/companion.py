"""A person's own pages of their circle: who is in it, what each may see, and what each did."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.access.stale_forms import Version, opened
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.supporters import actions
from holdspace.clinic.supporters.models import Supporter
from holdspace.clinic.supporters.queries import is_circle_held, member_of, members_of
from holdspace.domain.grants import Bundle, ends_by_itself
from holdspace.pathway.integrate.circle import companion_words as words
from holdspace.pathway.integrate.circle import supporter_companion_words
from holdspace.pathway.integrate.circle.forms import BundleForm, InviteForm
from holdspace.pathway.integrate.circle.live_page import fragment_of, page_of
from holdspace.pathway.integrate.circle.queries import uses_of
from holdspace.pathway.integrate.circle.told import told_of, use_in_words
from holdspace.pathway.prepare.draft_actions import keep_draft
from holdspace.pathway.prepare.visit_queries import is_over, next_dosing, own_cycle
from holdspace.web.qr_picture import picture_of

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django import forms
    from django.http import HttpResponse

    from holdspace.clinic.supporters.queries import Member

GET_AND_POST = ["GET", "HEAD", "POST"]
LONGEST = timedelta(days=366)


@require_safe
@own_page
def own_circle(request: OwnRequest) -> HttpResponse:
    """Everybody in it, with what each may see; with nobody yet, the invitation itself."""
    now = timezone.now()
    members = members_of(request.person.patient_id, now)
    visit = next_dosing(request.person.patient_id, now)
    is_held = is_circle_held(request.person.patient_id)
    context = {
        "tab": "circle",
        "words": words,
        "members": [told_of(one, visit, request.person.time_zone) for one in members],
        "is_held": is_held,
        "form": None if members or is_held else InviteForm(),
    }
    return render(request, "circle/companion/circle.html", context)


@require_http_methods(GET_AND_POST)
@own_page
def own_invite(request: OwnRequest) -> HttpResponse:
    """A first name, who they are, a bundle; and the link, shown once on the answer itself."""
    now = timezone.now()
    form = InviteForm(request.POST or None)
    if form.is_valid():
        visit = next_dosing(request.person.patient_id, now)
        try:
            supporter, secret = actions.invite(
                person=request.person,
                now=now,
                visit_ends_at=visit.ends_at if visit else None,
                **form.cleaned_data,
            )
        except actions.NotOffered:
            return redirect("circle:own_circle")
        return _link_page(request, supporter, secret)
    if is_circle_held(request.person.patient_id):
        return redirect("circle:own_circle")
    context = {"tab": "circle", "words": words, "form": form}
    return render(request, "circle/companion/invite.html", context, status=_status(form))


@require_POST
@own_page
def own_link(request: OwnRequest, supporter_id: UUID) -> HttpResponse:
    """Another link for somebody who did not come in yet; the one before is over."""
    supporter, now = _supporter(request, supporter_id), timezone.now()
    try:
        secret = actions.new_link(person=request.person, supporter=supporter, now=now)
    except (actions.NotOffered, actions.AlreadyJoined, actions.PlaceEnded):
        return redirect("circle:own_member", supporter.pk)
    return _link_page(request, supporter, secret)


@require_safe
@own_page
def own_member(request: OwnRequest, supporter_id: UUID) -> HttpResponse:
    """One of them: what they may see, what they did, and everything that can be changed."""
    member, now = _member(request, supporter_id), timezone.now()
    visit = next_dosing(request.person.patient_id, now)
    zone = request.person.time_zone
    uses = uses_of(member.supporter)
    context = {
        "tab": "circle",
        "words": words,
        "member": member,
        "told": told_of(member, visit, zone),
        "uses": list(dict.fromkeys(use_in_words(one, member.supporter.name, zone) for one in uses)),
        "no_uses": words.NO_USES.format(name=member.supporter.name),
    }
    return render(request, "circle/companion/member.html", context)


@require_safe
@own_page
def own_preview(request: OwnRequest, supporter_id: UUID) -> HttpResponse:
    """Exactly the page that they would see now."""
    member = _member(request, supporter_id)
    page = page_of(member, timezone.now())
    context = {
        "tab": "circle",
        "words": words,
        "member": member,
        "fragment": fragment_of(page, member, is_preview=True),
        "page": page,
        "supporter_words": supporter_companion_words,
    }
    return render(request, "circle/companion/preview.html", context)


@require_http_methods(GET_AND_POST)
@own_page
def own_change(request: OwnRequest, supporter_id: UUID) -> HttpResponse:
    """Another bundle, other things from the plan, another end. It holds at once."""
    found = opened(
        request, f"circle {supporter_id}", lambda: _version(_member(request, supporter_id))
    )
    member, now = _member(request, supporter_id), timezone.now()
    form = BundleForm(request.POST or None, initial=dict(found.version.values))
    if form.is_valid():
        _check_until(form, now.astimezone(ZoneInfo(request.person.time_zone)).date())
    if found.lets(form):
        try:
            actions.give(
                person=request.person,
                supporter=member.supporter,
                bundle=form.cleaned_data["bundle"],
                items=frozenset(form.cleaned_data["items"]),
                until=_evening_of(form.cleaned_data["until"], request.person.time_zone),
                now=now,
            )
        except actions.PlaceEnded:
            form.add_error(None, words.ENDED_BEFORE)
        else:
            messages.success(request, words.CHANGED.format(name=member.supporter.name))
            return redirect("circle:own_member", supporter_id)
    conflict = found.conflict(form)
    context = {
        "tab": "circle",
        "words": words,
        "member": member,
        "form": form,
        "conflict": conflict,
        "opened_on": found.fingerprint_after(conflict),
    }
    status = HTTPStatus.CONFLICT if conflict else _status(form)
    return render(request, "circle/companion/change.html", context, status=status)


@require_POST
@own_page
def own_pause(request: OwnRequest, supporter_id: UUID) -> HttpResponse:
    """One tap: they see a day without news, wherever their page is open."""
    return _change(request, supporter_id, "pause", words.PAUSED)


@require_POST
@own_page
def own_resume(request: OwnRequest, supporter_id: UUID) -> HttpResponse:
    return _change(request, supporter_id, "resume", words.RESUMED)


@require_http_methods(GET_AND_POST)
@own_page
def own_end(request: OwnRequest, supporter_id: UUID) -> HttpResponse:
    """Says what happens; the second tap does it."""
    member = _member(request, supporter_id)
    if request.method == "POST":
        return _change(request, supporter_id, "end", words.ENDED, leads_to="circle:own_circle")
    context = {"tab": "circle", "words": words, "member": member, "name": member.supporter.name}
    return render(request, "circle/companion/end.html", context)


@require_POST
@own_page
def own_keep(request: OwnRequest, supporter_id: UUID) -> HttpResponse:
    """A visit was moved past the end of what was given: it then stands until after that visit."""
    member, now = _member(request, supporter_id), timezone.now()
    visit = next_dosing(request.person.patient_id, now)
    if visit is not None and member.standing is not None:
        bundle = member.bundle
        after = Bundle.DAY_OF_HELPER if bundle is Bundle.CIRCLE else bundle
        until = ends_by_itself(after, given_at=now, visit_ends_at=visit.ends_at)
        actions.give(
            person=request.person,
            supporter=member.supporter,
            bundle=bundle,
            items=member.items,
            until=max(until, member.standing.until),
            now=now,
        )
        messages.success(request, words.KEPT_LONGER.format(name=member.supporter.name))
    return redirect("circle:own_member", supporter_id)


@require_POST
@own_page
def own_ride(request: OwnRequest, supporter_id: UUID) -> HttpResponse:
    """Their name goes onto the form of the way home; the person adds a number and sends it."""
    member = _member(request, supporter_id)
    cycle = own_cycle(request.person)
    if cycle is None or is_over(cycle):
        messages.info(request, words.NO_PLAN)
        return redirect("circle:own_member", supporter_id)
    values = {"name": member.supporter.name, "relation": member.supporter.relation}
    keep_draft(cycle=cycle, what="escort", values=values, now=timezone.now())
    messages.success(request, words.ESCORT_STARTED.format(name=member.supporter.name))
    return redirect("prepare:own_escort")


# --- what these pages share -----------------------------------------------------------------------


def _supporter(request: OwnRequest, supporter_id: UUID) -> Supporter:
    return get_object_or_404(Supporter.objects.of_person(request.person), pk=supporter_id)


def _member(request: OwnRequest, supporter_id: UUID) -> Member:
    """One of their circle whose place stands; who is out of it has no page."""
    member = member_of(_supporter(request, supporter_id), timezone.now())
    if member.is_dark:
        raise Http404
    return member


def _change(
    request: OwnRequest,
    supporter_id: UUID,
    what: str,
    said: str,
    *,
    leads_to: str = "",
) -> HttpResponse:
    member = _member(request, supporter_id)
    act = {"pause": actions.pause, "resume": actions.resume, "end": actions.end}[what]
    try:
        act(person=request.person, supporter=member.supporter, now=timezone.now())
    except actions.PlaceEnded:
        messages.info(request, words.ENDED_BEFORE)
        return redirect("circle:own_circle")
    messages.success(request, said.format(name=member.supporter.name))
    return redirect(leads_to) if leads_to else redirect("circle:own_member", supporter_id)


def _link_page(request: OwnRequest, supporter: Supporter, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("supporters:join", args=[secret]))
    context = {
        "tab": "circle",
        "words": words,
        "supporter": supporter,
        "title": words.LINK_TITLE.format(name=supporter.name),
        "show": words.LINK_SHOW.format(name=supporter.name),
        "address": address,
        "picture": picture_of(address),
    }
    return render(request, "circle/companion/link.html", context)


def _version(member: Member) -> Version:
    standing = member.standing
    zone = ZoneInfo(member.supporter.patient.zone)
    return Version(
        values={
            "bundle": member.bundle.value,
            "items": sorted(item.value for item in member.items),
            "until": standing.until.astimezone(zone).date() if standing else "",
        }
    )


def _check_until(form: BundleForm, today: date) -> None:
    until = cast("date", form.cleaned_data["until"])
    if until < today:
        form.add_error("until", words.UNTIL_PAST)
    elif until > today + LONGEST:
        form.add_error("until", words.UNTIL_FAR)


def _evening_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(23, 59), ZoneInfo(zone))


def _status(form: forms.BaseForm) -> HTTPStatus:
    is_wrong = form.is_bound and form.errors
    return HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
