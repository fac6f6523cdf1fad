"""From a link to a first sign-in: whose it is, then a PIN or a passkey.

Opening the address changes nothing: a mail scanner may open it first. It says nothing of anybody,
and a link that is over says the same as one that never was.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from allauth.core import ratelimit
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.pins import WeakPin
from holdspace.clinic.access.policy import public
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access import actions, words
from holdspace.clinic.own_access.confirm import begin_session
from holdspace.clinic.own_access.forms import BirthdayForm, NewPinForm
from holdspace.clinic.own_access.phone import in_words, remember
from holdspace.clinic.own_access.queries import link_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from holdspace.clinic.own_access.models import PatientLink

_JOINING = "own_joining"
TIME_TO_CHOOSE = timedelta(minutes=30)
LAST_TRY = 1


@require_http_methods(["GET", "HEAD", "POST"])
@public
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for a date of birth; a right one leads on, and the link still stands."""
    now = timezone.now()
    link = link_of(token, now)
    if link is None:
        return _over(request)
    form = BirthdayForm(request.POST or None)
    if form.is_valid() and _is_theirs(request, link, form, now):
        request.session.cycle_key()
        request.session[_JOINING] = [str(link.pk), link.clinic_id, now.isoformat()]
        return redirect("own_access:join_way")
    if form.is_bound and link_of(token, now) is None:
        return _over(request)
    return render(request, "own_access/join.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@public
def join_way(request: HttpRequest) -> HttpResponse:
    """How they will come in from now on: a PIN on this phone, or a passkey."""
    joining, now = _joining(request), timezone.now()
    if joining is None:
        return _over(request)
    link_id, clinic_id = joining
    form = NewPinForm(request.POST or None)
    with clinic_context(clinic_id):
        if form.is_valid():
            try:
                return _joined_with_pin(request, link_id, form, now)
            except WeakPin as refusal:
                form.add_error("pin", str(refusal))
            except actions.LinkOver:
                return _over(request)
        try:
            account = actions.open_sign_in(link_id=link_id, now=now).account
        except actions.LinkOver:
            return _over(request)
    options = auth.begin_registration(account, passwordless=True)
    context = {"form": form, "passkey": {"creation_options": options}}
    return render(request, "own_access/join_way.html", context, status=_status(form))


@require_POST
@public
def join_passkey(request: HttpRequest) -> HttpResponse:
    """What the phone made of our question: a passkey, or nothing."""
    joining, now = _joining(request), timezone.now()
    if joining is None:
        return _over(request)
    link_id, clinic_id = joining
    with clinic_context(clinic_id):
        try:
            account = actions.open_sign_in(link_id=link_id, now=now).account
            form = SignupWebAuthnForm(data=request.POST, user=account)
            if not form.is_valid():
                messages.error(request, words.PASSKEY_UNUSED)
                return redirect("own_access:join_way")
            actions.join_with_passkey(link_id=link_id, now=now)
        except actions.LinkOver:
            return _over(request)
        name = in_words(request.headers.get("User-Agent", ""))
        auth.WebAuthn.add(account, name, form.cleaned_data["credential"])
    begin_session(request, account, now)
    messages.success(request, words.JOINED_BY_PASSKEY)
    return redirect("today:own_home")


def _joined_with_pin(
    request: HttpRequest, link_id: UUID, form: NewPinForm, now: datetime
) -> HttpResponse:
    device, secret = actions.join_with_pin(
        link_id=link_id,
        pin=form.cleaned_data["pin"],
        phone_name=in_words(request.headers.get("User-Agent", "")),
        now=now,
    )
    begin_session(request, device.sign_in.account, now)
    messages.success(request, words.JOINED)
    response = redirect("today:own_home")
    remember(response, secret)
    return response


def _is_theirs(request: HttpRequest, link: PatientLink, form: BirthdayForm, now: datetime) -> bool:
    if not ratelimit.consume(request, action="own_join", key=str(link.pk)):
        form.add_error(None, words.SLOWLY)
        return False
    try:
        with clinic_context(link.clinic_id):
            tried = actions.try_birthday(
                link_id=link.pk, born_on=form.cleaned_data["born_on"], now=now
            )
    except actions.LinkOver:
        return False
    if not tried.is_right:
        is_last = tried.tries_left == LAST_TRY
        form.add_error(None, words.LAST_BIRTHDAY if is_last else words.WRONG_BIRTHDAY)
    return tried.is_right


def _joining(request: HttpRequest) -> tuple[UUID, int] | None:
    """The link whose date of birth was given in this browser, not long ago."""
    said = request.session.get(_JOINING)
    if said is None or timezone.now() - datetime.fromisoformat(said[2]) > TIME_TO_CHOOSE:
        return None
    return UUID(said[0]), said[1]


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "own_access/link_over.html", status=HTTPStatus.GONE)


def _status(form: BirthdayForm | NewPinForm) -> HTTPStatus:
    is_wrong = form.is_bound and form.errors
    return HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
