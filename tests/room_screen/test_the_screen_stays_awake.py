"""The screen stays awake in a session, says when it cannot, and from when to when it was away."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from bare_browser import bare_browser
from room_states import monitor_rows
from waiting import tap, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bare_browser import BareBrowser, Tab
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page

WAKE_LOCK = "screen-wake-lock"
READY = "document.querySelector('#room[data-ready=true][data-sheets=true]')"
MAY_GO_DARK = "this screen may go dark by itself"
AWAY = "document.querySelector('#notices').textContent.includes('was away')"
COUNT_THE_LOCKS = """
const ask = WakeLock.prototype.request;
window.locks = [];
WakeLock.prototype.request = async function (kind) {
  const lock = await ask.call(this, kind);
  window.locks.push(lock);
  return lock;
};
"""
"""Before any script of the page: remembers each lock that the browser gave, and changes nothing."""
HEART = "document.querySelector('.vital.heart')"
LONGER_THAN_BUSY_SECONDS = 16
TIMES = re.compile(r"from (\d\d:\d\d:\d\d) to (\d\d:\d\d:\d\d)")


@pytest.fixture
def real() -> Iterator[BareBrowser]:
    with bare_browser() as browser:
        browser.allow(WAKE_LOCK, granted=True)
        yield browser


@pytest.fixture
def room_tab(real: BareBrowser, clinic: ClinicDouble) -> Tab:
    tab = real.open(clinic.page, before=COUNT_THE_LOCKS)
    tab.until(READY)
    return tab


def told(clinic: ClinicDouble, tab: Tab) -> None:
    """Returns when the page has heard what time it is in the clinic."""
    script = "document.querySelector('script[src$=\"room/main.js\"]').src"
    at = int(clinic.now().timestamp() * 1000)
    tab.until(
        f"import({script}.replace('main.js', 'clock.js'))"
        f".then(({{ now }}) => Math.abs(now() - {at}) < 60_000)"
    )


def look_elsewhere(real: BareBrowser, tab: Tab) -> Tab:
    other = real.open("about:blank")
    tab.until("document.visibilityState === 'hidden'")
    return other


def come_back(tab: Tab) -> None:
    tab.to_front()
    tab.until("document.visibilityState === 'visible'")


def seconds_between(said: str) -> float:
    times = TIMES.search(said)
    assert times is not None, said
    first, last = (datetime.strptime(one, "%H:%M:%S").replace(tzinfo=UTC) for one in times.groups())
    return (last - first).total_seconds() % 86_400


def test_a_page_that_was_out_of_sight_says_from_when_to_when(
    real: BareBrowser, clinic: ClinicDouble, room_tab: Tab
) -> None:
    look_elsewhere(real, room_tab)
    clinic.ahead += timedelta(minutes=3, seconds=30)
    told(clinic, room_tab)

    come_back(room_tab)

    room_tab.until(AWAY)
    said = room_tab.text("#notices")
    assert "look through what came in between" in said
    assert 210 <= seconds_between(said) < 240


def test_each_time_is_said_until_somebody_says_that_they_know(
    real: BareBrowser, clinic: ClinicDouble, room_tab: Tab
) -> None:
    other = look_elsewhere(real, room_tab)
    clinic.ahead += timedelta(minutes=3)
    told(clinic, room_tab)
    come_back(room_tab)
    room_tab.until(AWAY)
    other.to_front()
    room_tab.until("document.visibilityState === 'hidden'")
    clinic.ahead += timedelta(minutes=7)
    told(clinic, room_tab)
    come_back(room_tab)

    room_tab.until("document.querySelector('#notices').textContent.includes(', and from')")
    room_tab.ask("document.querySelector('#notices button').click()")

    room_tab.until(f"!({AWAY})")


def test_a_glance_elsewhere_is_not_said(
    real: BareBrowser, clinic: ClinicDouble, room_tab: Tab
) -> None:
    look_elsewhere(real, room_tab)
    clinic.ahead += timedelta(seconds=1)

    come_back(room_tab)

    room_tab.until("window.locks.length === 2")
    assert not room_tab.ask(AWAY)


def test_the_screen_is_kept_awake_and_again_after_it_was_hidden(
    real: BareBrowser, room_tab: Tab
) -> None:
    room_tab.until("window.locks.length === 1 && !window.locks[0].released")
    look_elsewhere(real, room_tab)
    room_tab.until("window.locks[0].released")

    come_back(room_tab)

    room_tab.until("window.locks.length === 2 && !window.locks[1].released")
    assert MAY_GO_DARK not in room_tab.text("#foot-note")


def test_a_lock_that_the_tablet_takes_away_is_asked_for_again(room_tab: Tab) -> None:
    room_tab.until("window.locks.length === 1")

    room_tab.ask("window.locks[0].release()")

    room_tab.until("window.locks.length === 2 && !window.locks[1].released")


def test_a_screen_that_cannot_be_kept_awake_says_so_and_since_when(
    real: BareBrowser, clinic: ClinicDouble, room_tab: Tab
) -> None:
    room_tab.until("window.locks.length === 1")
    real.allow(WAKE_LOCK, granted=False)

    room_tab.ask("window.locks[0].release()")

    room_tab.until(f"document.querySelector('#foot-note').textContent.includes('{MAY_GO_DARK}')")

    assert re.search(r"Since \d\d:\d\d:\d\d this", room_tab.text("#foot-note"))


def test_a_page_that_is_opened_again_in_its_tab_says_how_long_it_was_gone(
    real: BareBrowser, clinic: ClinicDouble, room_tab: Tab
) -> None:
    look_elsewhere(real, room_tab)
    clinic.ahead += timedelta(minutes=4)
    real.call("Page.reload", room_tab.session)

    come_back(room_tab)
    room_tab.until(READY)

    room_tab.until(AWAY)
    assert 240 <= seconds_between(room_tab.text("#notices")) < 270


def test_what_nobody_said_they_know_is_said_again_by_a_page_that_is_opened_again(
    real: BareBrowser, clinic: ClinicDouble, room_tab: Tab
) -> None:
    look_elsewhere(real, room_tab)
    clinic.ahead += timedelta(minutes=4)
    told(clinic, room_tab)
    come_back(room_tab)
    room_tab.until(AWAY)

    real.call("Page.reload", room_tab.session)
    room_tab.until(READY)
    room_tab.until(AWAY)

    room_tab.ask("document.querySelector('#notices button').click()")
    room_tab.until(f"!({AWAY})")
    real.call("Page.reload", room_tab.session)
    room_tab.until(READY)
    assert not room_tab.ask(AWAY)


def test_a_tablet_that_slept_says_so_though_no_browser_announced_it(
    tablet: Page, clinic: ClinicDouble
) -> None:
    tablet.clock.install(time=clinic.now())
    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")

    # Both clocks at once: what the clinic said between the two would be of neither.
    clinic.is_silent = True
    clinic.ahead += timedelta(minutes=3)
    tablet.clock.fast_forward(180_000)
    clinic.is_silent = False

    until(tablet, AWAY)
    assert 170 <= seconds_between(tablet.locator("#notices").inner_text()) < 210
    tap(tablet, "I know")
    until(tablet, f"!({AWAY})")


def test_a_tablet_whose_clock_slept_too_is_told_by_the_clinics(
    room: Page, clinic: ClinicDouble
) -> None:
    clinic.ahead += timedelta(minutes=3)

    until(room, AWAY)
    assert 170 <= seconds_between(room.locator("#notices").inner_text()) < 210


def test_a_browser_that_froze_says_so_and_shows_no_number_as_live(
    real: BareBrowser, clinic: ClinicDouble, room_tab: Tab
) -> None:
    """Nothing can be said while it is held; so it is said first of all when it goes on."""
    room_tab.until(f"{HEART}.dataset.state === 'live'")

    with real.frozen():
        time.sleep(LONGER_THAN_BUSY_SECONDS)

    room_tab.until(AWAY)
    assert seconds_between(room_tab.text("#notices")) >= LONGER_THAN_BUSY_SECONDS - 1
    room_tab.until(f"{HEART}.dataset.state === 'silent'")
    assert "No signal" in room_tab.text(".vital.heart .age")
    clinic.send_rows(monitor_rows(clinic.now())[-1:])
    room_tab.until(f"{HEART}.dataset.state === 'live'")
    assert room_tab.ask(AWAY)


def test_a_screen_that_is_looked_at_says_nothing(room: Page) -> None:
    time.sleep(2)

    assert not room.evaluate(AWAY)
