"""The way in for somebody in a circle, the way out, and the list of those they are there for."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from allauth.core import ratelimit
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.access.policy import public
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access.confirm import begin_session
from holdspace.clinic.own_access.forms import PinForm
from holdspace.clinic.own_access.leave_views import forget_leaving
from holdspace.clinic.own_access.passkey_views import account_answering
from holdspace.clinic.own_access.queries import whom_to_call
from holdspace.clinic.own_access.views import FEW_TRIES, next_page
from holdspace.clinic.supporters import joining, words
from holdspace.clinic.supporters.gate import door_page
from holdspace.clinic.supporters.phone import known_circle_phone
from holdspace.clinic.supporters.queries import places_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from holdspace.clinic.supporters.models import SupporterPhone

HOME = "/circle/"


@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """By PIN on a phone that is known, by passkey anywhere; else who invited them makes a link."""
    if request.user.is_authenticated and request.user.is_supporters:
        return redirect(next_page(request, HOME))
    phone, form = known_circle_phone(request), PinForm(request.POST or None)
    if phone is not None and form.is_valid() and _is_right(request, phone, form):
        begin_session(request, phone.account, timezone.now())
        return forget_leaving(request, redirect(next_page(request, HOME)))
    context = {
        "form": form,
        "phone": known_circle_phone(request),
        "next": next_page(request, HOME),
        "reach": whom_to_call(request),
    }
    is_wrong = form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "supporters/sign_in.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@public
def passkey(request: HttpRequest) -> HttpResponse:
    """GET: a fresh question for the phone. POST: its answer."""
    if request.method != "POST":
        return JsonResponse({"request_options": auth.begin_authentication(user=None)})
    account = account_answering(request, lambda one: one.is_supporters)
    if account is None:
        messages.error(request, words.PASSKEY_UNUSED)
        return redirect("supporters:sign_in")
    begin_session(request, account, timezone.now())
    return redirect(next_page(request, HOME))


@require_POST
@public
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, words.SIGNED_OUT)
    return redirect("supporters:sign_in")


@require_safe
@door_page
def circles(request: HttpRequest) -> HttpResponse:
    """Those they are there for, by first name. With one, straight to that page."""
    places = places_of(cast("int", request.user.pk), timezone.now())
    standing = [one for one in places if not one.is_dark]
    if len(standing) == 1:
        return redirect("circle:live", standing[0].supporter.pk)
    return render(request, "supporters/circles.html", {"places": standing})


def _is_right(request: HttpRequest, phone: SupporterPhone, form: PinForm) -> bool:
    """Whether the PIN is right; the form says it when it is not."""
    if not ratelimit.consume(request, action="circle_pin", key=str(phone.pk)):
        form.add_error("pin", words.SLOWLY)
        return False
    with clinic_context(phone.clinic_id):
        tried = joining.try_pin(phone=phone, pin=form.cleaned_data["pin"], now=timezone.now())
    if tried.is_right:
        return True
    few = words.FEW_PINS_LEFT if tried.tries_left <= FEW_TRIES else words.WRONG_PIN
    form.add_error("pin", few if tried.tries_left > 0 else words.PIN_VOID)
    return False
