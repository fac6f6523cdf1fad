"""A new version comes in mid-session: the tablet keeps the old one until the session is over.

When it is told to take over, the browser lets the one before finish first; how long is its own.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from room_names import iso
from waiting import link, tap

if TYPE_CHECKING:
    from collections.abc import Callable

    from clinic_double import ClinicDouble
    from playwright.sync_api import Page, Worker

READY = "#room[data-ready=true][data-sheets=true]"
WAITS = "New version ready, at the end of this session."
VERSIONS = "caches.keys().then((names) => names.map((name) => name.split('-')[1]).sort())"


COUNTS_TAKING_OVER = """() => {
    const own = self.skipWaiting.bind(self);
    self.takenOver = 0;
    self.skipWaiting = () => { self.takenOver += 1; return own(); };
}"""


def until(holds: Callable[[], bool], otherwise: str) -> None:
    give_up_at = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < give_up_at, otherwise
        time.sleep(0.1)


def the_new_worker(page: Page) -> Worker:
    """The one that waits: the latest that was started."""
    return page.context.service_workers[-1]


def versions(page: Page, *expected: str) -> None:
    give_up_at = time.monotonic() + 30
    while (found := page.evaluate(VERSIONS)) != sorted(expected):
        assert time.monotonic() < give_up_at, f"It keeps {found}"
        page.wait_for_timeout(100)


def opened(page: Page, clinic: ClinicDouble) -> None:
    page.goto(clinic.page)
    page.wait_for_selector(READY)


def test_a_new_version_waits_for_the_end_of_the_session(tablet: Page, clinic: ClinicDouble) -> None:
    clinic.state["sealing"]["tablet_id"] = "0197f3a2-0000-7000-8000-0000000000cc"
    clinic.release = "one"
    tablet.clock.install(time=clinic.now())
    opened(tablet, clinic)
    versions(tablet, "one")

    clinic.release = "two"
    clinic.is_down = True
    opened(tablet, clinic)
    tap(tablet, "Tears")
    link(tablet, "1 waiting")
    versions(tablet, "one", "two")
    tablet.clock.run_for(1_000)
    tablet.get_by_text(WAITS).wait_for()

    clinic.is_down = False
    link(tablet, "In the clinic record")
    versions(tablet, "one", "two")
    new = the_new_worker(tablet)
    new.evaluate(COUNTS_TAKING_OVER)
    tablet.clock.run_for(11_000)
    assert new.evaluate("self.takenOver") == 0

    clinic.patch(panels={"record": {"closed_at": iso(clinic.now())}})
    tablet.clock.run_for(11_000)
    until(lambda: new.evaluate("self.takenOver") > 0, "it was never told that the session is over")
