"""What the room shows is what is known: old is grey, silent says so, a gap stays a gap."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from room_names import iso
from room_states import a_row
from waiting import received, tap, until

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Browser, Page

OXYGEN = ".vital.oxygen"


@pytest.fixture
def stopped(tablet: Page, clinic: ClinicDouble) -> Page:
    """A room whose page clock moves only when a test moves it, with a value of this moment."""
    clinic.is_silent = True
    clinic.rows = [a_row(500_000, clinic.now(), hr=86, spo2=97)]
    clinic.state["readings"] = {}
    tablet.clock.install(time=clinic.now())
    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    until(tablet, "document.querySelector('.vital.oxygen .value').textContent === '97'")
    return tablet


@pytest.mark.parametrize(
    ("seconds", "state", "words"),
    [
        (0, "live", "live"),
        (5, "stale", "old"),
        (9, "stale", "old"),
        (12, "silent", "No signal"),
        (60, "silent", "No signal 1 min"),
    ],
)
def test_a_stale_number_never_looks_live(
    stopped: Page, seconds: int, state: str, words: str
) -> None:
    stopped.clock.run_for(seconds * 1000)

    tile = stopped.locator(OXYGEN)
    assert tile.get_attribute("data-state") == state
    assert words in tile.locator(".age").inner_text()
    assert tile.locator(".value").inner_text() == "97"


def test_a_stale_number_is_grey_and_comes_back_in_colour(
    stopped: Page, clinic: ClinicDouble
) -> None:
    colour = "getComputedStyle(document.querySelector('.vital.oxygen .value')).color"
    live = stopped.evaluate(colour)
    stopped.clock.run_for(20_000)

    grey = stopped.evaluate(colour)
    muted = stopped.evaluate(
        "getComputedStyle(document.querySelector('.vital.oxygen .name')).color"
    )

    assert grey == muted
    assert grey != live


def test_a_page_that_hears_nothing_says_so_by_itself(stopped: Page) -> None:
    stopped.clock.run_for(6_000)
    assert "No signal from the clinic server" not in stopped.locator("#notices").inner_text()

    stopped.clock.run_for(4_000)

    assert "No signal from the clinic server" in stopped.locator("#notices").inner_text()


def test_a_server_that_is_heard_again_is_no_longer_called_silent(
    stopped: Page, clinic: ClinicDouble
) -> None:
    stopped.clock.run_for(20_000)
    time.sleep(0.7)  # the page has asked anew, and the new line is open
    clinic.tell("beat", {"now": iso(clinic.now()), "sequence": clinic.state["sequence"]})

    stopped.wait_for_timeout(300)
    stopped.clock.run_for(1_000)

    assert "No signal from the clinic server" not in stopped.locator("#notices").inner_text()


def series(page: Page, expression: str) -> Any:
    """Asks the module that makes the lines, in the page itself."""
    module = "/static/holdspace/js/room/chart_series.js"
    return page.evaluate(f"import('{module}').then(({{ lines, cuffs }}) => ({expression}))")


ONLY_HEART = "at: '', hr: 80, spo2: null, sys: null, dia: null"
ROWS = f"[0, 1, 2, 3, 60, 61].map((t) => ({{ id: t, t: 1000 + t, {ONLY_HEART} }}))"


def test_a_gap_is_never_joined_and_never_zero(room: Page) -> None:
    found = series(room, f"lines({ROWS}, 1062, () => 10)")

    heart = found["data"][1]
    assert heart == [80, 80, 80, 80, None, 80, 80]
    assert [(gap["from"], gap["to"]) for gap in found["gaps"]] == [(1003, 1060)]


@pytest.mark.parametrize(("silence", "gaps"), [(9, 0), (10, 0), (11, 1)])
def test_a_gap_begins_just_over_the_limit(room: Page, silence: int, gaps: int) -> None:
    rows = f"[0, 1, 2].map((t) => ({{ id: t, t, {ONLY_HEART} }}))"

    found = series(room, f"lines({rows}, {2 + silence}, () => 10)")

    assert len(found["gaps"]) == gaps


def test_history_that_was_thinned_out_is_not_full_of_gaps(room: Page) -> None:
    rows = f"[...Array(30).keys()].map((n) => ({{ id: n, t: n * 20, {ONLY_HEART} }}))"

    found = series(room, f"lines({rows}, 581, () => 10)")

    assert found["gaps"] == []


def test_a_rescinded_sample_breaks_the_line_and_stays_as_a_cross(room: Page) -> None:
    rows = f"[0, 1, 2].map((t) => ({{ id: t, t, {ONLY_HEART}, rescinded: t === 1 }}))"

    found = series(room, f"lines({rows}, 2, () => 10)")

    assert found["dots"] == [{"t": 1, "field": "hr", "value": 80, "struck": True, "id": None}]
    assert found["data"][0] == [0, 2]


def test_a_cuff_reading_that_the_monitor_repeats_is_one_reading(room: Page) -> None:
    rows = "[0, 1, 2, 120].map((t) => ({ id: t, at: '', t, sys: 140, dia: 88 }))"

    found = series(room, f"cuffs({{ readings: {{}} }}, {rows})")

    assert [cuff["t"] for cuff in found] == [0, 120]


def test_apnoea_is_shown_as_zero_and_not_as_nothing(room: Page, clinic: ClinicDouble) -> None:
    clinic.send_rows([a_row(600_000, clinic.now(), hr=0, spo2=60)])

    until(room, "document.querySelector('.vital.heart .value').textContent === '0'")


def test_what_a_late_patch_says_is_what_a_fresh_load_says(room: Page, clinic: ClinicDouble) -> None:
    clinic.patch(phase={**clinic.state["phase"], "code": "return", "label": "Return", "index": 4})
    until(room, "document.querySelector('#phase').textContent.includes('Return, now')")
    patched = room.locator(".room-head").inner_text().splitlines()

    room.reload()
    room.wait_for_selector("#room[data-ready=true][data-sheets=true]")

    assert room.locator(".room-head").inner_text().splitlines() == patched


def test_every_room_page_says_that_it_is_a_secondary_display(room: Page) -> None:
    assert room.get_by_text("Secondary display. The bedside monitor is the alarm.").is_visible()
    assert "In the clinic record" in room.locator("#link").inner_text()


def test_an_entry_that_is_not_understood_is_said(room: Page, clinic: ClinicDouble) -> None:
    clinic.patch(panels={"not_understood": "This version does not know the event “Sung”."})

    room.get_by_text("does not know the event").wait_for()


def test_a_fault_of_the_page_is_said_and_nothing_is_lost(
    tablet: Page, clinic: ClinicDouble
) -> None:
    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")

    tablet.evaluate("window.dispatchEvent(new ErrorEvent('error', { message: 'broken' }))")

    tablet.get_by_text("This page had a problem; what you charted is kept.").wait_for()


def test_a_closed_session_can_only_be_looked_at(tablet: Page, clinic: ClinicDouble) -> None:
    clinic.state["session"]["is_closed"] = True

    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")

    assert not tablet.locator("#buttons").is_visible()
    assert "You are looking at the record" in tablet.locator("#notices").inner_text()


def test_times_are_the_clinics_whatever_zone_the_tablet_is_set_to(
    browser: Browser, clinic: ClinicDouble
) -> None:
    clinic.state["session"]["time_zone"] = "Europe/Berlin"
    context = browser.new_context(viewport={"width": 1180, "height": 820}, timezone_id="Asia/Tokyo")
    page = context.new_page()
    page.goto(clinic.page)
    page.wait_for_selector("#room[data-ready=true][data-sheets=true]")

    assert page.evaluate(
        """async () => {
          const script = document.querySelector('script[src$="room/main.js"]').src;
          const { clockTime } = await import(script.replace("main.js", "clock.js"));
          return [clockTime("2026-11-25T20:15:00Z"), clockTime("2026-07-01T00:00:09Z", true)];
        }"""
    ) == ["21:15", "02:00:09"]
    context.close()


def test_a_word_of_the_server_that_was_late_does_not_set_the_clock_back(room: Page) -> None:
    late, followed, put_right = room.evaluate(
        """async () => {
          const script = document.querySelector('script[src$="room/main.js"]').src;
          const { now, setServerNow } = await import(script.replace("main.js", "clock.js"));
          const told = now();
          const say = (ms) => setServerNow(new Date(told - ms).toISOString());
          say(5000);
          const late = now() - told;
          for (let more = 0; more < 8; more++) say(5000);
          const followed = now() - told;
          say(60000);
          return [late, followed, now() - told];
        }"""
    )

    assert late >= 0
    assert followed < -4000, "A clock that was put right a little is followed in a while,"
    assert put_right < -59000, "and at once by more than a word can be late."


MARKED = "(row, field) => field === 'hr' && row.t >= 2 && row.t <= 3"


def test_an_artefact_is_drawn_hollow_and_the_line_breaks_without_a_gap(room: Page) -> None:
    rows = f"[0, 1, 2, 3, 4, 5].map((t) => ({{ id: t, t, {ONLY_HEART} }}))"

    found = series(room, f"lines({rows}, 5, () => 10, {MARKED})")

    assert [(dot["t"], dot["hollow"]) for dot in found["dots"]] == [(2, True), (3, True)]
    assert found["data"][1] == [80, 80, None, 80, 80]
    assert found["gaps"] == []


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(seconds=2)])
def test_an_artefact_leaves_the_big_number_at_what_counts(
    room: Page, clinic: ClinicDouble, ahead: timedelta
) -> None:
    """Also when the tablet's clock lags behind: what is seen when it is marked, is marked."""
    clinic.send_rows([a_row(600_001, clinic.now() + ahead, hr=171, spo2=97)])
    until(room, "document.querySelector('.vital.heart .value').textContent === '171'")

    clinic.is_down = True
    tap(room, "More…")
    room.get_by_role("button", name="Artefact").click()
    room.get_by_role("checkbox", name="Heart rate").check()
    tap(room, "They moved")
    tap(room, "Mark it")

    until(room, "document.querySelector('.vital.heart .value').textContent !== '171'")
    clinic.is_down = False
    received(clinic, 1)
    [event] = clinic.received
    assert (event["kind"], event["payload"]["values"]) == ("ArtefactMarked", ["heart_rate"])
    assert event["payload"]["reason"] == "They moved"
