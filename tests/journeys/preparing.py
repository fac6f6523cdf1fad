"""A preparation as hands do it: a link from a mailbox, a consent on a phone, the day at a desk."""

from __future__ import annotations

import re
import time
from email import message_from_bytes
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from holdspace.pathway.consult.consent_texts import CURRENT
from holdspace.pathway.consult.teach_back_companion_words import questions_about
from tests.accessibility.own_phone import PIN

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PATIENCE_SECONDS = 90
LINK = re.compile(r"http://localhost:\d+/me/join/\S+")
EVERYTHING_BUT_WHO = """() => {
  for (const group of document.querySelectorAll("#form fieldset")) {
    const inputs = [...group.querySelectorAll("input[type=radio]")];
    if (!inputs.length || inputs[0].name === "identity") continue;
    const named = (value) => inputs.find((one) => one.value === value);
    (named("met") ?? named("no") ?? named("none")).click();
  }
}"""
"""All goes as it should; only who the person is, nobody has asked."""


def link_in_the_mail(mailbox: Path, to: str) -> str:
    """What stands in the mail to this address, once the clock process has sent it."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at:
        for kept in mailbox.glob("*"):
            mail = message_from_bytes(kept.read_bytes().strip(b"-\n"))
            body = str(mail.get_payload(decode=True), "utf-8", "replace")
            found = LINK.search(body)
            if to in str(mail["To"]) and found:
                return found[0]
        time.sleep(0.5)
    raise AssertionError(f"No link was mailed to {to}.")


def reads_says_back_and_signs(phone: Page, origin: str, name: str) -> None:
    """The treatment in plain words, a few questions about it, and a signature that is one's own."""
    phone.goto(f"{origin}/me/treatment/")
    phone.get_by_role("link", name="To the questions").click()
    for question in questions_about("racemic"):
        expect(phone.get_by_text(question.words)).to_be_visible()
        right = next(one for one in question.choices if one.is_right)
        phone.locator(f"[name=answer][value='{right.code}']").check(force=True)
        phone.get_by_role("button", name="Go on").click()
    phone.get_by_role("link", name="Go on", exact=True).click()
    _shows_who_it_is(phone)
    phone.locator("form [type=text]").first.fill(name)
    phone.get_by_role("button", name="I agree").click()
    expect(phone.locator(".rows.consents li").first).to_contain_text("Signed")
    expect(phone.locator(".rows.consents li").first).to_contain_text(CURRENT["treatment"].title)


def _shows_who_it_is(phone: Page) -> None:
    """Asked only where the PIN was given longer ago than five minutes."""
    asked = phone.get_by_role("link", name="Go on to sign")
    if asked.count():
        asked.click()
        phone.get_by_label("Your PIN").fill(PIN)
        phone.locator("main form button[type=submit]").first.click()


def prepares(phone: Page, origin: str) -> None:
    """What he hopes for, how he wants it, and who takes him home."""
    phone.goto(f"{origin}/me/plan/")
    phone.get_by_role("link", name="Your intention").click()
    phone.locator("[name=words]").fill("To put the bag down for an hour.")
    phone.get_by_role("button", name="Send").click()
    phone.get_by_role("link", name="How you want it to be").click()
    phone.locator("[name=level][value='1']").check()
    phone.locator("[name=hand_signal]").fill("Two squeezes")
    phone.get_by_role("button", name="Send").click()
    phone.get_by_role("link", name="Your way home").click()
    phone.locator("[name=name]").fill("Ida Aaberg")
    phone.locator("[name=phone]").fill("0151 555 0101")
    phone.locator("[name=is_confirmed]").check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Ida Aaberg takes you home.")).to_be_visible()


def checks_the_day(desk: Page, address: str) -> None:
    """Everything that is asked at the door; only who it is, nobody has asked."""
    desk.goto(address)
    desk.evaluate(EVERYTHING_BUT_WHO)
    desk.locator("[name=last_meal_at]").fill("1700")
    desk.locator("[name=last_drink_at]").fill("2000")
    desk.locator("[name=tier_basis]").fill("Asked at the door.")
    desk.get_by_role("button", name="Write down").click()
