"""Ana and Jonas write one guidance plan at once, at two screens: nothing of either is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chromium import running_browser
from tests.journeys.site import clock_time, running_site
from tests.journeys.tablet import Staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.journeys.tablet import Tablet

HERS, HIS = "Two squeezes of the hand", "A raised hand"


@pytest.fixture(scope="module")
def staff() -> Iterator[Staff]:
    with running_site(clock_time(10, 30)) as site, running_browser() as browser:
        everybody = Staff(browser, site)
        yield everybody
        everybody.go_home()
        assert [one for one in everybody.found if "409 (Conflict)" not in one] == []


def open_the_plan(tablet: Tablet) -> None:
    """From the board: Rosa, whose session is still to come."""
    tablet.page.goto(tablet.site.origin)
    tablet.page.get_by_role("link", name="R. L.").first.click()
    tablet.page.get_by_role("link", name="Write the guidance plan").click()


def write_down(tablet: Tablet, signal: str) -> None:
    tablet.page.get_by_label("Signal").fill(signal)
    tablet.page.get_by_role("button", name="Write down").click()


def both_versions(page: Page) -> str:
    return page.locator(".both-versions").inner_text()


def test_two_people_write_one_plan_and_the_second_decides(staff: Staff) -> None:
    ana, jonas = staff.sign_in("ana"), staff.sign_in("jonas")
    open_the_plan(ana)
    open_the_plan(jonas)

    write_down(ana, HERS)
    ana.shows("The guidance plan is written down.")
    write_down(jonas, HIS)

    jonas.shows("Two versions: nothing of yours is written yet")
    assert HERS in both_versions(jonas.page)
    assert HIS in both_versions(jonas.page)
    assert "Ana Silva" in both_versions(jonas.page)
    assert jonas.page.get_by_label("Signal").input_value() == HIS
    jonas.is_accessible("both versions")
    jonas.page.get_by_role("button", name="Keep mine").click()
    jonas.shows("The guidance plan is written down.")
    jonas.page.get_by_text("Earlier plans").click()
    jonas.shows(HERS)
    jonas.shows(HIS)


def test_one_press_keeps_theirs(staff: Staff) -> None:
    ana, jonas = staff.sign_in("ana"), staff.sign_in("jonas")
    open_the_plan(ana)
    open_the_plan(jonas)
    write_down(jonas, "Jonas was first")
    write_down(ana, "Ana was second")

    ana.page.get_by_role("link", name="Keep theirs").click()

    ana.shows("Jonas was first", "#guidance")
    assert "Ana was second" not in ana.text()
