"""The chair: its own page, which holds nothing of anybody, and the page that sets it up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import msgspec
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.clinic.access.policy import Act, page, public
from holdspace.clinic.context import clinic_context
from holdspace.domain.help_call import CHAIR_IS_ANSWERED_WITHIN, CHAIR_IS_SILENT_AFTER
from holdspace.pathway.dosing_session.chair import (
    CODE_LASTS,
    CodeIsNotKnown,
    chair_at,
    chair_of,
    clinic_of_chair,
    end_chair,
    join,
    note_heard,
    offer_code,
)
from holdspace.pathway.dosing_session.chair_forms import ChairForm, CodeForm
from holdspace.pathway.dosing_session.chair_guesses import PAUSE, is_paused, note_wrong
from holdspace.pathway.dosing_session.help_calls import NotACall, press, set_chair
from holdspace.pathway.dosing_session.help_listening import who_listens
from holdspace.pathway.dosing_session.help_view import device_word, heard_by_the_chair
from holdspace.pathway.dosing_session.queries import session_state
from holdspace.pathway.dosing_session.views import as_json, seen
from holdspace.web.parts import part_of
from holdspace.web.qr_picture import picture_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.pathway.dosing_session.models import ChairDevice, DosingSession

KEPT_FOR_SECONDS = 24 * 60 * 60
GONE, UNREADABLE, REFUSED, UNPROCESSABLE, TOO_MANY = 410, 400, 409, 422, 429
NOT_KNOWN = "This code is not known. Ask for a new one in the room."
PAUSED = (
    "Too many codes that are not known came from here. "
    f"Wait {PAUSE // timedelta(minutes=1)} minutes, then ask for a new one in the room."
)
MILLISECOND = timedelta(milliseconds=1)


class Press(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One press of the button: its own number, and how long ago it was."""

    id: UUID
    age_ms: float


# --- the device at the chair ----------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
@public
def chair(request: HttpRequest) -> HttpResponse:
    """One button as large as the screen; before that, one line for the code."""
    now, address = timezone.now(), request.META.get("REMOTE_ADDR", "")
    form = CodeForm(request.POST or None)
    status = UNPROCESSABLE if form.is_bound else 200
    if request.method == "POST" and is_paused(address):
        form.add_error("code", PAUSED)
        status = TOO_MANY
    elif request.method == "POST" and form.is_valid():
        try:
            secret = join(form.cleaned_data["code"], now)
        except CodeIsNotKnown:
            note_wrong(address)
            form.add_error("code", NOT_KNOWN)
        else:
            return _as_the_button(secret)
    heard = None if request.method == "POST" else _heard(request, now)
    if heard is None:
        return render(request, "dosing_session/chair_code.html", {"form": form}, status=status)
    context = {
        "heard": heard,
        "answered_within_ms": CHAIR_IS_ANSWERED_WITHIN // MILLISECOND,
        "silent_after_ms": CHAIR_IS_SILENT_AFTER // MILLISECOND,
    }
    return render(request, "dosing_session/chair.html", context)


def _as_the_button(secret: str) -> HttpResponse:
    response = redirect("dosing_session:chair")
    response.set_cookie(
        settings.CHAIR_COOKIE_NAME,
        secret,
        max_age=KEPT_FOR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


@never_cache
@require_GET
@public
def chair_state(request: HttpRequest) -> HttpResponse:
    """What the chair asks every two seconds. Gone: its session is closed, or staff ended it."""
    heard = _heard(request, timezone.now())
    return as_json(heard) if heard is not None else as_json({}, status=GONE)


@never_cache
@require_POST
@public
def chair_call(request: HttpRequest) -> HttpResponse:
    """A press. It may come again and again; it is taken once."""
    now = timezone.now()
    try:
        sent = msgspec.json.decode(request.body, type=Press)
    except msgspec.DecodeError:
        return as_json({}, status=UNREADABLE)
    clinic_id = _clinic_id(request)
    if clinic_id is None:
        return as_json({}, status=GONE)
    with clinic_context(clinic_id):
        device = chair_of(request.COOKIES[settings.CHAIR_COOKIE_NAME])
        if device is None:
            return as_json({}, status=GONE)
        note_heard(device, now)
        try:
            press(device, sent.id, timedelta(milliseconds=sent.age_ms), now)
        except NotACall as refused:
            return as_json({"sentence": str(refused)}, status=REFUSED)
        return as_json(_told(device, now))


def _heard(request: HttpRequest, now: datetime) -> dict[str, object] | None:
    clinic_id = _clinic_id(request)
    if clinic_id is None:
        return None
    with clinic_context(clinic_id):
        device = chair_of(request.COOKIES[settings.CHAIR_COOKIE_NAME])
        if device is None:
            return None
        note_heard(device, now)
        return _told(device, now)


def _told(device: ChairDevice, now: datetime) -> dict[str, object]:
    session = device.session
    return heard_by_the_chair(session_state(session), now, listening=len(who_listens(session, now)))


def _clinic_id(request: HttpRequest) -> int | None:
    secret = request.COOKIES.get(settings.CHAIR_COOKIE_NAME, "")
    return clinic_of_chair(secret) if secret else None


# --- the page in the room -------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@page(Act.SET_CHAIR, chart=True)
def set_up(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """Four steps: who listens, the device, try it, name the bell."""
    session = seen(request.actor, session_id, "set up the chair")
    now, asked = timezone.now(), request.POST.get("act", "")
    if asked == "code":
        return _show(request, session, now, code=offer_code(request.actor, session, now))
    if asked == "end":
        end_chair(request.actor, session, now)
        messages.success(request, "The help button at the chair rings no more.")
        return redirect("dosing_session:set_up_chair", session.pk)
    if request.method == "POST":
        return _set(request, session, now)
    return _show(request, session, now)


def _set(request: ClinicRequest, session: DosingSession, now: datetime) -> HttpResponse:
    form = ChairForm(request.POST)
    if not form.is_valid():
        return _show(request, session, now, form=form)
    try:
        set_chair(
            request.actor,
            session,
            event_id=uuid4(),
            bell=form.cleaned_data["bell"].strip(),
            demonstrated=form.cleaned_data["demonstrated"],
            now=now,
        )
    except NotACall as refused:
        form.add_error(None, str(refused))
        return _show(request, session, now, form=form)
    messages.success(request, "The chair is ready.")
    return redirect("dosing_session:set_up_chair", session.pk)


def _show(
    request: ClinicRequest,
    session: DosingSession,
    now: datetime,
    *,
    code: str = "",
    form: ChairForm | None = None,
) -> HttpResponse:
    state = session_state(session)
    set_before = state.help.chair
    calls = state.help.calls
    address = request.build_absolute_uri(reverse("dosing_session:chair"))
    context = {
        "session": session,
        "ring_session_id": session.pk,
        "now": now,
        "is_closed": state.is_closed,
        "listening": who_listens(session, now),
        "device": device_word(chair_at(session), now),
        "chair": set_before,
        "latest": calls[-1] if calls else None,
        "code": f"{code[:3]} {code[3:]}" if code else "",
        "picture": picture_of(f"{address}#{code}") if code else None,
        "code_minutes": CODE_LASTS // timedelta(minutes=1),
        "address": address,
        "form": form or ChairForm(initial={"bell": set_before.body.bell if set_before else ""}),
    }
    template = part_of(request, "dosing_session/chair_set_up.html", "status")
    status = UNPROCESSABLE if form is not None else 200
    return render(request, template, context, status=status)
