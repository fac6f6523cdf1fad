"""A patient's own phone: the pages before it is known, and then everything it opens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.accessibility.walk import Found
from tests.journeys.tablet import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tablet import Staff, Tablet

PIN = "480613"
MAKES_A_LINK = re.compile("Make a (new )?link")
"""A new one for whom the demo has printed a link."""


def joins(staff: Staff) -> tuple[Tablet, list[Found]]:
    """Mara's phone, signed in; and a phone on each of the two steps before that."""
    desk = staff.sign_in("desk").page
    first = staff.at_the_door(PHONE)
    link = link_for(desk, staff.site.origin)
    second = staff.at_the_door(PHONE)
    say_birthday(second.page, link)
    steps = [
        Found("own_access:join", link.removeprefix(staff.site.origin), first),
        Found("own_access:join_way", "/me/join-way", second),
    ]
    phone = staff.at_the_door(PHONE)
    say_birthday(
        phone.page, link_for(desk, staff.site.origin, who="Lind, Rosa"), "2", "June", "1990"
    )
    choose_pin(phone.page)
    ask(phone.page)
    practise(phone.page)
    write(phone.page)
    return phone, steps


def link_for(desk: Page, origin: str, who: str = "Keller, Mara") -> str:
    desk.goto(f"{origin}/people/")
    desk.get_by_role("link", name=who).click()
    desk.get_by_role("link", name="Invite").click()
    desk.get_by_role("button", name=MAKES_A_LINK).click()
    address = desk.locator("a.chair-address").get_attribute("href")
    assert address
    return address


def say_birthday(
    page: Page, link: str, day: str = "12", month: str = "March", year: str = "1984"
) -> None:
    page.goto(link)
    page.get_by_label("Day").fill(day)
    page.get_by_label("Month").select_option(month)
    page.get_by_label("Year").fill(year)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/me/join-way")


def choose_pin(page: Page) -> None:
    page.get_by_label("Your new PIN").fill(PIN)
    page.get_by_label("The same PIN again").fill(PIN)
    page.get_by_role("button", name="Open my pages").click()
    page.wait_for_url("**/me/")


def ask(page: Page) -> None:
    """A question, so that it has a page of its own, a task, and what the staff answer on."""
    page.get_by_role("link", name="Ask us").click()
    page.get_by_label("I have a question").check()
    page.get_by_label("What do you want to tell us?").fill("May I drink tea in the morning?")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("We have it.").wait_for()


def practise(page: Page) -> None:
    """One small thing in the plan and one put aside, a line of a list, a wheel."""
    origin = page.evaluate("location.origin")
    for code in ("slow_walk", "ten_breaths"):
        page.goto(f"{origin}/me/small-things/pick/{code}/")
        page.get_by_role("button", name="Take this one").click()
        page.get_by_text("It is in your plan.").wait_for()
    page.get_by_role("button", name="Put it aside").first.click()
    page.goto(f"{origin}/me/lean/")
    page.get_by_role("radio", name="Lean toward").check()
    page.get_by_role("radio", name="People").check()
    page.get_by_label("In your words").fill("My sister")
    page.get_by_role("button", name="Keep it").click()
    page.goto(f"{origin}/me/wheel/draw/")
    for place in range(8):
        page.locator(f"label[for=id_score_{place}_{place}]").click()
    page.get_by_role("button", name="Keep it").click()
    page.goto(f"{origin}/me/")


def write(page: Page) -> None:
    """An entry of the journal, with a copy for the prescriber, to be read on its own page."""
    page.get_by_role("link", name="Journal", exact=True).click()
    page.locator("#begin-pass").fill("seven quiet yellow bridges")
    page.locator("#begin-again").fill("seven quiet yellow bridges")
    page.get_by_role("button", name="Go on").click()
    code = page.locator("#code:not(:empty)").inner_text()
    page.get_by_label("Type the last four signs").fill(code[-4:])
    page.get_by_role("button", name="I wrote it down").click()
    page.get_by_label("Who can read this").select_option(label="Dr Okafor")
    page.get_by_label("In your words").fill("The sea was loud.")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Dr Okafor can read this entry now.").wait_for()
