"""The quick way out: what was open closes, and going back shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from holdspace.clinic.access.policy import public
from holdspace.clinic.own_access.gate import LEFT_COOKIE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LEFT_SECONDS = 30 * 60
"""For half an hour, a page of the companion that is opened by going back is the neutral one."""
HELP_IS_AWAY_SECONDS = 5 * 60
"""So long the page of people to reach is neutral too, unless it is opened from the sign-in page.

It names a clinic and crisis lines, and going back must show nothing. Our own number: as long as
somebody may be looking on, and no longer, because whom to call needs nobody's leave.
"""


@require_safe
@public
def leave(request: HttpRequest) -> HttpResponse:
    """By a link, so that it works without a script; a phone that is known asks for its PIN again.

    It signs out although it is only a link: to be signed out by somebody else's page costs a PIN,
    and not to be signed out in time may cost more.
    """
    logout(request)
    response = redirect(settings.QUICK_EXIT_ADDRESS or "own_access:away")
    response.set_cookie(
        LEFT_COOKIE,
        f"{timezone.now().timestamp():.0f}",
        max_age=LEFT_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    response["Clear-Site-Data"] = '"cache"'
    response["Cache-Control"] = "no-store"
    return response


def has_just_left(request: HttpRequest) -> bool:
    """Whether this page is one that going back leads to: opened anew, it brings when they left."""
    left_at = request.COOKIES.get(LEFT_COOKIE, "")
    if not left_at.isdecimal() or request.GET.get("left") == left_at:
        return False
    return timezone.now().timestamp() - int(left_at) < HELP_IS_AWAY_SECONDS


def forget_leaving(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Whoever signed in again is here: going back leads to their pages once more."""
    if LEFT_COOKIE in request.COOKIES:
        response.delete_cookie(LEFT_COOKIE, samesite="Lax")
    return response


@require_safe
@public
def away(request: HttpRequest) -> HttpResponse:
    """A page that says nothing, of nobody, and looks like nothing in particular."""
    response = render(request, "own_access/away.html")
    response["Cache-Control"] = "no-store"
    return response
