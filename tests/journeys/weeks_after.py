"""The weeks after a session: what somebody does on their phone, and the staff about it."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.accessibility.own_phone import choose_pin, say_birthday
from tests.journeys.site import ZONE
from tests.journeys.tablet import PATIENCE_SECONDS
from tests.pathway.integrate.journal.on_the_phone import READY, begins, sent, writes

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.journeys.gone_home import Who
    from tests.journeys.tablet import Staff, Tablet

DESK = {"width": 1280, "height": 900}
LOOKS_AGAIN_SECONDS = 0.5
FIELDS = "main textarea, main select, main input:not([type=hidden])"


def it_is(staff: Staff, moment: datetime) -> None:
    """Days go by. What is open is asked for anew after this: no beat of a page is waited for."""
    by = moment - staff.site.clock.now()
    staff.site.clock.set_to(moment)
    for screen in staff.tablets:
        screen.moves_on(by)


def opens_own_pages(phone: Tablet, link: str, who: Who) -> None:
    say_birthday(phone.page, link, *who.birthday)
    choose_pin(phone.page)


def comes_up(page: Page, address: str, words: str) -> None:
    """Asks for a page until the clock process has done what these words come from."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    page.goto(address)
    while not page.get_by_text(words).count():
        said = page.locator("body").inner_text()
        assert time.monotonic() < give_up_at, f"{words!r} never came: {said}"
        time.sleep(LOOKS_AGAIN_SECONDS)
        page.goto(address)


def home(phone: Tablet) -> Page:
    phone.page.goto(f"{phone.site.origin}/me/")
    return phone.page


# --- how they are ---------------------------------------------------------------------------------


def says_of_the_evening(phone: Tablet) -> None:
    """One tap, and who is there. Nothing is to be filled in on that day."""
    page = home(phone)
    expect(page.get_by_role("heading", name="You are home. Rest now.")).to_be_visible()
    expect(page.locator(FIELDS)).to_have_count(0)
    phone.is_accessible("the first evening")
    page.get_by_role("button", name="I am home and all right").click()
    page.get_by_role("button", name="Yes, someone is with me").click()
    expect(page.get_by_text("We ask again on")).to_be_visible()
    page.get_by_role("link", name="Back to today").click()
    expect(page.get_by_text("You told us: ")).to_be_visible()


def begins_check_in(phone: Tablet, when: str) -> Page:
    """From the home's card, which says which one it is."""
    page = home(phone)
    card = page.locator(".card", has_text="How are you?")
    expect(card.get_by_text(when)).to_be_visible()
    card.get_by_role("link", name="Look at it").click()
    page.get_by_role("button", name="Begin", exact=True).click()
    return page


def answers(page: Page, *said: str) -> None:
    """One tap a question, in the order in which they are asked."""
    for one in said:
        page.get_by_role("button", name=one, exact=True).click()


def is_well(phone: Tablet, when: str, mood: int) -> None:
    page = begins_check_in(phone, when)
    answers(page, f"{mood}", "Well", "2", "No", "Yes", "None of these", "No", "Send")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def says_that_the_heart_races(phone: Tablet) -> None:
    """Told at once whom to call; the questions can be gone on with."""
    page = begins_check_in(phone, "The day after your session")
    answers(page, "5", "Some of the night", "6", "Yes, and it was all right", "A little")
    page.get_by_label("My heart races").check()
    answers(page, "Next")
    expect(page.get_by_role("heading", name="Please do this now")).to_be_visible()
    phone.is_accessible("what to do now")
    page.get_by_role("link", name="Go on with the questions").click()
    answers(page, "No")
    page.get_by_label("Is there more you want to say?").fill("Since this morning, when I lie down.")
    answers(page, "Send")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(home(phone).get_by_text("We are asked to call you")).to_be_visible()


def line_of(desk: Tablet, name: str) -> Locator:
    """The one line about a person who went home."""
    desk.page.goto(f"{desk.site.origin}/after/")
    return desk.page.locator(".after-lines > li", has_text=name)


def calls_and_closes_the_task(desk: Tablet, name: str) -> None:
    line = line_of(desk, name)
    for words in ("Call now", "Palpitations", "mood 5 of 10", "Since this morning, when I lie"):
        expect(line.get_by_text(words).first).to_be_visible()
    desk.is_accessible("everybody after a session")
    line.get_by_role("link", name="Task", exact=True).first.click()
    desk.page.get_by_role("button", name="I take it").click()
    desk.page.get_by_label("What came of it").fill("Spoke with him. Pulse 84, he sits up, at ease.")
    desk.page.get_by_role("button", name="Close the task").click()
    line = line_of(desk, name)
    expect(line.get_by_text("Not so well")).to_be_visible()
    expect(line.get_by_role("link", name="Task", exact=True)).to_have_count(0)


def is_followed(desk: Tablet, name: str) -> None:
    """The one line says the latest, and what comes next; his page has each moment."""
    line = line_of(desk, name)
    for words in ("Heard from", "Mood 8 of 10", "1 month, ", "Next: 3 months, "):
        expect(line.get_by_text(words).first).to_be_visible()
    line.get_by_role("link", name=name, exact=True).click()
    rows = desk.page.locator(".ladder tbody tr")
    expect(rows.filter(has_text="Answered")).to_have_count(6)
    expect(rows.filter(has_text="Not yet asked")).to_have_count(1)
    expect(rows.filter(has_text="24 hours")).to_contain_text("Palpitations.")
    desk.is_accessible("one person after a session")


# --- the talk -------------------------------------------------------------------------------------


def asks_for_a_talk(phone: Tablet) -> datetime:
    """One of the times that are offered. Which."""
    page = phone.page
    comes_up(page, f"{phone.site.origin}/me/", "Would you like to talk about it?")
    page.goto(f"{phone.site.origin}/me/visits/")
    phone.is_accessible("a talk after the session")
    offered = page.locator("[name=time]").first
    offered.check()
    wished = str(offered.get_attribute("value"))
    page.get_by_role("button", name="Ask for this").click()
    expect(page.get_by_text("We have it.")).to_be_visible()
    expect(page.locator(".stands", has_text="You asked for")).to_be_visible()
    return datetime.fromisoformat(wished).astimezone(ZONE)


def books_it(desk: Tablet, name: str, wished: datetime) -> None:
    """Who waits, what they chose, and an appointment that is filled in as far as it is known."""
    page = desk.page
    page.goto(f"{desk.site.origin}/visits/")
    row = page.get_by_role("row", name=name)
    expect(row.get_by_text(f"They chose {wished:%a} {wished.day}")).to_be_visible()
    row.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Book an appointment").click()
    expect(page.locator("[name=day]")).to_have_value(f"{wished:%Y-%m-%d}")
    page.locator("[name=starts]").fill(f"{wished:%H%M}")
    page.locator("[name=ends]").fill(f"{wished + timedelta(minutes=50):%H%M}")
    page.locator("[name=room]").select_option(label="Room 4")
    page.get_by_label("Jonas Weber").check()
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(lambda url: "/new" not in url)


def records_it(desk: Tablet, name: str) -> None:
    """Opened from the appointment, signed, with what was agreed for the person to read."""
    line = line_of(desk, name)
    line.get_by_role("link", name=name, exact=True).click()
    page = desk.page
    page.get_by_role("link", name="Back to their page").click()
    page.get_by_role("link", name="Write its record").click()
    page.get_by_label("Themes").fill("His father's garden. Letting go of the key.")
    page.get_by_label("Actions agreed").fill("Ten slow minutes in the garden on three days.")
    page.get_by_label("The person reads the actions").check()
    page.get_by_role("button", name="Sign the record").click()
    gives_the_password(desk)
    expect(page.get_by_text("Signed by Jonas Weber")).to_be_visible()


def gives_the_password(desk: Tablet) -> None:
    """Asked before a signature, also of who just signed in."""
    expect(desk.page.get_by_text("What comes next is your signature")).to_be_visible()
    desk.page.get_by_label("Password").fill(desk.site.password)
    desk.page.get_by_role("button", name="Go on").click()


def reads_what_was_agreed(phone: Tablet) -> None:
    phone.page.goto(f"{phone.site.origin}/me/visits/")
    expect(phone.page.get_by_text("You had this talk.")).to_be_visible()
    expect(phone.page.get_by_text("Ten slow minutes in the garden")).to_be_visible()


# --- what is theirs -------------------------------------------------------------------------------


def picks_a_small_thing(phone: Tablet) -> None:
    """From the library to the card of the home, and one word about it."""
    page = home(phone)
    page.get_by_role("link", name=re.compile("^Small things")).click()
    page.get_by_role("link", name="Pick a small thing").click()
    page.locator("main .rows a").first.click()
    page.get_by_role("button", name="Take this one").click()
    expect(page.get_by_text("It is in your plan.")).to_be_visible()
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_text("Done today. That is enough.")).to_be_visible()


def writes_for_nobody(phone: Tablet, words: str) -> None:
    page = phone.page
    page.get_by_role("navigation").get_by_role("link", name="Journal").click()
    page.locator(READY).wait_for()
    begins(page)
    writes(page, words)
    sent(page, 1)
