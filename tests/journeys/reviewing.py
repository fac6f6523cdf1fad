"""A review as hands do it: goals on a phone, the proposal at a desk, the plan, the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.journeys.weeks_after import gives_the_password

if TYPE_CHECKING:
    from datetime import date

    from playwright.sync_api import Page

    from tests.journeys.tablet import Tablet

NO_COMPANION = "She would rather come alone."
LATER = "She travels until then."
OFFER = "Come back whenever you like. One call is enough."


def says_how_near_the_goals_are(phone: Tablet) -> None:
    """From the card of her home: one goal, and what she wishes for the next time."""
    page = phone.page
    page.goto(f"{phone.site.origin}/me/")
    page.get_by_role("link", name=re.compile("^Look at (them|your goals)")).click()
    goal = page.get_by_role("group", name="To sleep through.")
    goal.get_by_role("radio", name="6", exact=True).check()
    phone.is_accessible("her goals")
    company = page.get_by_role("group", name="How much should we be with you?")
    company.get_by_role("radio", name="As it was").check()
    page.get_by_role("radio", name="Deeper").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you. It is kept here for you.")).to_be_visible()
    expect(page.get_by_text("6 of 10")).to_be_visible()


def person_page(desk: Tablet, name: str) -> str:
    desk.page.goto(f"{desk.site.origin}/people/")
    desk.page.get_by_role("link", name=name).click()
    desk.page.wait_for_url("**/people/*/")
    return desk.page.url


def decides_part_by_part(doctor: Tablet, on: date) -> None:
    """The dose as it is proposed, another day, no support; what is not proposed stays out."""
    page = doctor.page
    page.get_by_role("link", name="Review session 1").click()
    expect(page.get_by_text("The ladder's next step is 0.6 mg/kg, 42 mg")).to_be_visible()
    doctor.is_accessible("the review")
    _takes_the_rest_as_it_is(page)
    page.locator("[name=interval_choice][value=edit]").check(force=True)
    page.locator("[name=interval_value]").fill(f"{on:%Y-%m-%d}")
    page.locator("[name=interval_reason]").fill(LATER)
    page.locator("[name=support_choice][value=decline]").check(force=True)
    page.locator("[name=support_reason]").fill(NO_COMPANION)
    page.get_by_label("Why, in a sentence").fill("Borne well, and better by four points.")
    page.get_by_role("button", name="Sign the review").click()
    gives_the_password(doctor)
    expect(page.get_by_text("The review is signed. Version 2 of the plan counts")).to_be_visible()


def _takes_the_rest_as_it_is(page: Page) -> None:
    page.evaluate(
        """() => {
          for (const part of document.querySelectorAll(".review-part")) {
            const named = (value) => part.querySelector(`input[value=${value}]`);
            (named("accept") ?? named("decline")).click();
          }
        }"""
    )


def reads_what_was_decided(desk: Tablet, person: str) -> None:
    """A therapist, afterwards: each part with what became of it and why."""
    page = desk.page
    page.goto(person)
    page.get_by_role("link", name=re.compile("^Signed by Dr Okafor")).click()
    for words in ("Dose: accepted", "When: edited", "Support: declined", LATER, NO_COMPANION):
        expect(page.get_by_text(words).first).to_be_visible()
    desk.is_accessible("a review that is signed")


def next_session_is_planned(doctor: Tablet, person: str, on: date) -> None:
    page = doctor.page
    page.goto(person)
    page.get_by_role("button", name="Prepare the next session").click()
    expect(page.get_by_role("link", name="Session 2")).to_be_visible()
    planned = page.locator("p", has_text="Planned for")
    expect(planned).to_contain_text(f"{on:%A} {on.day} {on:%B}")
    expect(planned).to_contain_text("42 mg")


# --- what comes after -----------------------------------------------------------------------------


def writes_her_own_plan(phone: Tablet) -> None:
    page = phone.page
    page.goto(f"{phone.site.origin}/me/closing/")
    page.get_by_role("link", name="Write it").click()
    page.get_by_label("How would you know?").fill("I cancel things.")
    page.get_by_label("Who would you call?").fill("Ida, any time")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("I cancel things.")).to_be_visible()


def closes_the_series(doctor: Tablet, person: str) -> None:
    page = doctor.page
    page.goto(person)
    page.get_by_role("link", name="What comes after the series").click()
    expect(page.get_by_text("I cancel things.")).to_be_visible()
    doctor.is_accessible("what comes after the series")
    page.locator("[name=kind][value=closing]").check(force=True)
    page.get_by_label("Why, in a sentence").fill("She sleeps, and wants to stop here.")
    page.get_by_label("What we offer from now on").fill(OFFER)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Written down. The person can read it")).to_be_visible()


def it_is_still_hers(phone: Tablet) -> None:
    """After the end: what was said, her own plan, whom to call; and everything she can do."""
    page = phone.page
    page.goto(f"{phone.site.origin}/me/closing/")
    for words in ("No more sessions are planned.", OFFER, "I cancel things.", "6 of 10"):
        expect(page.get_by_text(words).first).to_be_visible()
    phone.is_accessible("what she keeps")
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("What helps you then?").fill("The sea.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("The sea.")).to_be_visible()
    page.goto(f"{phone.site.origin}/me/how-are-you/")
    expect(page.get_by_role("button", name=re.compile("^(Begin|Tell us how)"))).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Journal").click()
    expect(page.get_by_role("heading", name="First, make it yours")).to_be_visible()
