"""Somebody with an authenticator app and a passkey: only they see the pages about them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.accessibility.walk import Found

if TYPE_CHECKING:
    from tests.journeys.tablet import Staff, Tablet

STEP_SECONDS = 30
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}
"""A fingerprint reader as the browser's own tools make one."""


def set_up(staff: Staff, who: str) -> Tablet:
    tablet = staff.sign_in(who)
    add_authenticator_app(tablet)
    add_passkey(tablet)
    return tablet


def says_who_they_are(tablet: Tablet) -> None:
    """Gives the password once more, as the pages about sign-in ask."""
    tablet.page.goto(f"{tablet.site.origin}/account/2fa/totp/activate/")
    tablet.page.get_by_label("Password").fill(tablet.site.password)
    tablet.page.get_by_role("button", name="Go on").click()
    tablet.page.wait_for_url("**/totp/activate/")


def add_authenticator_app(tablet: Tablet) -> None:
    page = tablet.page
    says_who_they_are(tablet)
    secret = page.locator("details code").text_content() or ""
    page.locator("main form.stack input[name=code]").fill(code_of(secret, tablet))
    page.get_by_role("button", name="Turn it on").click()
    page.wait_for_url(lambda url: "/activate" not in url)


def add_passkey(tablet: Tablet) -> None:
    page = tablet.page
    devices = tablet.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto(f"{tablet.site.origin}/account/2fa/webauthn/add/")
    page.get_by_label("A name for it").fill("The blue tablet")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(lambda url: "/webauthn/add" not in url)


def code_of(secret: str, tablet: Tablet) -> str:
    """Six digits as the app shows them (RFC 6238), a second into their half minute."""
    clock = tablet.site.clock
    step = int(clock.now().timestamp()) // STEP_SECONDS + 1
    clock.set_to(datetime.fromtimestamp(step * STEP_SECONDS + 1, UTC))
    digest = hmac.new(base64.b32decode(secret.strip()), struct.pack(">Q", step), hashlib.sha1)
    at = digest.digest()[-1] & 15
    number = struct.unpack(">I", digest.digest()[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def pages_at_the_door(staff: Staff, who: str) -> list[Found]:
    """Before anybody is let in: the sign-in, and then the question for the second step."""
    signed_out = staff.at_the_door()
    asked = staff.at_the_door()
    staff.give_email_and_password(asked, who)
    asked.page.wait_for_url("**/2fa/authenticate/**")
    return [
        Found("account_login", "/account/login/", signed_out),
        Found("mfa_authenticate", urlsplit(asked.page.url).path, asked),
    ]
