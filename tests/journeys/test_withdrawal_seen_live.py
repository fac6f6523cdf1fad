"""Mara takes a consent back on her phone; the room and the desk see it without a hand on them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

# The page is looked at by a browser of this process, which also reads the clinic's rows.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.clinic.tasks.models import Task
from holdspace.pathway.prepare.actions import PlannedGuidance, plan_guidance
from tests.clinic.own_sign_in import open_companion
from tests.pathway.consult.signed import signed
from tests.pathway.dosing_session.live import running_site, signed_in
from tests.pathway.dosing_session.story import Tablet, opened, ready_to_dose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.dosing_session.models import DosingSession

TABLET = {"width": 1180, "height": 820}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@dataclass
class Clinic:
    """Three screens: Ana's in the room, Jonas's at a desk, and Mara's phone."""

    cast: Cast
    session: DosingSession
    room: Page
    desk: Page
    phone: Page


@pytest.fixture
def clinic(own_database, browser: Browser) -> Iterator[Clinic]:
    with running_site(own_database.app_url) as port:
        cast, now = make_cast(), timezone.now()
        with clinic_context(cast.clinic.id):
            session = opened(cast, now - timedelta(minutes=12))
            before = now - timedelta(minutes=12)
            signed(cast, session.cycle.course, "touch", before, scope="My hand.")
            hand = PlannedGuidance(level=1, is_touch_allowed=True, touch_areas="Hand only")
            plan_guidance(actor=cast.actor("jonas"), cycle=session.cycle, plan=hand, now=before)
            ready_to_dose(cast, Tablet(session), now)
        origin = f"http://localhost:{port}"
        room = _screen(browser, origin, signed_in(port, cast.staff["ana"]).cookie, TABLET)
        desk = _screen(browser, origin, signed_in(port, cast.staff["jonas"]).cookie, DESK)
        phone = browser.new_context(viewport=PHONE).new_page()
        open_companion(phone, origin, cast.patients["mara"])
        room.goto(f"{origin}/room/{session.pk}")
        room.locator("#room[data-ready]").wait_for()
        desk.goto(f"{origin}/people/{cast.patients['mara'].pk}/")
        yield Clinic(cast, session, room, desk, phone)
        for page in (room, desk, phone):
            page.context.close()


def _screen(browser: Browser, origin: str, cookies: str, size) -> Page:
    context = browser.new_context(viewport=size)
    pairs = [one.split("=", 1) for one in cookies.split("; ")]
    context.add_cookies([{"name": name, "value": value, "url": origin} for name, value in pairs])
    return context.new_page()


def take_back(phone: Page, title: str) -> None:
    """From home: what was agreed to, then two taps."""
    phone.get_by_role("link", name="What you agreed to").click()
    phone.get_by_role("link", name=f"Take back: {title}").click()
    phone.get_by_role("button", name="Take it back").click()
    phone.get_by_text("It counts from now on").wait_for()
    phone.get_by_role("link", name="Today").click()


def consent_at_the_gate(page: Page) -> str:
    """As the room's own page holds it."""
    page.locator("#buttons .dose").click()
    page.locator("dialog[open]").get_by_role("button", name="Close").wait_for()
    fact = page.locator("dialog .facts li", has_text="Consent")
    words = fact.inner_text() if fact.count() else "met"
    page.keyboard.press("Escape")
    return words


def violations(page: Page) -> list[str]:
    return [one["id"] for one in Axe().run(page).response["violations"]]


def test_touch_then_treatment_are_taken_back_and_everybody_sees_it(clinic: Clinic) -> None:
    room, desk, phone = clinic.room, clinic.desk, clinic.phone
    assert "Hand only" in room.locator("#plan").inner_text()
    assert "Hand only" in desk.locator("#touch-now").inner_text()

    take_back(phone, "Touch that supports")

    room.get_by_text("Touch withdrawn by the person").wait_for()
    desk.locator("#consents", has_text="withdrawn").wait_for()
    desk.locator("#touch-now", has_text="No touch: the person withdrew it").wait_for()
    assert "No touch: the person withdrew it" in room.locator("#plan").inner_text()
    assert "ask again" in consent_at_the_gate(room)

    take_back(phone, "Treatment with ketamine")

    room.get_by_text("Treatment withdrawn by the person").wait_for()
    desk.locator("#readiness", has_text="Withdrawn.").wait_for()
    assert "Withdrawn." in consent_at_the_gate(room)
    assert violations(room) == violations(desk) == violations(phone) == []
    with clinic_context(clinic.cast.clinic.id):
        assert Task.objects.count() == 2
