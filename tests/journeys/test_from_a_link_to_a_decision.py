"""From an e-mailed link to "go with conditions": the intake on a phone, the rest at a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.accessibility.own_phone import choose_pin, link_for, say_birthday
from tests.accessibility.unfinished import person_without_a_course
from tests.journeys.consulting import (
    answers_until,
    answers_what_is_for_staff,
    decides,
    finds_a_medicine,
    says_which_treatment,
    signs_for_everything,
)
from tests.journeys.tablet import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tablet import Staff

CONDITIONS = "Blood pressure is taken each morning for a week before the first day."
TO_THE_PERSON = "We can go on. Please take your blood pressure each morning."


def test_from_a_link_to_go_with_conditions_and_to_another_look(staff: Staff) -> None:
    origin = staff.site.origin
    person_without_a_course(staff)
    phone = staff.at_the_door(PHONE).page
    link = link_for(staff.sign_in("desk").page, origin, who="Aaberg, Nils")
    say_birthday(phone, link, "1", "February", "1988")
    choose_pin(phone)

    tells(phone, origin)
    desk = staff.sign_in("okafor").page
    is_decided(desk, origin, staff.site.password)
    decision = desk.url

    phone.goto(f"{origin}/me/")
    phone.get_by_role("link", name="Read it").click()
    expect(phone.get_by_text(TO_THE_PERSON)).to_be_visible()
    phone.goto(f"{origin}/me/about/medicines/")
    finds_a_medicine(phone, "blue drops", "“blue drops”")
    desk.goto(decision)
    expect(desk.get_by_text("This decision needs another look")).to_be_visible()


def tells(phone: Page, origin: str) -> None:
    """Who reads it is said first; it is left in the middle and gone on with; it is sent."""
    phone.get_by_role("link", name="Start").click()
    expect(phone.get_by_text("Who sees this")).to_be_visible()
    phone.get_by_role("link", name="Start").click()
    answers_until(phone, "/heart/1/")
    phone.goto(f"{origin}/me/")
    phone.get_by_role("link", name="Go on").click()
    phone.get_by_role("link", name="Go on").click()
    answers_until(phone, "/medicines/$")
    finds_a_medicine(phone, "tav", "Tavor")
    phone.get_by_role("group", name="Is this all you take?").get_by_text("Yes", exact=True).click()
    phone.get_by_role("button", name="Save and go on").click()
    answers_until(phone, "/me/about/$")
    phone.get_by_role("button", name="Send it to the clinic").click()
    expect(phone.get_by_role("heading", name="What happens next")).to_be_visible()


def is_decided(desk: Page, origin: str, password: str) -> None:
    """A task leads to the findings; what only staff know is added; each is signed for."""
    desk.goto(f"{origin}/people/")
    desk.get_by_role("link", name="Aaberg, Nils").click()
    expect(desk.get_by_text("own intake is finished")).to_be_visible()
    desk.get_by_role("link", name="To the screening").click()
    says_which_treatment(desk, "Ketamine infusion")
    expect(desk.get_by_text("Tavor (lorazepam)").first).to_be_visible()
    answers_what_is_for_staff(desk)
    expect(desk.get_by_text("Cannot be treated as things stand")).to_have_count(0)
    signs_for_everything(desk, "Talked it through with him.")
    words = {"conditions": CONDITIONS, "words_for_person": TO_THE_PERSON}
    decides(desk, password, "Go with conditions", **words)
    expect(desk.get_by_text(CONDITIONS)).to_be_visible()
