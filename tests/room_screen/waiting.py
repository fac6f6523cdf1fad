"""Waits in real time for something on the page, and presses as a thumb does.

The page's policy forbids the browser's own way of waiting for an expression.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Locator, Page

PATIENCE_SECONDS = 15.0
STEP_SECONDS = 0.03


def until(page: Page, expression: str) -> None:
    """Returns when a JavaScript expression is true; fails with it when that takes too long."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not page.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < give_up_at, f"It never came true: {expression}"
        time.sleep(STEP_SECONDS)


def press_keys(page: Page, number: str) -> None:
    """Type a number on the room's own keypad."""
    for key in number.replace(".", "p"):
        page.locator(f'.keypad [data-key="{"point" if key == "p" else key}"]').click()


def press_and_hold(page: Page, button: Locator) -> None:
    """Longer than the 600 ms that a dose asks for."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    time.sleep(0.8)
    page.mouse.up()


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def link(page: Page, words: str) -> None:
    until(page, f"document.querySelector('#link').textContent.includes('{words}')")


def received(clinic: ClinicDouble, count: int) -> None:
    """Returns when the clinic record has so many entries."""
    give_up_at = time.monotonic() + 15
    while len(clinic.received) < count:
        assert time.monotonic() < give_up_at, f"Only {len(clinic.received)} came"
        time.sleep(0.03)


def kinds(clinic: ClinicDouble) -> list[str]:
    return [event["kind"] for event in clinic.received]
