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
DRAWN_WITHIN_MS = 100
A_MOMENT = timedelta(seconds=5)
"""Ahead of the page, however slow the machine is; the next beat puts its time right again."""
TILES = (HEART, OXYGEN)


@dataclass
class LeftAlone:
    """A page that nobody tells anything any more, and whose clock only a test moves."""

    page: Page
    values: list[str]
    """What the numbers were when they were live, and in which colours."""
    colours: list[str]

    def when_it_is_old(self, seconds: int) -> None:
        """The latest sample is so many seconds old now, and not much more."""
        self.page.clock.run_for(SURELY_STALE_SECONDS * 1000)
        age = eyes.age(self.page, OXYGEN)
        said = re.match(r"(\d+) s old", age)
        assert said is not None, f"After {SURELY_STALE_SECONDS} s it says: {age}"
        self.page.clock.run_for(max(0, seconds - int(said[1])) * 1000 + DRAWN_WITHIN_MS)


@pytest.fixture
def alone(room: Tablet, site: RunningSite) -> Iterator[LeftAlone]:
    page = room.page
    now = datetime.fromtimestamp(page.evaluate("Date.now()") / 1000, UTC)
    page.clock.pause_at(now + A_MOMENT)
    eyes.until_it_is(page, OXYGEN, "live")
    eyes.until_it_is(page, HEART, "live")
    with frozen(*site.page_servers()):
        values = [eyes.value(page, tile) for tile in TILES]
        yield LeftAlone(page, values, colours(page, ".value"))
        page.clock.resume()


def ends_with(page: Page) -> list[float | None]:
    """The last thing that each line says."""
    return [line.points()[-1][1] for line in eyes.lines(page)]


def colours(page: Page, part: str) -> list[str]:
    return [eyes.colour(page, f"{tile} {part}") for tile in TILES]


def test_a_number_of_this_moment_is_live(alone: LeftAlone) -> None:
    page = alone.page

    assert [eyes.age(page, tile) for tile in TILES] == ["live", "live"]
    assert [one in colours(page, ".name") for one in colours(page, ".value")] == [False, False]
    assert None not in ends_with(page)


@pytest.mark.parametrize(
    ("seconds", "state", "words"),
    [(5, "stale", "s old"), (10, "silent", "No signal 1"), (60, "silent", "No signal 1 min")],
)
def test_an_old_number_is_grey_and_says_its_age(
    alone: LeftAlone, seconds: int, state: str, words: str
) -> None:
    page = alone.page
    alone.when_it_is_old(seconds)

    tiles = [page.locator(tile) for tile in TILES]
    assert [tile.get_attribute("data-state") for tile in tiles] == [state, state]
    assert [words in eyes.age(page, tile) for tile in TILES] == [True, True]
    assert [words in str(tile.get_attribute("aria-label")) for tile in tiles] == [True, True]
    assert [eyes.value(page, tile) for tile in TILES] == alone.values
    assert colours(page, ".value") == colours(page, ".name")
    assert [one in alone.colours for one in colours(page, ".value")] == [False, False]


@pytest.mark.parametrize("seconds", [10, 60])
def test_the_line_of_an_old_number_breaks_and_never_falls_to_zero(
    alone: LeftAlone, seconds: int
) -> None:
    alone.when_it_is_old(seconds)

    lines = eyes.lines(alone.page)
    assert ends_with(alone.page) == [None, None]
    assert [point for line in lines for point in line.points() if point[1] == 0] == []
