"""The companion on a phone: joined by PIN or passkey, left quickly, of use without a network."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

# Playwright keeps an event loop in this thread; the database is asked beside it, never from inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.clinic.own_access.actions import end_access, make_link
from tests.chromium import running_browser
from tests.clinic.test_passkey import AUTHENTICATOR
from tests.pathway.dosing_session.live import running_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from holdspace.clinic.demo import Cast

PHONE = {"width": 390, "height": 844}
PIN = "480613"
LEAVE_AND_LOOK = """(() => {
  document.querySelector("[data-leave]").click();
  return [document.body.checkVisibility(), document.title];
})()"""
"""What is still to be seen at the moment of leaving."""


@dataclass
class Phones:
    """Phones of a clinic's patients, and the site they speak to."""

    browser: Browser
    origin: str
    cast: Cast
    faults: list[str] = field(default_factory=list)
    """What a page's policy or its scripts complained of, and what was asked elsewhere."""

    def link(self, who: str = "mara") -> str:
        with clinic_context(self.cast.clinic.id):
            _, secret = make_link(
                actor=self.cast.actor("desk"), patient=self.cast.patients[who], now=timezone.now()
            )
        return f"{self.origin}/me/join/{secret}/"

    def new(self, *, has_scripts: bool = True) -> Page:
        context = self.browser.new_context(viewport=PHONE, java_script_enabled=has_scripts)
        page = context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("request", lambda one: self._is_ours(one.url))
        reader = context.new_cdp_session(page)
        reader.send("WebAuthn.enable")
        reader.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        return page

    def _is_ours(self, url: str) -> None:
        if not url.startswith((self.origin, "data:")):
            self.faults.append(url)


def say_birthday(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Day").fill("12")
    page.get_by_label("Month").select_option("March")
    page.get_by_label("Year").fill("1984")
    page.get_by_role("button", name="Go on").click()


def choose_pin(page: Page) -> None:
    page.get_by_label("Your new PIN").fill(PIN)
    page.get_by_label("The same PIN again").fill(PIN)
    page.get_by_role("button", name="Open my pages").click()
    page.get_by_text("Good to see you, Mara").wait_for()


def keeps_people_to_reach(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()


def has_no_network(context: BrowserContext) -> None:
    context.set_offline(True)


def path(page: Page) -> str:
    return urlsplit(page.url).path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as chromium:
        yield chromium


@pytest.fixture
def phones(browser: Browser, own_database) -> Iterator[Phones]:
    cast = make_cast()
    with running_site(own_database.app_url) as port:
        phones = Phones(browser, f"http://localhost:{port}", cast)
        yield phones
        for context in browser.contexts:
            context.close()


def test_a_phone_joins_leaves_quickly_and_has_somebody_to_call_without_a_network(phones) -> None:
    page = phones.new()
    say_birthday(page, phones.link())
    choose_pin(page)

    # There is help without a network, and nothing of Mara in it.
    keeps_people_to_reach(page)
    has_no_network(page.context)
    page.goto(f"{phones.origin}/me/this-phone")
    page.get_by_role("heading", name="People to reach").wait_for()
    assert page.locator('a[href="tel:112"]').is_visible()
    assert "Mara" not in page.content()

    # What is usual after a session can be read as well: the very part that was asked for.
    page.goto(f"{phones.origin}/me/after/tears/")
    page.get_by_role("heading", name="Why people cry").wait_for()
    assert urlsplit(page.url)[2:] == ("/me/after/offline/", "", "tears")
    assert page.locator('a[href="tel:112"]').count() == 1
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    page.get_by_text("Good to see you, Mara").wait_for()

    # She leaves: the page is gone before the next one comes, and going back shows nothing.
    assert page.evaluate(LEAVE_AND_LOOK) == [False, ""]
    page.wait_for_url("**/away")
    page.go_back()
    assert "Mara" not in page.content()
    assert path(page) in {"/away", "/me/sign-in"}

    # She comes back by her PIN.
    page.goto(f"{phones.origin}/me/sign-in")
    page.get_by_label("Your PIN").fill(PIN)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Good to see you, Mara").wait_for()
    assert phones.faults == []


def test_a_passkey_is_made_by_link_and_opens_the_pages_until_access_is_ended(phones) -> None:
    page = phones.new()
    say_birthday(page, phones.link())
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("Good to see you, Mara").wait_for()
    page.context.clear_cookies()

    page.goto(f"{phones.origin}/me/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("Good to see you, Mara").wait_for()

    # On the page of the staff it opens nothing.
    page.context.clear_cookies()
    page.goto(f"{phones.origin}/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/me/sign-in")
    assert page.goto(f"{phones.origin}/me/help/").ok
    assert page.goto(f"{phones.origin}/start/").url.endswith("/account/login/?next=/start/")

    with clinic_context(phones.cast.clinic.id):
        mara = phones.cast.patients["mara"]
        end_access(actor=phones.cast.actor("ana"), patient=mara, now=timezone.now())
    page.goto(f"{phones.origin}/me/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("The passkey was not used.").wait_for()
    assert path(page) == "/me/sign-in"
    assert phones.faults == []


def test_without_scripts_a_phone_joins_reads_and_leaves(phones) -> None:
    page = phones.new(has_scripts=False)
    say_birthday(page, phones.link())
    choose_pin(page)

    page.get_by_role("link", name="People to reach").click()
    assert page.locator('a[href="tel:112"]').is_visible()
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url("**/away")
    page.go_back()

    assert path(page) == "/away"
    assert page.goto(f"{phones.origin}/me/").url.endswith("/away")
