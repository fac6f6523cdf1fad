"""How a person's phone is known: by a secret in a cookie of its own, whoever is signed in on it."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.conf import settings

from holdspace.clinic.context import clinic_context, own_key_context
from holdspace.clinic.own_access.models import OwnDevice

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SECRET_BYTES = 32
KEPT_SECONDS = 400 * 24 * 60 * 60
"""As long as a browser keeps any cookie."""
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android phone"),
    ("Macintosh", "Mac"),
    ("Windows", "Windows computer"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux computer"),
)
BROWSERS = (
    ("Firefox/", "Firefox"),
    ("Edg/", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""In the order in which a browser's own words must be read: each names those it is like."""


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def key_of(secret: str) -> bytes:
    """What we keep of a secret."""
    return hashlib.sha256(secret.encode()).digest()


def known_phone(request: HttpRequest) -> OwnDevice | None:
    """The phone that asks, if a person set a PIN on it and nobody ended that."""
    secret = request.COOKIES.get(settings.OWN_COOKIE_NAME)
    if not secret:
        return None
    with own_key_context(key_of(secret)):
        found = OwnDevice.objects.filter(key_sha256=key_of(secret), ended_at__isnull=True).first()
    if found is None:
        return None
    with clinic_context(found.clinic_id):
        phones = OwnDevice.objects.known().select_related("sign_in__account", "clinic")
        return phones.filter(pk=found.pk).first()


def remember(response: HttpResponse, secret: str, *, cookie: str = "") -> None:
    """Let the phone keep its secret, where no script can read it."""
    response.set_cookie(
        cookie or settings.OWN_COOKIE_NAME,
        secret,
        max_age=KEPT_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def in_words(user_agent: str) -> str:
    """What staff and the person may call a phone: "iPhone, Safari"."""
    system = next((words for sign, words in SYSTEMS if sign in user_agent), "A device")
    browser = next((words for sign, words in BROWSERS if sign in user_agent), "")
    return f"{system}, {browser}" if browser else system
