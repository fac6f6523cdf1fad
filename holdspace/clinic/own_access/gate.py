"""`own_page`: the gate that every page of a patient's own stands behind."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from holdspace.clinic.audit.actions import record_by_person
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access.queries import person_of
from holdspace.clinic.people.roles import OwnActor

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

View = TypeVar("View", bound="Callable[..., Any]")
LEFT_COOKIE = "left"
"""Says for a while that somebody left quickly: going back then leads to the neutral page."""


class OwnRequest(HttpRequest):
    """A request that came through the gate: the person it belongs to is on it."""

    person: OwnActor


def own_page(view: View) -> View:
    """Open a page to the patient whose account asks, inside their clinic, and note it in the trail.

    A member of staff is refused, whoever they are: a patient's pages are read by that patient.
    """

    @functools.wraps(view)
    def guarded(request: OwnRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_the_door(request)
        person = person_of(request.user.pk)
        if person is None:
            raise PermissionDenied
        request.person = person
        with clinic_context(person.clinic_id):
            act = "write on an own page" if request.method == "POST" else "read an own page"
            record_by_person(person=person, act=act, object_kind=_route(request))
            response: HttpResponseBase = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    guarded.policy = "own"  # type: ignore[attr-defined]
    guarded.chart = True  # type: ignore[attr-defined]
    return cast("View", guarded)


def _to_the_door(request: HttpRequest) -> HttpResponseBase:
    """To sign in and on to where they were going; to the neutral page, when they just left."""
    if LEFT_COOKIE in request.COOKIES:
        return redirect("own_access:away")
    query = urlencode({"next": request.path})
    return redirect(f"{reverse('own_access:sign_in')}?{query}")


def _route(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
