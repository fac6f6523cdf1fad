"""What was let into the record with a mark on it is in sight, and a late check can be charted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from room_names import iso

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page

OUTSTANDING = (
    "Ketamine infusion: second check outstanding. Somebody who did not plan it reads it again."
)


def flagged(clinic: ClinicDouble, code: str, sentence: str, *, checked_by: str | None) -> None:
    dose = clinic.state["panels"]["dose"]
    flag = {"code": code, "sentence": sentence, "at": iso(clinic.now()), "event_id": "a"}
    plan = {**dose["plan"], "checked_by": checked_by}
    clinic.patch(panels={"dose": {**dose, "plan": plan}, "flags": [flag]})


def test_an_outstanding_check_is_said_over_the_chart_and_leads_to_it(
    room: Page, clinic: ClinicDouble
) -> None:
    flagged(clinic, "second_check_outstanding", OUTSTANDING, checked_by=None)

    notice = room.locator("#notices .banner", has_text=OUTSTANDING)
    notice.get_by_role("button", name="Check").click()

    sheet = room.locator("dialog.sheet")
    expect(sheet.locator(".findings li", has_text=OUTSTANDING)).to_be_visible()


def test_while_the_infusion_runs_the_dose_can_still_be_checked(
    room: Page, clinic: ClinicDouble
) -> None:
    clinic.state["me"]["may_check"] = True
    flagged(clinic, "second_check_outstanding", OUTSTANDING, checked_by=None)
    room.reload()
    room.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    room.locator("#notices .banner", has_text=OUTSTANDING).get_by_role("button").click()

    sheet = room.locator("dialog.sheet")
    expect(sheet.get_by_role("button", name="Check this dose")).to_be_visible()
    expect(sheet.get_by_role("button", name="Start the infusion")).to_have_count(0)


def test_a_check_that_came_late_is_listed_and_asks_for_nothing(
    room: Page, clinic: ClinicDouble
) -> None:
    late = "Ketamine infusion: checked by Ana Silva 12 min after it was given."
    flagged(clinic, "second_check_late", late, checked_by="Ana Silva")
    room.locator(".dose").click()

    expect(room.locator("dialog.sheet .findings li", has_text=late)).to_be_visible()
    expect(room.locator("#notices .banner", has_text="check")).to_have_count(0)


def test_a_view_that_an_older_version_kept_has_no_flags_and_opens(
    room: Page, clinic: ClinicDouble
) -> None:
    del clinic.state["panels"]["flags"]
    room.reload()
    room.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    room.locator(".dose").click()

    expect(room.locator("dialog.sheet")).to_be_visible()
