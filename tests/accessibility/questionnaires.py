"""Questionnaires asked, half answered and finished, so that each of their pages is there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.accessibility.walk import Found
from tests.domain.scales.made_up_copy import copy

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tablet import Staff, Tablet

ASKED = ("PHQ-9: depression", "GAD-7: anxiety", "Tiredness 0-10: how tired right now")


def asked(staff: Staff, who: str = "Lind, Rosa") -> None:
    """Three for a person's own phone; one of them is then entered from paper. And a copy loaded."""
    page, origin = staff.sign_in("okafor").page, staff.site.origin
    page.goto(f"{origin}/people/")
    page.get_by_role("link", name=who).click()
    page.get_by_role("link", name="Ask questionnaires").click()
    for name in ASKED:
        page.get_by_label(name).check()
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("link", name="GAD-7: enter answers").click()
    page.get_by_label("Several days").first.check()
    page.get_by_role("button", name="Finish and score").click()
    page.get_by_text("the answers are kept").wait_for()
    load_a_copy(page, origin)


def load_a_copy(page: Page, origin: str) -> None:
    page.goto(f"{origin}/clinic/questionnaires/isi/load/")
    content = json.dumps(copy()).encode()
    page.get_by_label("File").set_input_files(
        {"name": "isi.json", "mimeType": "application/json", "buffer": content}
    )
    page.get_by_label("Who holds the licence").fill("Harbour Clinic")
    page.get_by_label("Why this clinic may use the wording").fill("A made-up agreement.")
    page.get_by_role("button", name="Load").click()
    page.get_by_text("As a person sees it").wait_for()


def answered(phone: Tablet) -> list[Found]:
    """On the person's phone: one begun, one sent. No link leads into the middle of one."""
    mood = begun(phone.page, "Your mood")
    tired = begun(phone.page, "How tired you are")
    phone.page.get_by_label("7", exact=True).check()
    phone.page.get_by_role("button", name="Next").click()
    phone.page.get_by_role("button", name="Send to my clinic").click()
    phone.page.get_by_text("Thank you. It is sent.").wait_for()
    return [
        Found("measures:own_question", f"{mood}1/", phone),
        Found("measures:own_someone", f"{mood}9/someone/", phone),
        Found("measures:own_look_over", f"{mood}look-over/", phone),
        Found("measures:own_sent", f"{tired}sent/", phone),
    ]


def begun(page: Page, about: str) -> str:
    """The address of one whose first page was read."""
    origin = page.url.partition("/me/")[0]
    page.goto(f"{origin}/me/scales/")
    page.get_by_role("link", name=about).click()
    address = page.url.removeprefix(origin)
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("Question 1 of").wait_for()
    return address
