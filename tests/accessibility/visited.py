"""A visit's record, a note of one's own, somebody in the directory: made as they would be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.tablet import Tablet


def by_a_prescriber(tablet: Tablet) -> None:
    """Whoever said a moment ago who they are: they sign, and open their own notes."""
    page, origin = tablet.page, tablet.site.origin
    page.goto(f"{origin}/specialists/new/")
    page.get_by_label("Kind").select_option(index=1)
    page.get_by_label("Name", exact=True).fill("Elena Vega")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("heading", name="Are they supportive").wait_for()
    page.goto(f"{origin}/people/")
    page.get_by_role("link", name="Keller, Mara").click()
    page.get_by_role("link", name="Visits, records, who else cares").click()
    visits = page.url
    page.get_by_role("link", name="Add somebody").click()
    page.get_by_label("Kind").select_option(index=1)
    page.get_by_label("Name", exact=True).fill("Dr Amann")
    page.get_by_role("button", name="Note it").click()
    page.get_by_role("link", name="Write a visit").click()
    page.get_by_label("Themes").fill("Her father's garden.")
    page.get_by_role("button", name="Sign the record").click()
    page.get_by_role("link", name="Correct it").wait_for()
    page.goto(visits)
    page.get_by_role("link", name="My own notes").click()
    page.get_by_label("Your note").fill("For myself.")
    page.get_by_role("button", name="Seal it").click()
    page.get_by_role("link", name="Destroy all of mine").wait_for()
