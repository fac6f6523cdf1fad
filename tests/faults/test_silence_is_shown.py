"""Promise R10: whatever breaks between the monitor and the screen, the screen says *No signal*."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.faults import eyes
from tests.faults.eyes import HEART, LOST_ITS_SERVER, OXYGEN
from tests.faults.stopping import frozen, gateway, nobody_restarts
from tests.faults.wire import Wire
from tests.journeys.tablet import Staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.journeys.site import RunningSite
    from tests.journeys.tablet import Tablet

BY_ITS_OWN_CLOCK_MS = 14_000
"""Within the 15 s in which a page must say that it lost its server."""
GONE_FOR = timedelta(minutes=15)


def shows_a_silent_monitor(room: Tablet) -> None:
    """Returns when both numbers say so in words."""
    for tile in (OXYGEN, HEART):
        eyes.until_it_is(room.page, tile, "silent")
        assert "No signal" in eyes.age(room.page, tile)


def shows_a_live_monitor(room: Tablet) -> None:
    for tile in (OXYGEN, HEART):
        eyes.until_it_is(room.page, tile, "live")
        assert eyes.age(room.page, tile) == "live"
    eyes.until_unsaid(room.page, "#notices", "No signal")


@pytest.fixture
def outside(browser: Browser, site: RunningSite) -> Iterator[Tablet]:
    """A screen at a desk, touched once, so that its browser lets it ring."""
    staff = Staff(browser, site)
    tablet = staff.sign_in("okafor")
    tablet.page.goto(site.origin)
    tablet.page.locator("h1").first.click()
    eyes.until_said(tablet.page, ".help-line", "Listening")
    yield tablet
    staff.go_home()


RANG = "Number(document.getElementById('help-ring').dataset.rung ?? 0)"


def test_a_monitor_that_freezes(room: Tablet, outside: Tablet, site: RunningSite) -> None:
    """It is shown in the room without a sound, and rings at a desk outside."""
    with frozen(site.monitor()):
        shows_a_silent_monitor(room)
        room.page.locator("#due").click()
        eyes.until_said(room.page, "dialog[open]", "No heart rate from")
        eyes.until_said(outside.page, ".help-alerts", "No signal")
        eyes.until(outside.page, f"{RANG} > 0")
        rang_inside = room.page.evaluate(RANG)

    eyes.until_unsaid(room.page, "dialog[open]", "No heart rate from")
    eyes.until(outside.page, "document.querySelector('.help-alerts') === null")
    assert rang_inside == 0
    shows_a_live_monitor(room)


def test_a_gateway_that_is_killed(room: Tablet, site: RunningSite) -> None:
    with nobody_restarts(site):
        gateway(site).kill()
        shows_a_silent_monitor(room)

    shows_a_live_monitor(room)


def test_page_servers_that_freeze(room: Tablet, site: RunningSite) -> None:
    with frozen(*site.page_servers()):
        room.page.clock.run_for(BY_ITS_OWN_CLOCK_MS)
        said = room.text("#notices")
        numbers = [eyes.age(room.page, tile) for tile in (OXYGEN, HEART)]

    assert LOST_ITS_SERVER in said
    assert ["No signal" in one for one in numbers] == [True, True]
    shows_a_live_monitor(room)


@pytest.fixture
def wire(site: RunningSite) -> Iterator[Wire]:
    between = Wire(urlsplit(site.origin).port or 0)
    yield between
    between.close()


@pytest.fixture
def far_room(browser: Browser, site: RunningSite, room: Tablet, wire: Wire) -> Iterator[Tablet]:
    """The same room, on a tablet at the other end of the wire."""
    staff = Staff(browser, replace(site, origin=f"http://localhost:{wire.port}"))
    tablet = staff.sign_in("jonas")
    tablet.open_room(f"{tablet.site.origin}{urlsplit(room.page.url).path}")
    eyes.until_it_is(tablet.page, OXYGEN, "live")
    eyes.until_it_is(tablet.page, HEART, "live")
    yield tablet
    staff.go_home()


def test_a_network_that_swallows_everything_and_closes_nothing(
    far_room: Tablet, wire: Wire
) -> None:
    connected = wire.open_ends

    with wire.dead():
        far_room.page.clock.run_for(BY_ITS_OWN_CLOCK_MS)
        said = far_room.text("#notices")
        number = eyes.age(far_room.page, OXYGEN)

    assert connected > 0
    assert LOST_ITS_SERVER in said
    assert "No signal" in number
    shows_a_live_monitor(far_room)


def test_what_is_tapped_while_the_network_swallows_it_is_kept_and_arrives(
    far_room: Tablet, wire: Wire
) -> None:
    with wire.dead():
        far_room.tap("Mask", "#buttons")
        far_room.shows("On this tablet: 1 waiting", "#link")

    eyes.until(far_room.page, "document.querySelector('#link').dataset.step === 'record'")


@contextmanager
def monitor_unplugged(site: RunningSite) -> Iterator[None]:
    """Its connection ends; it is back, with a new one, when a quarter of an hour has passed."""
    with nobody_restarts(site):
        site.monitor().kill()
        yield
        site.clock.set_to(site.clock.now() + GONE_FOR)


def test_a_monitor_that_was_unplugged_leaves_a_gap_and_is_live_again(
    room: Tablet, site: RunningSite
) -> None:
    page = room.page
    with monitor_unplugged(site):
        shows_a_silent_monitor(room)
        away_at = site.clock.now().timestamp()

    shows_a_live_monitor(room)
    back_at = site.clock.now().timestamp()
    page.locator("#show-hour").click()
    heart, oxygen = eyes.lines(page)
    within = (away_at + MARGIN_SECONDS, back_at - MARGIN_SECONDS)
    dots = [line.across(*within) for line in (heart, oxygen)]

    assert [
        one for line in (heart, oxygen) for one in line.points() if is_within(one, *within)
    ] == []
    assert [breaks(line, away_at) for line in (heart, oxygen)] == [True, True]
    assert [one for line in (heart, oxygen) for one in line.points() if one[1] == 0] == []
    assert [joined for joined, _ in dots] == [0, 0]
    assert min(of for _, of in dots) > AT_LEAST_SO_WIDE


MARGIN_SECONDS = 90
AT_LEAST_SO_WIDE = 50
"""Dots; a gap that nobody can see would prove nothing."""


def is_within(point: tuple[float, float | None], since: float, until: float) -> bool:
    return since < point[0] < until


def breaks(line: eyes.Line, away_at: float) -> bool:
    """The last word before the gap is that there is no value."""
    return [value for at, value in line.points() if at < away_at][-1] is None


@pytest.mark.parametrize("page", ["/", "/rounds/", "/wall/", "/monitors/"])
def test_a_board_whose_server_is_gone(ana: Tablet, site: RunningSite, page: str) -> None:
    ana.page.goto(f"{site.origin}{page}")
    assert "No signal from the clinic server" not in ana.text()

    with frozen(*site.page_servers()):
        ana.page.clock.run_for(BY_ITS_OWN_CLOCK_MS)
        notice = ana.text()
        greyed = ana.page.locator("[data-drawn-at]").get_attribute("class") or ""

    assert "No signal from the clinic server. What you see is from" in notice
    assert "stale" in greyed.split()
    eyes.until(ana.page, "document.querySelector('#page-silence').hidden")


def test_a_board_whose_person_signed_out_is_the_sign_in(
    browser: Browser, site: RunningSite
) -> None:
    staff = Staff(browser, site)
    tablet = staff.sign_in("okafor")
    tablet.page.goto(site.origin)
    tablet.page.locator("#rooms").wait_for()
    tablet.context.clear_cookies()

    tablet.page.wait_for_url("**/account/login/**")

    assert tablet.page.locator("#rooms").count() == 0
    staff.go_home()
