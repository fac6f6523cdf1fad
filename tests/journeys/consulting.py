"""A consultation as hands do it: the intake on a phone, the findings and the decision at a desk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

YES = ("allergies_listed_all", "ride_home", "safe_at_home", "hypertension")
"""What this person says yes to; to everything else it is no."""
BY_STAFF = ("heart", "body", "head", "substances", "pregnancy", "breathing", "work_up")
NUMBERS = {
    "Height": "170",
    "Weight": "70",
    "Resting systolic pressure": "128",
    "Resting diastolic pressure": "82",
    "Resting SpO2 on room air": "98",
    "STOP-BANG": "1",
}
ANSWER = """(yes) => {
  for (const group of document.querySelectorAll("form.asked fieldset")) {
    const inputs = [...group.querySelectorAll("input[type=radio], input[type=checkbox]")];
    const named = (value) => inputs.find((one) => one.value === value);
    const wanted = yes.includes(inputs[0].name) ? "yes" : "no";
    (named(wanted) ?? named("none_of_these") ?? inputs[0]).click();
  }
}"""
NO_WHERE_NOBODY_SAID = """(yes) => {
  for (const group of document.querySelectorAll("form#form fieldset")) {
    const inputs = [...group.querySelectorAll("input[type=radio]")];
    if (!inputs.length || inputs.some((one) => one.checked)) continue;
    inputs.find((one) => one.value === (yes.includes(inputs[0].name) ? "yes" : "no"))?.click();
  }
}"""
MOST_SCREENS = 60


def answers_until(phone: Page, where: str) -> int:
    """Screen by screen, until an address is reached; how many screens that were."""
    for count in range(MOST_SCREENS):
        if re.search(where, phone.url):
            return count
        phone.evaluate(ANSWER, list(YES))
        with phone.expect_navigation():
            phone.get_by_role("button", name="Save and go on").click()
    raise AssertionError(f"{where} was not reached in {MOST_SCREENS} screens: {phone.url}")


def finds_a_medicine(phone: Page, typed: str, found: str) -> None:
    """Typed as it stands on the pack, picked from what comes up while typing."""
    phone.get_by_label("What is it called?").press_sequentially(typed)
    phone.locator("#found").get_by_role("button", name=re.compile(f"^{found}")).click()
    phone.get_by_label("How much do you take at a time?").fill("0.5")
    phone.get_by_label("How often?").fill("1")
    phone.get_by_role("button", name="Keep it on my list").click()
    phone.wait_for_url("**/me/about/medicines/")


def answers_what_is_for_staff(desk: Page) -> None:
    """Section by section: what only a clinician can say, and what was measured."""
    screening = desk.url
    for section in BY_STAFF:
        desk.goto(f"{screening}part/{section}/")
        desk.evaluate(NO_WHERE_NOBODY_SAID, ["capacity_to_consent", "urine_screen_done"])
        _measure(desk) if section == "work_up" else None
        desk.get_by_role("button", name="Write down").click()
        desk.wait_for_url(screening)


def _measure(desk: Page) -> None:
    for label, value in NUMBERS.items():
        desk.get_by_label(label, exact=True).first.fill(value)


def signs_for_everything(desk: Page, reason: str) -> None:
    """One after another, each with its reason: the page comes anew after each."""
    while (still := desk.locator("details.sign-for")).count():
        still.first.locator("summary").click()
        still.first.get_by_label("Why, in a sentence").fill(reason)
        with desk.expect_navigation():
            still.first.locator("button[type=submit]").click()


def decides(desk: Page, password: str, kind: str, **words: str) -> None:
    desk.get_by_role("link", name="Decide").click()
    desk.get_by_text(kind, exact=True).click()
    for name, said in words.items():
        desk.locator(f"[name={name}]").fill(said)
    desk.get_by_role("button", name="Sign the decision").click()
    desk.get_by_label("Password").fill(password)
    desk.locator("main form button[type=submit]").first.click()
    desk.wait_for_url("**/decisions/**")
