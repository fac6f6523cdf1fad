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
    clinic.patch(panels={"record": {"closed_at": iso(clinic.now())}})
    tablet.clock.run_for(11_000)

    versions(tablet, "two")
