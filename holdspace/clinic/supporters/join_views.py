"""From an invitation to a first look: this phone goes on, then a PIN, a passkey, or one more place.

Opening the address changes nothing: whoever previews a message opens it first. It says nothing of
anybody, and a link that is over, one that another phone goes on with and one that never was say
the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode
from uuid import UUID

from allauth.core import ratelimit
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.pins import WeakPin
from holdspace.clinic.access.policy import public
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access.actions import LinkOver
from holdspace.clinic.own_access.confirm import begin_session
from holdspace.clinic.own_access.forms import NewPinForm
from holdspace.clinic.own_access.leave_views import forget_leaving
from holdspace.clinic.own_access.phone import in_words, remember
from holdspace.clinic.supporters import joining, words
from holdspace.clinic.supporters.phone import known_circle_phone, secret_of
from holdspace.clinic.supporters.queries import invitation_of, member_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from holdspace.clinic.people.models import Account
    from holdspace.clinic.supporters.models import Invitation, Supporter

_JOINING = "circle_joining"
TIME_TO_CHOOSE = timedelta(minutes=30)


@require_http_methods(["GET", "HEAD", "POST"])
@public
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Asks whether to go on. Who does binds the link to this phone."""
    now = timezone.now()
    invitation = invitation_of(token, now)
    if invitation is None or not _may_go_on(request, invitation):
        return _over(request)
    if request.user.is_authenticated and not request.user.is_supporters:
        return render(request, "supporters/another_phone.html", status=HTTPStatus.CONFLICT)
    if not request.user.is_authenticated and known_circle_phone(request) is not None:
        return redirect(f"{reverse('supporters:sign_in')}?{urlencode({'next': request.path})}")
    if request.method != "POST":
        return render(request, "supporters/join.html")
    if not ratelimit.consume(request, action="circle_join", key=str(invitation.pk)):
        messages.error(request, words.SLOWLY)
        status = HTTPStatus.TOO_MANY_REQUESTS
        return render(request, "supporters/join.html", status=status)
    return _goes_on(request, invitation, now)


@require_http_methods(["GET", "HEAD", "POST"])
@public
def join_way(request: HttpRequest) -> HttpResponse:
    """Who invites, to what; and how they will come in from now on."""
    found, now = _joining(request), timezone.now()
    if found is None:
        return _over(request)
    invitation_id, clinic_id = found
    form = NewPinForm(request.POST or None)
    with clinic_context(clinic_id):
        try:
            if _signed_in(request) is not None:
                return _add_page(request, invitation_id, now)
            if form.is_valid():
                return _joined_with_pin(request, invitation_id, form, now)
            return _way_page(request, invitation_id, form, now)
        except WeakPin as refusal:
            form.add_error("pin", str(refusal))
            return _way_page(request, invitation_id, form, now)
        except LinkOver:
            return _over(request)


@require_POST
@public
def join_passkey(request: HttpRequest) -> HttpResponse:
    """What the phone made of our question: a passkey, or nothing."""
    found, now = _joining(request), timezone.now()
    if found is None:
        return _over(request)
    invitation_id, clinic_id = found
    secret = secret_of(request)
    with clinic_context(clinic_id):
        try:
            account = joining.account_for(invitation_id=invitation_id, phone_secret=secret, now=now)
            form = SignupWebAuthnForm(data=request.POST, user=account)
            if not form.is_valid():
                messages.error(request, words.PASSKEY_UNUSED)
                return redirect("supporters:join_way")
            supporter = joining.join_as(
                invitation_id=invitation_id, phone_secret=secret, account=account, now=now
            )
        except LinkOver:
            return _over(request)
        name = in_words(request.headers.get("User-Agent", ""))
        auth.WebAuthn.add(account, name, form.cleaned_data["credential"])
    begin_session(request, account, now)
    return _in(request, supporter, words.JOINED_BY_PASSKEY)


def _goes_on(request: HttpRequest, invitation: Invitation, now: datetime) -> HttpResponse:
    with clinic_context(invitation.clinic_id):
        try:
            secret = joining.bind(
                invitation_id=invitation.pk, phone_secret=secret_of(request), now=now
            )
        except LinkOver:
            return _over(request)
    if not request.user.is_authenticated:
        request.session.cycle_key()
    request.session[_JOINING] = [str(invitation.pk), invitation.clinic_id, now.isoformat()]
    response = redirect("supporters:join_way")
    remember(response, secret, cookie=settings.CIRCLE_COOKIE_NAME)
    return response


def _way_page(
    request: HttpRequest, invitation_id: UUID, form: NewPinForm, now: datetime
) -> HttpResponse:
    secret = secret_of(request)
    account = joining.account_for(invitation_id=invitation_id, phone_secret=secret, now=now)
    options = auth.begin_registration(account, passwordless=True)
    context = {
        **_what_it_is(request, invitation_id, now),
        "form": form,
        "passkey": {"creation_options": options},
    }
    is_wrong = form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "supporters/join_way.html", context, status=status)


def _add_page(request: HttpRequest, invitation_id: UUID, now: datetime) -> HttpResponse:
    """Somebody who is in another circle already: one press, nothing new to remember."""
    account = _signed_in(request)
    if request.method == "POST" and account is not None:
        supporter = joining.join_as(
            invitation_id=invitation_id,
            phone_secret=secret_of(request),
            account=account,
            now=now,
        )
        return _in(request, supporter, words.ADDED)
    context = _what_it_is(request, invitation_id, now)
    return render(request, "supporters/join_add.html", context)


def _what_it_is(request: HttpRequest, invitation_id: UUID, now: datetime) -> dict[str, object]:
    """The two first names and the bundle: all that is said before somebody is in."""
    invitation = joining.bound_invitation(
        invitation_id=invitation_id, phone_secret=secret_of(request), now=now
    )
    member = member_of(invitation.supporter, now)
    return {
        "person_name": member.supporter.patient.first_name,
        "name": member.supporter.name,
        "gives": words.BUNDLE_GIVES[member.bundle],
    }


def _joined_with_pin(
    request: HttpRequest, invitation_id: UUID, form: NewPinForm, now: datetime
) -> HttpResponse:
    supporter = joining.join_with_pin(
        invitation_id=invitation_id,
        phone_secret=secret_of(request),
        pin=form.cleaned_data["pin"],
        phone_name=in_words(request.headers.get("User-Agent", "")),
        now=now,
    )
    begin_session(request, cast("Account", supporter.account), now)
    return _in(request, supporter, words.JOINED)


def _in(request: HttpRequest, supporter: Supporter, said: str) -> HttpResponse:
    request.session.pop(_JOINING, None)
    messages.success(request, said)
    response = redirect("circle:live", supporter.pk)
    return forget_leaving(request, response)


def _may_go_on(request: HttpRequest, invitation: Invitation) -> bool:
    """Whether no other phone goes on with this link."""
    is_free = invitation.bound_sha256 is None
    return is_free or joining.is_bound_to(invitation, secret_of(request))


def _signed_in(request: HttpRequest) -> Account | None:
    user = request.user
    return user if user.is_authenticated and user.is_supporters else None


def _joining(request: HttpRequest) -> tuple[UUID, int] | None:
    """The link this browser said that it goes on with, not long ago."""
    said = request.session.get(_JOINING)
    if said is None or timezone.now() - datetime.fromisoformat(said[2]) > TIME_TO_CHOOSE:
        return None
    return UUID(said[0]), said[1]


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "supporters/link_over.html", status=HTTPStatus.GONE)
