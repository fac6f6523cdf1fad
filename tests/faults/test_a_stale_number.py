"""Promise R11: a number that is old never looks live, and a gap is neither joined nor zero."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.faults import eyes
from tests.faults.eyes import HEART, OXYGEN
from tests.faults.stopping import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.journeys.site import RunningSite
    from tests.journeys.tablet import Tablet

SURELY_STALE_SECONDS = 5
A_MOMENT = timedelta(milliseconds=50)
COLUMN = {HEART: 1, OXYGEN: 2}


@dataclass
class LeftAlone:
    """A page that nobody tells anything any more, and whose clock only a test moves."""

    page: Page
    live: dict[str, tuple[str, str]]
    """Value and colour of each number when it was live."""

    def when_it_is_old(self, seconds: int) -> None:
        """The latest sample is so many seconds old now, and less than one more."""
        if seconds:
            self.page.clock.run_for(SURELY_STALE_SECONDS * 1000)
            said = re.match(r"(\d+) s old", eyes.age(self.page, OXYGEN))
            assert said is not None
            self.page.clock.run_for(max(0, seconds - int(said[1])) * 1000)


@pytest.fixture
def alone(room: Tablet, site: RunningSite) -> Iterator[LeftAlone]:
    page = room.page
    now = datetime.fromtimestamp(page.evaluate("Date.now()") / 1000, UTC)
    page.clock.pause_at(now + A_MOMENT)
    eyes.until_it_is(page, OXYGEN, "live")
    with frozen(*site.page_servers()):
        live = {
            tile: (eyes.value(page, tile), eyes.colour(page, f"{tile} .value"))
            for tile in (OXYGEN, HEART)
        }
        yield LeftAlone(page, live)
        page.clock.resume()


def ends_with(page: Page, tile: str) -> float | None:
    """The last thing that the line of this number says."""
    return eyes.Line(page, COLUMN[tile]).points()[-1][1]


@pytest.mark.parametrize("tile", [OXYGEN, HEART])
def test_a_number_of_this_moment_is_live(alone: LeftAlone, tile: str) -> None:
    alone.when_it_is_old(0)

    page = alone.page
    assert page.locator(tile).get_attribute("data-state") == "live"
    assert eyes.age(page, tile) == "live"
    assert eyes.colour(page, f"{tile} .value") != eyes.colour(page, f"{tile} .name")
    assert (ends_with(page, tile) or 0) > 0


@pytest.mark.parametrize("tile", [OXYGEN, HEART])
@pytest.mark.parametrize(
    ("seconds", "state", "words"),
    [(5, "stale", "s old"), (10, "silent", "No signal 1"), (60, "silent", "No signal 1 min")],
)
def test_an_old_number_is_grey_and_says_its_age(
    alone: LeftAlone, tile: str, seconds: int, state: str, words: str
) -> None:
    value, colour = alone.live[tile]
    alone.when_it_is_old(seconds)

    page = alone.page
    assert page.locator(tile).get_attribute("data-state") == state
    assert words in eyes.age(page, tile)
    assert words in (page.locator(tile).get_attribute("aria-label") or "")
    assert eyes.value(page, tile) == value
    assert eyes.colour(page, f"{tile} .value") != colour
    assert eyes.colour(page, f"{tile} .value") == eyes.colour(page, f"{tile} .name")


@pytest.mark.parametrize("tile", [OXYGEN, HEART])
@pytest.mark.parametrize("seconds", [10, 60])
def test_the_line_of_an_old_number_breaks_and_never_falls_to_zero(
    alone: LeftAlone, tile: str, seconds: int
) -> None:
    alone.when_it_is_old(seconds)

    assert ends_with(alone.page, tile) is None
    assert 0 not in [value for _, value in eyes.Line(alone.page, COLUMN[tile]).points()]
