"""Hanna's phone on the day of a session, and what her therapist elsewhere opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accessibility import own_phone
from tests.accessibility.walk import Found
from tests.journeys.tablet import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tablet import Staff, Tablet


def joins(staff: Staff, desk: Page) -> tuple[Tablet, list[Found]]:
    """She says how the evening is, and shares a summary: both have pages that no link leads to."""
    phone = staff.at_the_door(PHONE)
    link = own_phone.link_for(desk, staff.site.origin, who="Sommer, Hanna")
    own_phone.say_birthday(phone.page, link, "22", "April", "1983")
    own_phone.choose_pin(phone.page)
    return phone, [*_says_how_it_is(phone), *_shares(staff, phone)]


def _says_how_it_is(phone: Tablet) -> list[Found]:
    """Not so well, and on: the questions are asked one a page."""
    page, origin = phone.page, phone.site.origin
    page.get_by_role("button", name="I am not so well").click()
    page.get_by_role("heading", name="People you can reach now").wait_for()
    now = page.url.removeprefix(origin)
    page.get_by_role("link", name="Go on with the questions").click()
    page.get_by_role("button", name="Next").wait_for()
    return [
        Found("check_ins:own_now", now, phone),
        Found("check_ins:own_question", page.url.removeprefix(origin), phone),
        Found("check_ins:own_thanks", now.replace("/now/", "/thanks/"), phone),
    ]


def _shares(staff: Staff, phone: Tablet) -> list[Found]:
    """Link and word are shown once: the one opens a page that asks for the other."""
    page = phone.page
    page.goto(f"{phone.site.origin}/me/shared/new/")
    page.get_by_label("What helped").check()
    page.get_by_label("What is it for?").fill("To go on with what came up.")
    page.get_by_role("button", name="See it as they will see it").click()
    page.get_by_role("button", name="Make the link").click()
    link, word = (page.locator(f"[data-{what}]").inner_text().strip() for what in ("link", "word"))
    asked, opened = staff.at_the_door(PHONE), staff.at_the_door(PHONE)
    opened.page.goto(link)
    opened.page.get_by_label("The word").fill(word)
    opened.page.get_by_role("button", name="Open it").click()
    opened.page.wait_for_url("**/shared/summary/")
    return [
        Found("visits:shared", link.removeprefix(phone.site.origin), asked),
        Found("visits:shared_summary", "/shared/summary/", opened),
    ]
