"""How an enrolled device is known: by a secret in a cookie, whoever is signed in on it."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.conf import settings

from holdspace.clinic.context import tablet_context
from holdspace.clinic.tablets.models import Tablet

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SECRET_BYTES = 32
KEPT_SECONDS = 400 * 24 * 60 * 60
"""As long as a browser keeps any cookie; each look at the tablet's own page begins it anew."""


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def key_of(secret: str) -> bytes:
    """What we keep of a device's secret."""
    return hashlib.sha256(secret.encode()).digest()


def tablet_of(request: HttpRequest) -> Tablet | None:
    """The enrolment of the device that asks; None when it has none, or has it no longer."""
    secret = request.COOKIES.get(settings.TABLET_COOKIE_NAME)
    if not secret:
        return None
    with tablet_context(key_of(secret)):
        return Tablet.objects.enrolled().filter(key_sha256=key_of(secret)).first()


def remember(response: HttpResponse, secret: str) -> None:
    """Let the device keep its secret, where no script can read it."""
    response.set_cookie(
        settings.TABLET_COOKIE_NAME,
        secret,
        max_age=KEPT_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Take the secret from the device, and with it everything that its browser keeps for us."""
    response.delete_cookie(settings.TABLET_COOKIE_NAME, samesite="Lax")
    response["Clear-Site-Data"] = '"storage"'
