"""Somebody whose medicine was written down and about whom a doctor has decided, for their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.tablet import Staff


def decided_at_the_desk(staff: Staff, who: str = "Lind, Rosa") -> None:
    """A medicine on the list, an allergy, and a decision to wait with words for the person."""
    page = staff.sign_in("okafor").page
    page.goto(f"{staff.site.origin}/people/")
    page.get_by_role("link", name=who).click()
    page.get_by_role("link", name="To the screening", exact=True).click()
    page.locator("#medicines").get_by_role("link", name="Add a medicine").click()
    page.get_by_label("Medicine", exact=True).fill("Zoloft")
    page.get_by_role("button", name="Put on the list").click()
    page.get_by_role("link", name="Decide").click()
    page.get_by_text("Defer", exact=True).click()
    page.get_by_label("What is needed").fill("A letter from the family doctor.")
    page.get_by_label("What the person is told").fill("We wait for a letter. Then we talk again.")
    page.get_by_role("button", name="Sign the decision").click()
    page.get_by_label("Password").fill(staff.site.password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/decisions/**")
