"""Two phones: invited in at most eight taps, something's wrong and answered, then dark at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

# Playwright keeps an event loop in this thread; the database is asked beside it, never from inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from datetime import timedelta

from django.utils import timezone

from holdspace.clinic.demo import make_cast
from tests.chromium import running_browser
from tests.clinic.own_sign_in import open_companion
from tests.clinic.test_passkey import AUTHENTICATOR
from tests.pathway.dosing_session.live import running_site, signed_in
from tests.pathway.integrate.circle.conftest import dosing_visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

PHONE = {"width": 390, "height": 844}
MOST_TAPS = 8


class TwoPhones:
    """The person's and the other one's, and every tap on either of them."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self.origin = origin
        self.taps = 0
        self.faults: list[str] = []
        self.person, self.other = (self._phone(browser) for _ in range(2))

    def _phone(self, browser: Browser) -> Page:
        page = browser.new_context(viewport=PHONE).new_page()
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        reader = page.context.new_cdp_session(page)
        reader.send("WebAuthn.enable")
        reader.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        return page

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def invite(self) -> str:
        """From the person's home to the link on their screen."""
        page = self.person
        self.tap(page.get_by_role("navigation").get_by_role("link", name="My circle"))
        self.tap(page.get_by_label("Their first name"))
        page.keyboard.type("Sam")
        self.tap(page.get_by_text("Helper on the day"))
        self.tap(page.get_by_role("button", name="Make the link"))
        address = page.locator(".link-address a").get_attribute("href")
        assert address
        return address

    def join(self, address: str) -> None:
        """The camera finds the address in the picture; opening it is one tap."""
        self.taps += 1
        self.other.goto(address)
        self.tap(self.other.get_by_role("button", name="Go on"))
        self.tap(self.other.get_by_role("button", name="Use a passkey"))
        self.other.get_by_text("You are in.").wait_for()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as chromium:
        yield chromium


def test_from_an_invitation_to_an_answer_and_an_end(browser, own_database) -> None:
    cast = make_cast()
    dosing_visit(cast, timezone.now() + timedelta(days=1))
    with running_site(own_database.app_url) as port:
        phones = TwoPhones(browser, f"http://localhost:{port}")
        open_companion(phones.person, phones.origin, cast.patients["mara"])
        phones.join(phones.invite())
        assert phones.taps <= MOST_TAPS
        phones.other.get_by_text("Being there for Mara").wait_for()

        pauses_and_takes_up_again(phones)
        says_that_something_is_wrong(phones.other)
        answers(_desk_of(browser, port, cast), phones)
        ends(phones)

        assert phones.faults == []


def pauses_and_takes_up_again(phones: TwoPhones) -> None:
    """The other phone shows each of them by itself."""
    mara, sam = phones.person, phones.other
    sam.get_by_role("heading", name="Call if").wait_for()
    mara.goto(f"{phones.origin}/me/circle/")
    mara.get_by_role("link", name="Sam").click()
    mara.get_by_role("button", name="Pause").click()
    sam.get_by_role("heading", name="Nothing new right now").wait_for()
    mara.get_by_role("button", name="Let them look again").click()
    sam.get_by_role("heading", name="Call if").wait_for()


def says_that_something_is_wrong(sam: Page) -> None:
    sam.get_by_role("link", name="Tell the clinic").click()
    sam.get_by_label("Say what you see").fill("She is hard to wake.")
    sam.get_by_role("button", name="Tell the clinic now").click()
    sam.get_by_text("Sent. Stay on this page").wait_for()


def answers(desk: Page, phones: TwoPhones) -> None:
    """From the list of tasks; the name and the words come to the other phone by themselves."""
    desk.goto(f"{phones.origin}/tasks/")
    desk.get_by_role("link", name="Mara Keller").first.click()
    desk.get_by_role("link", name="What it is about").click()
    desk.get_by_role("button", name="I have seen it, I take it").click()
    phones.other.get_by_text("Ana Silva has seen it").wait_for()
    desk.get_by_label("Your answer").fill("Sit her up. I am phoning you now.")
    desk.get_by_role("button", name="Send the answer").click()
    phones.other.get_by_text("Sit her up. I am phoning you now.").wait_for()


def ends(phones: TwoPhones) -> None:
    """The open page is dark, nothing of her is left on it, and none of it comes back."""
    phones.person.get_by_role("link", name="End", exact=True).click()
    phones.person.get_by_role("button", name="End it").click()
    phones.other.get_by_role("heading", name="This page has ended").wait_for()
    assert "hard to wake" not in phones.other.content()
    answer = phones.other.reload()
    assert answer is not None
    assert answer.status == 410


def _desk_of(browser: Browser, port: int, cast) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    cookie = signed_in(port, cast.staff["ana"]).cookie.split(";")[0]
    name, _, value = cookie.partition("=")
    page.context.add_cookies([{"name": name, "value": value, "url": f"http://localhost:{port}"}])
    return page
