"""What staff do in a room, each by the same taps that a person would make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.journeys.tablet import STATE

if TYPE_CHECKING:
    from tests.journeys.tablet import Tablet

DARKEST = 0.03
"""Mean relative luminance that a room in dim light may have at most."""
FIELDS = ("Systolic", "Diastolic", "Heart rate", "Breathing", "Oxygen", "Temperature")


def read_what_was_refused(tablet: Tablet) -> None:
    tablet.tap("Read", "#notices")
    tablet.is_accessible("what was not taken")
    tablet.tap("I have read it", "dialog[open]")
    tablet.shows("Nothing is left here.", "dialog[open]")
    tablet.tap("Close", "dialog[open]")


def recorded(tablet: Tablet) -> None:
    """Returns when everything that was tapped here is in the clinic's record."""
    tablet.is_answered()
    tablet.until("document.querySelector('#link').dataset.step === 'record'")
    tablet.until("!document.querySelector('#link').textContent.includes('waiting')")
    # An entry that was sent twice has two answers: the next tap waits for its own.
    tablet.answers_seen = tablet.answers


def open_dose(tablet: Tablet) -> None:
    tablet.press(tablet.page.locator("#buttons .dose"))


def open_more(tablet: Tablet, name: str) -> None:
    tablet.tap("More…", "#buttons")
    tablet.tap(name, "dialog[open]")


# --- vital signs ------------------------------------------------------------------------------


def enter_vitals(tablet: Tablet, reading: str) -> None:
    tablet.press(tablet.page.locator(".vital.pressure"))
    fill_vitals(tablet, reading)


def fill_vitals(tablet: Tablet, reading: str) -> None:
    """`122/78 71 14 98 36.6` on the keypad: pressure, heart, breathing, oxygen, temperature."""
    values = reading.replace("/", " ").split()
    tablet.key_in(dict(zip(FIELDS, values, strict=False)))


def chart_vitals(tablet: Tablet, reading: str) -> None:
    enter_vitals(tablet, reading)
    tablet.tap("Save", "dialog[open]")
    recorded(tablet)


def verify_the_monitor(tablet: Tablet) -> None:
    """One look over what came from the monitor; all of it is true."""
    tablet.until(f"{STATE}.then((one) => one.panels.unverified.length)")
    open_more(tablet, "Verify")
    tablet.tap("Choose all", "dialog[open]")
    tablet.press(tablet.page.locator("dialog[open] .tap-button.primary"))
    recorded(tablet)


def open_entry(tablet: Tablet, words: str) -> None:
    """From the table: the newest line with these words."""
    tablet.page.locator("#show-table").click()
    row = tablet.page.locator("#table tbody tr", has_text=words).first
    row.get_by_role("button").click()
    tablet.page.locator("dialog[open]").wait_for()
    tablet.page.locator("#show-table").dispatch_event("click")


def in_order(tablet: Tablet) -> list[dict[str, Any]]:
    """Every entry of the record, by the moment it happened and the place it has."""
    marks = tablet.state()["marks"].values()
    return sorted(marks, key=lambda one: int(one["sequence"]))


# --- scales -----------------------------------------------------------------------------------


def score(tablet: Tablet, scale: str, *items: int) -> None:
    """One bedside scale, item by item."""
    open_more(tablet, "Bedside scales")
    tablet.page.locator("dialog[open] .tap-button", has_text=scale).first.click()
    for number, value in enumerate(items):
        box = tablet.page.locator(f'dialog[open] input[name="item-{number}"][value="{value}"]')
        box.check(force=True)
    tablet.tap("Save", "dialog[open]")
    recorded(tablet)


def rate(tablet: Tablet, scale: str, value: int) -> None:
    tablet.tap("Rating", "#buttons")
    tablet.press(tablet.page.locator("dialog[open] .radio-cards label", has_text=scale))
    tablet.press(tablet.page.locator("dialog[open] .scores .tap-button").nth(value))
    recorded(tablet)


# --- frame ------------------------------------------------------------------------------------


def enter_phase(tablet: Tablet, name: str) -> None:
    tablet.page.locator("#phase").click()
    tablet.tap(f"Enter {name}", "dialog[open]")
    recorded(tablet)


def confirm_time_out(tablet: Tablet) -> None:
    tablet.page.locator("#phase").click()
    tablet.tap("Time-out", "dialog[open] .tap-grid")
    tick_all(tablet)
    tablet.tap("I confirm all of it", "dialog[open]")
    recorded(tablet)


def tick_all(tablet: Tablet) -> None:
    boxes = tablet.page.locator("dialog[open] input[type=checkbox]")
    boxes.first.wait_for()
    for box in boxes.all():
        box.check()


def come_in(tablet: Tablet, manner: str) -> None:
    tablet.page.locator("#plan").click()
    tablet.tap(manner, "dialog[open]")
    recorded(tablet)


# --- the dose ---------------------------------------------------------------------------------


def plan(tablet: Tablet, values: dict[str, str], reason: str = "") -> None:
    open_dose(tablet)
    tablet.page.locator("dialog[open] .tap-button", has_text="plan").or_(
        tablet.page.locator("dialog[open] .tap-button", has_text="Plan")
    ).first.click()
    tablet.key_in(values)
    tablet.write("Why, if this dose asks for review", reason)
    tablet.hold("Plan this dose")
    recorded(tablet)


def check(tablet: Tablet, values: dict[str, str]) -> None:
    open_dose(tablet)
    tablet.tap("Check this dose", "dialog[open]")
    tablet.key_in(values)
    tablet.hold("I checked it")
    recorded(tablet)


def open_start(tablet: Tablet) -> None:
    """Dose and rate, start, 75 mL/h: the hold is still to come."""
    open_dose(tablet)
    tablet.tap("Start the infusion", "dialog[open]")
    tablet.key_in({"Rate": "75"})
    tablet.shows("As planned.", "dialog[open]")


def act_on_dose(tablet: Tablet, name: str, title: str) -> None:
    """Pause, resume or stop: the tap, and the held second step."""
    open_dose(tablet)
    tablet.tap(name, "dialog[open]")
    tablet.hold(title)
    recorded(tablet)
