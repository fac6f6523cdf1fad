"""`circle_page`: the gate that every page for somebody's supporter stands behind.

Neither staff nor a patient gets in, whatever they ask for: their accounts are of another kind. What
stands for the place is asked of the database on each request; one that ended shows the same dark
page whichever address of it is opened.
"""

from __future__ import annotations

import functools
from http import HTTPStatus
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlencode
from uuid import UUID

from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from holdspace.clinic.audit.actions import record_without_staff
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access.gate import LEFT_COOKIE
from holdspace.clinic.supporters.queries import as_supporter, place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from holdspace.clinic.people.roles import SupporterActor
    from holdspace.clinic.supporters.queries import Place

View = TypeVar("View", bound="Callable[..., Any]")
SUPPORTER = "supporter"
"""What a line of the audit trail is about when somebody of a circle looked or wrote."""


class CircleRequest(HttpRequest):
    """A request that came through the gate: the place it is about, and who sits on it."""

    supporter: SupporterActor
    place: Place


def circle_page(view: View) -> View:
    """Open a page of one place to whoever sits on it, inside its clinic, with its audit line."""
    guarded = _guard_async(view) if iscoroutinefunction(view) else _guard(view)
    guarded.policy = "supporter"  # type: ignore[attr-defined]
    guarded.chart = True  # type: ignore[attr-defined]
    return cast("View", guarded)


def door_page(view: View) -> View:
    """Open a page that is about no place in particular to anybody who sits on one."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        turned_away = _turned_away(request)
        response: HttpResponseBase = turned_away or view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    guarded.policy = "supporter"  # type: ignore[attr-defined]
    guarded.chart = True  # type: ignore[attr-defined]
    return cast("View", guarded)


def note(request: CircleRequest, act: str) -> None:
    """A line of the trail: by nobody on the staff, about this person, from this place."""
    record_without_staff(
        clinic_id=request.supporter.clinic_id,
        act=act,
        patient_id=request.supporter.patient_id,
        object_kind=SUPPORTER,
        object_id=request.supporter.supporter_id,
    )


def _guard(view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    def guarded(
        request: CircleRequest, supporter_id: UUID, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        turned_away = _turned_away(request) or _admit(request, supporter_id)
        if turned_away is not None:
            return turned_away
        with clinic_context(request.supporter.clinic_id):
            note(
                request,
                "write as a supporter" if request.method == "POST" else "read as a supporter",
            )
            response: HttpResponseBase = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def _guard_async(view: Callable[..., Any]) -> Callable[..., Any]:
    """For the stream: no transaction is held open; it asks again by itself."""

    @functools.wraps(view)
    async def guarded(
        request: CircleRequest, supporter_id: UUID, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        turned_away = await sync_to_async(_admit_and_note)(request, supporter_id)
        if turned_away is not None:
            return turned_away
        response: HttpResponseBase = await view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def _admit_and_note(request: CircleRequest, supporter_id: UUID) -> HttpResponseBase | None:
    turned_away = _turned_away(request) or _admit(request, supporter_id)
    if turned_away is None:
        with clinic_context(request.supporter.clinic_id):
            note(request, "read as a supporter")
    return turned_away


def _turned_away(request: HttpRequest) -> HttpResponseBase | None:
    """To the door; to the neutral page, for who just left. Raises PermissionDenied."""
    if not request.user.is_authenticated:
        if LEFT_COOKIE in request.COOKIES:
            return redirect("own_access:away")
        return redirect(f"{reverse('supporters:sign_in')}?{urlencode({'next': request.path})}")
    if not request.user.is_supporters:
        raise PermissionDenied
    return None


def _admit(request: CircleRequest, supporter_id: UUID) -> HttpResponseBase | None:
    """Put the place on the request, or answer for one that ended. Raises Http404."""
    account_id = cast("int", request.user.pk)
    now = timezone.now()  # noqa: TID251 - a grant is looked at as of the request, in one place
    place = place_of(account_id, supporter_id, now)
    if place is None:
        raise Http404
    with clinic_context(place.supporter.clinic_id):
        request.supporter, request.place = as_supporter(place.supporter), place
        if not place.is_dark:
            return None
        note(request, "find a place that ended")
    response = render(request, "supporters/ended.html", status=HTTPStatus.GONE)
    response["Cache-Control"] = "no-store"
    return response
