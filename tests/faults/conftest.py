"""The whole site as `holdspace demo` runs it, and a screen in the room where Mara is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

# Playwright keeps an event loop in this thread; the database is asked beside it, never from inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from tests.chromium import running_browser
from tests.faults.eyes import HEART, KEEP_THE_PLOT, OXYGEN, until_it_is
from tests.journeys.site import clock_time, running_site
from tests.journeys.tablet import Staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.journeys.site import RunningSite
    from tests.journeys.tablet import Tablet


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file: two that are open at once would share a thread, and cannot."""
    with running_browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    """In the morning, with Mara in the middle of her infusion and a monitor at her side."""
    with running_site(clock_time(10, 30)) as running:
        yield running


@pytest.fixture(scope="module")
def ana(browser: Browser, site: RunningSite) -> Iterator[Tablet]:
    staff = Staff(browser, site)
    tablet = staff.sign_in("ana")
    tablet.context.add_init_script(KEEP_THE_PLOT)
    yield tablet
    staff.go_home()


@pytest.fixture
def room(ana: Tablet, site: RunningSite) -> Tablet:
    """Mara's room as it should be: every number of the monitor is live."""
    ana.page.clock.resume()
    ana.page.goto(site.origin)
    ana.page.locator('.room-card a[href*="/room/"]').first.click()
    ana.open_room()
    until_it_is(ana.page, OXYGEN, "live")
    until_it_is(ana.page, HEART, "live")
    return ana
