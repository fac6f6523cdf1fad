"""The way in, the quick way out, and the people to reach: open to whoever holds the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from holdspace.clinic.access.policy import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@public
def sign_in(request: HttpRequest) -> HttpResponse:
    return render(request, "own_access/sign_in.html")


@require_safe
@public
def leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect("/me/sign-in")


@require_safe
@public
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "own_access/help.html")
