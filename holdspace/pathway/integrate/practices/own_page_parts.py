"""What the pages of a person's own practices share: who sees them, and how a form comes back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render

from holdspace.pathway.integrate.practices import companion_words as words
from holdspace.pathway.integrate.practices.queries import is_shown

if TYPE_CHECKING:
    from datetime import date, datetime

    from django import forms
    from django.http import HttpResponse

    from holdspace.clinic.access.stale_forms import Opened
    from holdspace.clinic.own_access.gate import OwnRequest
    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.integrate.practices.models import What


def today_of(person: OwnActor, now: datetime) -> date:
    """The day it is where the person is."""
    return now.astimezone(ZoneInfo(person.time_zone)).date()


def who_sees(person: OwnActor, what: What) -> dict[str, object]:
    """Said at the head of each page, before there is anything to write."""
    shown = is_shown(person, what)
    said = words.THERAPISTS_TOO.format(clinic=person.clinic_name) if shown else words.ONLY_YOU
    return {"what": what.value, "is_shown": shown, "who_sees": said}


def own_page_of(request: OwnRequest, page: str, what: What, **more: object) -> HttpResponse:
    context = {"words": words, "tab": "today", **who_sees(request.person, what), **more}
    status = more.get("status", HTTPStatus.OK)
    assert isinstance(status, int)  # noqa: S101 - for mypy
    return render(request, f"practices/companion/{page}.html", context, status=status)


def form_page_of(
    request: OwnRequest,
    page: str,
    what: What,
    form: forms.Form,
    found: Opened | None = None,
    **more: object,
) -> HttpResponse:
    """A form with what was typed in it, and what is missing or stands there meanwhile."""
    conflict = found.conflict(form) if found else None
    status = HTTPStatus.CONFLICT if conflict else HTTPStatus.OK
    if not conflict and form.is_bound and form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return own_page_of(
        request,
        page,
        what,
        form=form,
        conflict=conflict,
        opened_on=found.fingerprint_after(conflict) if found else "",
        status=status,
        **more,
    )
