"""The way in on a phone that is known, the way out, and the people to reach."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.pins import WeakPin
from holdspace.clinic.access.policy import public
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access import actions, words
from holdspace.clinic.own_access.confirm import begin_session, note_confirmed, was_confirmed
from holdspace.clinic.own_access.forms import NewPinForm, PinForm
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.own_access.leave_views import forget_leaving, has_just_left
from holdspace.clinic.own_access.phone import in_words, known_phone, remember
from holdspace.clinic.own_access.queries import person_of, whom_to_call

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from holdspace.clinic.own_access.models import OwnDevice

FEW_TRIES = 3


@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """By PIN on a phone that is known, by passkey anywhere; else a clinic makes a new link."""
    if request.user.is_authenticated and person_of(request.user.pk) is not None:
        return redirect(next_page(request))
    phone, form = known_phone(request), PinForm(request.POST or None)
    if phone is not None and form.is_valid() and _is_right(request, phone, form):
        begin_session(request, phone.sign_in.account, timezone.now())
        return forget_leaving(request, redirect(next_page(request)))
    return _sign_in_page(request, phone, form)


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def confirm(request: OwnRequest) -> HttpResponse:
    """Before something is signed: the PIN once more, or the passkey."""
    phone, form = _own_phone(request), PinForm(request.POST or None)
    if phone is not None and form.is_valid():
        if _is_right(request, phone, form):
            note_confirmed(request, timezone.now())
            return redirect(next_page(request))
        phone.refresh_from_db()
        if phone.is_void:
            # Whoever holds this phone does not know its PIN: what is open on it closes.
            logout(request)
            return redirect("own_access:sign_in")
    context = {"form": form, "phone": phone, "next": next_page(request)}
    return render(request, "own_access/confirm.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def pin(request: OwnRequest) -> HttpResponse:
    """Another PIN on this phone; asked only of who proved just now that it is them."""
    now = timezone.now()
    if not was_confirmed(request, now):
        return redirect(f"/me/confirm?next={request.path}")
    form, secret = NewPinForm(request.POST or None), None
    if form.is_valid():
        try:
            secret = actions.set_pin(
                person=request.person,
                device=_own_phone(request),
                pin=form.cleaned_data["pin"],
                phone_name=in_words(request.headers.get("User-Agent", "")),
                now=now,
            )
        except WeakPin as refusal:
            form.add_error("pin", str(refusal))
        else:
            messages.success(request, words.PIN_SAVED)
            response = redirect("own_access:this_phone")
            if secret is not None:
                remember(response, secret)
            return response
    return render(request, "own_access/pin.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "HEAD"])
@own_page
def this_phone(request: OwnRequest) -> HttpResponse:
    """The PIN, the light, and the way out."""
    return render(request, "own_access/this_phone.html", {"phone": _own_phone(request)})


@require_POST
@public
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, words.SIGNED_OUT)
    return redirect("own_access:sign_in")


@require_http_methods(["GET", "HEAD"])
@public
def help_page(request: HttpRequest) -> HttpResponse:
    """Whom to call: for anybody, with nothing about who asks. Going back after leaving: nothing."""
    if has_just_left(request):
        return redirect("own_access:away")
    response = render(request, "own_access/help.html", {"reach": whom_to_call(request)})
    response["Cache-Control"] = "no-store"
    return response


def next_page(request: HttpRequest, home: str = "/me/") -> str:
    """Where somebody was going: a page behind their own door, and nowhere else."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith(home)
    return wanted if is_ours else home


def _sign_in_page(request: HttpRequest, phone: OwnDevice | None, form: PinForm) -> HttpResponse:
    if phone is not None:
        with clinic_context(phone.clinic_id):
            phone.refresh_from_db()
    context = {
        "form": form,
        "phone": phone,
        "next": next_page(request),
        "reach": whom_to_call(request),
    }
    return render(request, "own_access/sign_in.html", context, status=_status(form))


def _own_phone(request: OwnRequest) -> OwnDevice | None:
    """This phone, if its PIN is that of whoever is signed in on it."""
    phone = known_phone(request)
    is_theirs = phone is not None and phone.sign_in.account_id == request.person.account_id
    return phone if is_theirs else None


def _is_right(request: HttpRequest, phone: OwnDevice, form: PinForm) -> bool:
    """Whether the PIN is right; the form says it when it is not."""
    if not ratelimit.consume(request, action="own_pin", key=str(phone.pk)):
        form.add_error("pin", words.SLOWLY)
        return False
    with clinic_context(phone.clinic_id):
        tried = actions.try_pin(device=phone, pin=form.cleaned_data["pin"], now=timezone.now())
    if tried.is_right:
        return True
    few = words.FEW_PINS_LEFT if tried.tries_left <= FEW_TRIES else words.WRONG_PIN
    form.add_error("pin", few if tried.tries_left > 0 else words.PIN_VOID)
    return False


def _status(form: PinForm | NewPinForm) -> HTTPStatus:
    is_wrong = form.is_bound and form.errors
    return HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
