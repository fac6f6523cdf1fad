"""The journal on a phone: begun, written in, read, kept through whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pathway.integrate.journal.conftest import OPENS_IT

if TYPE_CHECKING:
    from playwright.sync_api import Page


def begins(page: Page, passphrase: str = OPENS_IT) -> str:
    """Sets the journal up; gives the recovery code."""
    page.locator("#begin-pass").fill(passphrase)
    page.locator("#begin-again").fill(passphrase)
    page.get_by_role("button", name="Go on").click()
    code = page.locator("#code:not(:empty)").inner_text()
    page.get_by_label("Type the last four signs").fill(code[-4:].lower())
    page.get_by_role("button", name="I wrote it down").click()
    page.get_by_text("Your journal is ready.").wait_for()
    return code


def writes(page: Page, text: str) -> None:
    page.get_by_label("In your words").fill(text)
    page.get_by_role("button", name="Keep it").click()


def opens(page: Page, passphrase: str = OPENS_IT) -> None:
    page.locator("#open-pass").fill(passphrase)
    page.locator("#open-form").get_by_role("button", name="Open it").click()


def test_a_journal_is_begun_written_in_and_read(clinic) -> None:
    page = clinic.phone()
    begins(page)
    writes(page, "Water, then Dad's coat.")
    page.get_by_text("Kept at the clinic, locked.").wait_for()
    page.locator(".entry").get_by_text("Water, then Dad's coat.").wait_for()
    assert clinic.faults == []
