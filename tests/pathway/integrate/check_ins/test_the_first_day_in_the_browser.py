"""An evening after a session on a phone and on the desk: tapped, told, seen."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

# Playwright keeps an event loop in this thread; the database is asked beside it, never from inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from tests.chromium import running_browser
from tests.clinic.own_sign_in import open_companion
from tests.journeys.tablet import PHONE, TABLET, violations
from tests.pathway.dosing_session.live import running_site, signed_in
from tests.pathway.integrate.check_ins.after import went_home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page


SMALL_PHONE = {"width": 360, "height": 740}
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
MORE = "Is there more you want to say?"


@pytest.fixture
def evening(own_database) -> Iterator[tuple[Page, Page]]:
    """Mara went home an hour ago: her phone, and Jonas's desk."""
    cast = make_cast()
    with clinic_context(cast.clinic.id):
        went_home(cast, timezone.now() - timedelta(hours=1))
    with running_site(own_database.app_url) as port, running_browser() as browser:
        origin = f"http://localhost:{port}"
        phone = browser.new_context(
            viewport=PHONE, base_url=origin, reduced_motion="reduce"
        ).new_page()
        open_companion(phone, origin, cast.patients["mara"])
        desk = browser.new_context(
            viewport=TABLET, base_url=origin, reduced_motion="reduce"
        ).new_page()
        # The desk in dim light, as in the evening; a light that is switched fades on the way.
        desk.context.add_cookies([{"name": "light", "value": "dim", "url": origin}])
        for pair in signed_in(port, cast.staff["jonas"]).cookie.split("; "):
            name, _, value = pair.partition("=")
            desk.context.add_cookies([{"name": name, "value": value, "url": origin}])
        yield phone, desk


def wrong_with(page: Page) -> list[str]:
    """What breaks a rule, and what stands out of a small phone."""
    before = page.viewport_size
    found = violations(page, page.url)
    page.set_viewport_size(SMALL_PHONE)
    found += [f"{page.url} scrolls sideways"] * page.evaluate(SCROLLS_SIDEWAYS)
    page.set_viewport_size(before)
    return found


def small_targets(page: Page) -> list[str]:
    """Buttons and links of the page that a thumb would miss."""
    return page.locator("main button, main a").evaluate_all(
        """all => all.filter(one => one.checkVisibility())
          .filter(one => one.getBoundingClientRect().height < 44)
          .map(one => one.outerHTML)"""
    )


def is_told(phone: Page) -> list[str]:
    """Not so well, then the heart, then words; what is wrong with a page on the way."""
    wrong = wrong_with(phone) + small_targets(phone)
    phone.get_by_role("button", name="I am not so well").click()
    phone.get_by_role("heading", name="People you can reach now").wait_for()
    wrong += wrong_with(phone)
    phone.get_by_role("link", name="Go on with the questions").click()
    phone.get_by_label("My heart races").check()
    wrong += wrong_with(phone) + small_targets(phone)
    phone.get_by_role("button", name="Next").click()
    phone.get_by_role("heading", name="Please do this now").wait_for()
    phone.get_by_role("link", name="Go on with the questions").click()
    phone.get_by_role("button", name="No", exact=True).click()
    phone.get_by_role("button", name="Yes, someone is with me").click()
    phone.get_by_label(MORE).fill("It is loud in my chest.")
    phone.locator("[data-kept]").wait_for(state="visible")
    return wrong


def is_seen(desk: Page) -> list[str]:
    """On the list, on the page of the person, and on the form for a telephone call."""
    desk.goto("/after/")
    line = desk.locator(".after-lines li").first
    for words in ("Call now", "Palpitations", "It is loud in my chest."):
        line.get_by_text(words).wait_for()
    wrong = wrong_with(desk)
    line.get_by_role("link", name="Mara Keller", exact=True).click()
    desk.get_by_role("heading", name="When they are asked").wait_for()
    wrong += wrong_with(desk)
    desk.get_by_role("link", name="Enter what they say by phone").click()
    desk.get_by_label("In their own words").wait_for()
    return wrong + wrong_with(desk)


def test_an_evening_is_told_on_the_phone_and_seen_on_the_desk(evening) -> None:
    phone, desk = evening
    wrong = is_told(phone)

    # What is typed is there again after the page was left.
    phone.reload()
    assert phone.get_by_label(MORE).input_value() == "It is loud in my chest."
    phone.get_by_role("button", name="Send").click()
    phone.get_by_role("heading", name="Thank you").wait_for()
    wrong += wrong_with(phone)
    for path in ("/me/", "/me/how-are-you/", "/me/after/when-to-call/"):
        phone.goto(path)
        wrong += wrong_with(phone)

    assert wrong + is_seen(desk) == []
