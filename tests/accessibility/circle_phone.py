"""The phone of somebody in a circle: the pages before it is known, and then everything it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accessibility.walk import Found
from tests.journeys.tablet import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tablet import Staff, Tablet

PIN = "480613"


def joins(staff: Staff, person: Tablet) -> tuple[Tablet, list[Found]]:
    """Sam's phone, with two places; and a phone on each of the two steps before that."""
    origin = staff.site.origin
    waiting = invite(person.page, origin, "Kim")
    first, second = staff.at_the_door(PHONE), staff.at_the_door(PHONE)
    goes_on(second.page, invite(person.page, origin, "Ida"))
    phone = staff.at_the_door(PHONE)
    goes_on(phone.page, invite(person.page, origin, "Sam"))
    phone.page.get_by_label("Your new PIN").fill(PIN)
    phone.page.get_by_label("The same PIN again").fill(PIN)
    phone.page.get_by_role("button", name="Open the page").click()
    phone.page.get_by_text("You are in.").wait_for()
    place = phone.page.url.removeprefix(origin)
    says_that_something_is_wrong(phone.page)
    goes_on(phone.page, invite(person.page, origin, "Sam again"))
    phone.page.get_by_role("button", name="Open the page").click()
    phone.page.get_by_text("You are in.").wait_for()
    return phone, [
        Found("supporters:join", waiting.removeprefix(origin), first),
        Found("supporters:join_way", "/circle/join-way", second),
        # Nothing was shared yet: then no page leads there.
        Found("circle:from_them", f"{place}from-them/", phone),
    ]


def invite(page: Page, origin: str, name: str) -> str:
    page.goto(f"{origin}/me/circle/invite/")
    page.get_by_label("Their first name").fill(name)
    page.get_by_text("Circle:").click()
    page.get_by_role("button", name="Make the link").click()
    address = page.locator(".link-address a").get_attribute("href")
    assert address
    return address


def goes_on(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/circle/join-way")


def says_that_something_is_wrong(page: Page) -> None:
    page.get_by_role("link", name="Tell the clinic").click()
    page.get_by_label("Say what you see").fill("She is hard to wake.")
    page.get_by_role("button", name="Tell the clinic now").click()
    page.get_by_text("Sent. Stay on this page").wait_for()
