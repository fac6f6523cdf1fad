"""The record of a session in a real browser: read, signed, closed, replayed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import PASSWORD, make_cast
from holdspace.clinic.people.models import Account
from tests.chromium import running_browser
from tests.pathway.dosing_session.live import running_site
from tests.pathway.dosing_session.story import Tablet, opened
from tests.pathway.dosing_session.summary_story import live_it

# Playwright keeps an event loop in this thread; the database is asked beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from holdspace.clinic.people.models import StaffMember

LIGHTS = ("day", "dim")
SIZES = {"tablet": (1180, 820), "phone": (390, 844)}


class Desk:
    """A clinic with one finished session, and Dr Okafor before it."""

    def __init__(
        self, page: Page, origin: str, who: StaffMember, session_id: object, entries: int
    ) -> None:
        self.page = page
        self.email = who.account.email
        self.origin = origin
        self.record = f"{origin}/room/{session_id}/summary/"
        self.replay = f"{origin}/room/{session_id}/replay/"
        self.entries = entries

    def sign_in(self) -> None:
        self.page.goto(f"{self.origin}/account/login/")
        self.page.get_by_label("Email").fill(self.email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_url(lambda url: "/account/" not in url)

    def in_light(self, light: str) -> None:
        self.page.context.add_cookies([{"name": "light", "value": light, "url": self.origin}])

    def violations(self) -> list[str]:
        return [
            f"{one['id']}: {one['nodes'][0]['html']}"
            for one in Axe().run(self.page).response["violations"]
        ]


@pytest.fixture(scope="module")
def port(kept_database) -> Iterator[int]:
    with running_site(kept_database.app_url) as port:
        yield port


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as chromium:
        yield chromium


@pytest.fixture
def desk(port, browser, now) -> Iterator[Desk]:
    cast = make_cast(prefix=f"{uuid4()}-")
    okafor = cast.staff["okafor"]
    knows_the_password(okafor)
    with clinic_context(cast.clinic.id):
        tablet = Tablet(opened(cast, now))
        live_it(cast, tablet, now)
        entries = tablet.session.events.count()
    context = browser.new_context(
        viewport={"width": 1180, "height": 820}, reduced_motion="reduce", bypass_csp=False
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("request", lambda asked: faults.extend(foreign(asked.url)))
    desk = Desk(page, f"http://localhost:{port}", okafor, tablet.session.pk, entries)
    desk.sign_in()
    yield desk
    context.close()
    assert faults == []


def knows_the_password(member: StaffMember) -> None:
    """As the site's own process hashes it: the tests' quick way is not known there."""
    encoded = PBKDF2PasswordHasher().encode(PASSWORD, "salt-of-a-test", iterations=1_000)
    Account.objects.filter(pk=member.account_id).update(password=encoded)


def foreign(url: str) -> list[str]:
    return [] if url.startswith(("http://localhost:", "data:", "blob:")) else [url]


def test_the_record_is_read_in_both_lights_on_both_sizes(desk) -> None:
    found = [violations_of(desk, desk.record, light, size) for light in LIGHTS for size in SIZES]

    assert found == [[], [], [], []]


def test_the_replay_is_readable_in_both_lights(desk) -> None:
    found = [violations_of(desk, desk.replay, light, "tablet") for light in LIGHTS]

    assert found == [[], []]


def violations_of(desk: Desk, address: str, light: str, size: str) -> list[str]:
    width, height = SIZES[size]
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.in_light(light)
    desk.page.goto(address)
    desk.page.wait_for_load_state("networkidle")
    desk.page.locator(".summary-standing, #room[data-ready=true]").wait_for()
    wide = desk.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{address} is wider than the {size}"
    return desk.violations()


def test_signing_asks_who_one_is_and_goes_on_with_what_was_typed(desk) -> None:
    page = desk.page
    page.goto(desk.record)
    page.get_by_label("I have reviewed this record.").check()
    page.get_by_label("Anything to add").fill("Seen with Ana.")
    page.get_by_role("button", name="Sign as Dr Okafor").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(desk.record)

    standing = page.locator(".summary-standing").inner_text()
    assert "Signed by Dr Okafor" in standing
    assert "Unchanged since." in standing
    assert page.get_by_text("I have reviewed this record. Seen with Ana.").count() == 1


def test_closing_is_a_second_act(desk) -> None:
    page = desk.page
    page.goto(desk.record)
    page.get_by_label("Completed: the person went home").check()
    page.get_by_role("button", name="Close the record").click()
    page.wait_for_url(desk.record)

    assert "completed" in page.locator(".summary-standing [data-state=closed]").inner_text()
    assert page.get_by_role("button", name="Close the record").count() == 0


def test_replay_walks_through_the_record_with_the_arrow_keys(desk) -> None:
    page = desk.page
    page.goto(desk.replay)
    page.wait_for_selector("#room[data-ready=true]")
    first = page.locator("#replay-count").inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#replay[data-place='1']")
    page.keyboard.press("End")
    page.wait_for_selector(f"#replay[data-place='{desk.entries - 1}']")

    assert first == f"1 of {desk.entries}"
    assert page.locator("#replay-count").inner_text() == f"{desk.entries} of {desk.entries}"
    assert page.locator("#room-name").inner_text() == "Room 1"
