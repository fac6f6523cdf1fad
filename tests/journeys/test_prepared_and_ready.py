"""Mara prepares on her phone; the day is checked at the door; one answer short, nothing begins."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

# The pages are looked at by a browser of this process, which also reads the clinic's rows.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.pathway.course.queries import latest_cycle_of
from holdspace.pathway.dosing_session.opening import open_session
from holdspace.pathway.prepare.actions import measure_weight
from tests.clinic.own_sign_in import open_companion
from tests.clinic_hours import in_the_afternoon
from tests.pathway.consult.decided import decide_go
from tests.pathway.consult.signed import signed
from tests.pathway.dosing_session.live import running_site, signed_in
from tests.pathway.dosing_session.story import Tablet, dosing_visit, ready_to_dose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from holdspace.pathway.course.models import DoseCycle

TABLET = {"width": 1180, "height": 820}
PHONE = {"width": 390, "height": 844}
PATIENCE_SECONDS = 30
EVERYTHING_BUT_WHO = """() => {
  for (const group of document.querySelectorAll("#form fieldset")) {
    const inputs = [...group.querySelectorAll("input[type=radio]")];
    if (!inputs.length || inputs[0].name === "identity") continue;
    const named = (value) => inputs.find((one) => one.value === value);
    (named("met") ?? named("no") ?? named("none")).click();
  }
}"""
"""All goes as it should; only who the person is, nobody has asked."""


@dataclass
class Day:
    """A phone in Mara's hand, and Ana's tablet in front of the room."""

    phone: Page
    tablet: Page
    room: Page
    origin: str
    cycle: DoseCycle


@pytest.fixture
def day(own_database, browser: Browser) -> Iterator[Day]:
    with running_site(own_database.app_url) as port:
        cast, now = in_the_afternoon(make_cast()), timezone.now()
        before = now - timedelta(minutes=12)
        with clinic_context(cast.clinic.id):
            visit, course = dosing_visit(cast, "mara", before)
            signed(cast, course, "treatment", before)
            decide_go(cast, cast.patients["mara"], before)
            cycle = latest_cycle_of(course)
            assert cycle is not None
            on = visit.starts_at.astimezone(ZoneInfo(visit.zone)).date()
            measure_weight(
                actor=cast.actor("ana"), cycle=cycle, typed="70", measured_on=on, now=before
            )
            session = open_session(cast.actor("ana"), visit, before)
            ready_to_dose(cast, Tablet(session), now)
        origin = f"http://localhost:{port}"
        ana = signed_in(port, cast.staff["ana"]).cookie
        phone = browser.new_context(viewport=PHONE).new_page()
        open_companion(phone, origin, cast.patients["mara"])
        tablet, room = _screen(browser, origin, ana), _screen(browser, origin, ana)
        room.goto(f"{origin}/room/{session.pk}/")
        room.locator("#room[data-ready]").wait_for()
        yield Day(phone, tablet, room, origin, cycle)
        for page in (phone, tablet, room):
            page.context.close()


def _screen(browser: Browser, origin: str, cookies: str) -> Page:
    context = browser.new_context(viewport=TABLET)
    pairs = [one.split("=", 1) for one in cookies.split("; ")]
    context.add_cookies([{"name": name, "value": value, "url": origin} for name, value in pairs])
    return context.new_page()


def prepares(phone: Page) -> None:
    """What she hopes for, how she wants it, and who takes her home."""
    phone.get_by_role("link", name="Today", exact=True).click()
    phone.get_by_role("link", name="My plan").click()
    phone.get_by_role("link", name="Your intention").click()
    phone.locator("[name=words]").fill("To put the bag down for an hour.")
    phone.get_by_role("button", name="Send").click()
    phone.get_by_role("link", name="How you want it to be").click()
    phone.locator("[name=level][value='1']").check()
    phone.locator("[name=hand_signal]").fill("Two squeezes")
    phone.get_by_role("button", name="Send").click()
    phone.get_by_role("link", name="Your way home").click()
    phone.locator("[name=name]").fill("Ida Keller")
    phone.locator("[name=phone]").fill("0151 555 0101")
    phone.locator("[name=is_confirmed]").check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Ida Keller takes you home.")).to_be_visible()


def checks(tablet: Page, day: Day) -> None:
    tablet.goto(f"{day.origin}/cycles/{day.cycle.pk}/day/")
    tablet.evaluate(EVERYTHING_BUT_WHO)
    tablet.locator("[name=last_meal_at]").fill("0400")
    tablet.locator("[name=last_drink_at]").fill("0900")
    tablet.locator("[name=tier_basis]").fill("Asked at the door.")
    tablet.get_by_role("button", name="Write down").click()


def keeps_back(room: Page) -> list[str]:
    """What the dose button says is missing."""
    room.locator("#buttons .dose").click()
    room.locator("dialog[open]").get_by_role("button", name="Close").wait_for()
    said = room.locator("dialog .facts li").all_inner_texts()
    room.keyboard.press("Escape")
    return said


def in_the_end(room: Page, count: int) -> list[str]:
    """The room hears of it by itself, within a beat or two."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while len(said := keeps_back(room)) != count:
        assert time.monotonic() < give_up_at, said
        time.sleep(0.5)
    return said


def violations(page: Page) -> list[str]:
    return [one["id"] for one in Axe().run(page).response["violations"]]


def test_one_unknown_keeps_the_dose_back_and_its_answer_opens_the_gate(day: Day) -> None:
    prepares(day.phone)
    checks(day.tablet, day)

    expect(day.tablet.get_by_text("1 of 13 keeps the dose back")).to_be_visible()
    assert ["Identity" in one for one in in_the_end(day.room, 1)] == [True]
    assert "To put the bag down" in day.room.locator("#room").inner_text()

    day.tablet.locator("[name=identity][value=met]").check()
    day.tablet.get_by_role("button", name="Write down").click()

    expect(day.tablet.get_by_text("Nothing keeps the dose back")).to_be_visible()
    assert in_the_end(day.room, 0) == []
    day.room.locator("#buttons .dose").click()
    expect(
        day.room.locator("dialog").get_by_role("button", name="Start the infusion")
    ).to_be_visible()
    assert violations(day.phone) == violations(day.tablet) == violations(day.room) == []
