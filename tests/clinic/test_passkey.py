"""A passkey is set up and opens the clinic, in a real browser under the policy of the real site."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

# Playwright keeps an event loop in this thread; the database is asked beside it, never from inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from django.conf import global_settings
from django.contrib.auth.hashers import make_password
from django.test import override_settings

from holdspace.clinic.access.actions import disable_member
from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import PASSWORD, make_cast
from tests.chromium import running_browser
from tests.pathway.dosing_session.live import running_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from holdspace.clinic.demo import Cast

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A laptop with a fingerprint reader, and a finger that is always the right one."""


@dataclass
class Laptop:
    """One browser with a passkey reader, before the clinic's site."""

    page: Page
    origin: str
    cast: Cast
    faults: list[str]
    """What the page's policy or its scripts complained of."""

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def sign_in_by_password(self) -> None:
        self.page.goto(f"{self.origin}/account/login/")
        self.page.get_by_label("Email").fill(self.cast.staff["ana"].account.email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(lambda url: "/account/login" not in url)

    def add_a_passkey(self) -> None:
        """The site asks who is there once more before it opens another door."""
        self.page.goto(f"{self.origin}/account/2fa/webauthn/add/")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_label("Password").press("Enter")
        self.page.get_by_label("A name for it").fill("Blue laptop")
        self.page.get_by_label("It signs me in alone").check()
        self.page.get_by_role("button", name="Add it").click()
        self.page.wait_for_url(lambda url: "/webauthn/add" not in url)

    def sign_out(self) -> None:
        self.page.context.clear_cookies()

    def sign_in_by_passkey(self) -> None:
        self.page.goto(f"{self.origin}/account/login/")
        with self.page.expect_response(lambda one: one.request.method == "POST"):
            self.page.get_by_role("button", name="Use a passkey").click()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file: two that are open at once would share a thread, and cannot."""
    with running_browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def port(kept_database) -> Iterator[int]:
    with running_site(kept_database.app_url) as port:
        yield port


@pytest.fixture
def laptop(browser: Browser, port: int) -> Iterator[Laptop]:
    cast = make_cast(prefix=f"{uuid4()}-")
    account = cast.staff["ana"].account
    with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):
        account.password = make_password(PASSWORD)  # the site knows no quick way
    account.save()
    page = browser.new_context().new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    reader = page.context.new_cdp_session(page)
    reader.send("WebAuthn.enable")
    reader.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield Laptop(page, f"http://localhost:{port}", cast, faults)
    page.context.close()


def test_a_passkey_is_set_up_and_opens_the_clinic_with_nothing_typed(laptop: Laptop) -> None:
    laptop.sign_in_by_password()
    laptop.add_a_passkey()
    laptop.sign_out()

    laptop.sign_in_by_passkey()
    laptop.page.wait_for_url(f"{laptop.origin}/")

    assert laptop.page.get_by_role("heading", level=1).is_visible()
    assert laptop.faults == []


def test_the_site_that_was_asked_has_its_real_policy(laptop: Laptop) -> None:
    answer = laptop.page.goto(f"{laptop.origin}/account/login/")

    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert {"script-src 'self'", "default-src 'none'"} <= set(policy.split("; "))
    assert "unsafe" not in policy


def test_the_passkey_of_who_was_disabled_opens_nothing(laptop: Laptop) -> None:
    laptop.sign_in_by_password()
    laptop.add_a_passkey()
    with clinic_context(laptop.cast.clinic.id):
        disable_member(actor=laptop.cast.actor("owner"), member=laptop.cast.staff["ana"])

    laptop.page.goto(f"{laptop.origin}/")
    after_the_next_request = laptop.path()
    laptop.sign_out()
    laptop.sign_in_by_passkey()
    laptop.page.wait_for_url("**/account/inactive/")
    laptop.page.goto(f"{laptop.origin}/")

    assert after_the_next_request == "/account/login/"
    assert laptop.path() == "/account/login/"


def test_without_a_passkey_the_page_says_in_words_that_none_was_used(laptop: Laptop) -> None:
    laptop.page.goto(f"{laptop.origin}/account/login/")

    laptop.page.get_by_role("button", name="Use a passkey").click()

    laptop.page.get_by_text("The passkey was not used.").wait_for()
    assert laptop.path() == "/account/login/"


def test_before_the_page_listens_nobody_can_press_in_vain(browser: Browser, laptop: Laptop) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{laptop.origin}/account/login/")

    assert page.get_by_role("button", name="Use a passkey").is_disabled()
    page.context.close()
