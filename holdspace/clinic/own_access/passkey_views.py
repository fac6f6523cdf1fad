"""A passkey: signs in who is not signed in, and confirms who is. Asked by a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core import ratelimit
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.clinic.access.policy import public
from holdspace.clinic.own_access import words
from holdspace.clinic.own_access.confirm import begin_session, note_confirmed
from holdspace.clinic.own_access.queries import person_of
from holdspace.clinic.own_access.views import next_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from holdspace.clinic.people.models import Account


@require_http_methods(["GET", "HEAD", "POST"])
@public
def passkey(request: HttpRequest) -> HttpResponse:
    """GET: a fresh question for the phone. POST: its answer."""
    if request.method != "POST":
        return JsonResponse({"request_options": auth.begin_authentication(user=None)})
    account = account_answering(request, lambda one: person_of(one.pk) is not None)
    if account is None:
        return _unused(request)
    if request.user.is_authenticated:
        note_confirmed(request, timezone.now())
    else:
        begin_session(request, account, timezone.now())
    return redirect(next_page(request))


def account_answering(
    request: HttpRequest, is_of_this_door: Callable[[Account], bool]
) -> Account | None:
    """Whose passkey answered, if it belongs to this door and to nobody but who is signed in."""
    form = LoginWebAuthnForm(data=request.POST)
    is_slow_enough = ratelimit.consume(request, action="own_passkey")
    if not is_slow_enough or not form.is_valid():
        return None
    authenticator = form.cleaned_data["credential"]
    account: Account = authenticator.user
    if not is_of_this_door(account):
        return None
    if request.user.is_authenticated and request.user.pk != account.pk:
        return None
    authenticator.record_usage()
    return account


def _unused(request: HttpRequest) -> HttpResponse:
    messages.error(request, words.PASSKEY_UNUSED)
    return redirect("own_access:confirm" if request.user.is_authenticated else "own_access:sign_in")
