"""How the phone of somebody in a circle is known, and how long their links are."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings

from holdspace.clinic.context import own_key_context
from holdspace.clinic.own_access.phone import key_of
from holdspace.clinic.supporters.models import SupporterPhone

if TYPE_CHECKING:
    from django.http import HttpRequest

LINK_BYTES = 16
"""128 bits: no more squares in the picture than a camera reads from another phone's screen."""


def new_link_secret() -> str:
    return secrets.token_urlsafe(LINK_BYTES)


def secret_of(request: HttpRequest) -> str:
    """What this phone was given to be known by; empty when it was given nothing."""
    return request.COOKIES.get(settings.CIRCLE_COOKIE_NAME, "")


def known_circle_phone(request: HttpRequest) -> SupporterPhone | None:
    """The phone that asks, if somebody in a circle set a PIN on it."""
    secret = secret_of(request)
    if not secret:
        return None
    with own_key_context(key_of(secret)):
        phones = SupporterPhone.objects.known().select_related("account")
        return phones.filter(key_sha256=key_of(secret)).first()
