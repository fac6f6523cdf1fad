"""A day in the demo clinic: the site on its own clock, a browser, and staff at their screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import running_browser
from tests.journeys.site import clock_time, running_site
from tests.journeys.tablet import PATIENCE_SECONDS, Staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.journeys.site import RunningSite

expect.set_options(timeout=PATIENCE_SECONDS * 1000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file: two that are open at once would share a thread, and cannot."""
    with running_browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    """Begun in the night, when nobody is in a room yet."""
    with running_site(clock_time(0, 30)) as running:
        yield running


@pytest.fixture
def staff(browser: Browser, site: RunningSite) -> Iterator[Staff]:
    """Whoever signs in. Nothing they open may ask elsewhere, fail, or be closed to anybody."""
    everybody = Staff(browser, site)
    yield everybody
    everybody.go_home()
    assert everybody.found == []
