"""A new version comes in mid-session: the tablet keeps the old one until the session is over."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from room_names import iso
from waiting import link, tap

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page

READY = "#room[data-ready=true][data-sheets=true]"
WAITS = "New version ready, at the end of this session."
VERSIONS = "caches.keys().then((names) => names.map((name) => name.split('-')[1]).sort())"


ASKS_ON_AND_ON = """(address) => {
    self.asked = 0;
    const again = () => fetch(address).then(() => { self.asked += 1; return again(); });
    for (let one = 0; one < 4; one += 1) void again();
}"""
"""What the page asks for in the instant of the change must not keep the old version alive."""
A_PLAIN_FILE = "/static/holdspace/css/tokens.css"


def versions(page: Page, *expected: str) -> None:
    give_up_at = time.monotonic() + 30
    while (found := page.evaluate(VERSIONS)) != sorted(expected):
        assert time.monotonic() < give_up_at, f"It keeps {found}"
        page.wait_for_timeout(100)


def took_over(page: Page) -> None:
    """The page's own clock goes on meanwhile: it says so again until it is done."""
    give_up_at = time.monotonic() + 30
    while (found := page.evaluate(VERSIONS)) != ["two"]:
        assert time.monotonic() < give_up_at, f"It keeps {found}"
        page.clock.run_for(2_000)
        page.wait_for_timeout(100)


def opened(page: Page, clinic: ClinicDouble) -> None:
    page.goto(clinic.page)
    page.wait_for_selector(READY)


def a_new_version_waits(tablet: Page, clinic: ClinicDouble) -> None:
    clinic.state["sealing"]["tablet_id"] = "0197f3a2-0000-7000-8000-0000000000cc"
    clinic.release = "one"
    tablet.clock.install(time=clinic.now())
    opened(tablet, clinic)
    versions(tablet, "one")
    clinic.release = "two"


def test_a_new_version_waits_for_the_end_of_the_session(tablet: Page, clinic: ClinicDouble) -> None:
    a_new_version_waits(tablet, clinic)
    clinic.is_down = True
    opened(tablet, clinic)
    tap(tablet, "Tears")
    link(tablet, "1 waiting")
    versions(tablet, "one", "two")
    tablet.clock.run_for(1_000)
    tablet.get_by_text(WAITS).wait_for()

    clinic.is_down = False
    link(tablet, "In the clinic record")
    tablet.clock.run_for(11_000)
    versions(tablet, "one", "two")
    tablet.get_by_text(WAITS).wait_for()

    tablet.evaluate(ASKS_ON_AND_ON, f"{clinic.page}samples")
    clinic.patch(panels={"record": {"closed_at": iso(clinic.now())}})
    tablet.clock.run_for(11_000)
    took_over(tablet)
    assert tablet.evaluate("self.asked") > 0
    tablet.goto(f"{clinic.address}{A_PLAIN_FILE}")
    versions(tablet, "two")


def test_a_closed_record_that_is_opened_lets_the_new_version_in(
    tablet: Page, clinic: ClinicDouble
) -> None:
    a_new_version_waits(tablet, clinic)
    opened(tablet, clinic)
    versions(tablet, "one", "two")

    clinic.state["session"]["is_closed"] = True
    opened(tablet, clinic)
    took_over(tablet)
