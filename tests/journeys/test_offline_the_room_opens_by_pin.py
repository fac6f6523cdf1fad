"""The server is gone and the page is opened again: a PIN opens the room, and charting goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.journeys import enrolled
from tests.journeys.enrolled import PINS, origin_of, tap, waits
from tests.journeys.site import clock_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.faults.wire import Wire
    from tests.journeys.site import RunningSite

TABLET = {"width": 1180, "height": 820}
DUMP_OF_VIEWS = """new Promise((told) => {
  const opening = indexedDB.open("holdspace-room");
  opening.onsuccess = () => {
    const counting = opening.result.transaction("views").objectStore("views").count();
    counting.onsuccess = () => { opening.result.close(); told(counting.result); };
  };
}).then((count) => count"""
CANARIES = ["M. K.", "Mara", "Keller", "sadness about Dad", "canary", "Tears", "tears", "1984-03"]


@pytest.fixture(scope="module")
def wire(site: RunningSite) -> Iterator[Wire]:
    line = enrolled.wire_to(site)
    yield line
    line.close()


@pytest.fixture(scope="module")
def screen(browser: Browser, site: RunningSite, wire: Wire) -> Iterator[Page]:
    """One tablet of Room 1, on which Ana and Jonas have a PIN; Ana is signed in."""
    site.clock.set_to(clock_time(8, 55))
    context = browser.new_context(viewport=TABLET, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(enrolled.PATIENCE_SECONDS * 1000)
    origin = origin_of(wire)
    enrolled.sign_in(page, origin, "jonas", site.password)
    enrolled.enrol(page, origin, "Tablet A")
    enrolled.set_pin(page, origin, PINS["Jonas Weber"])
    enrolled.sign_out(page)
    enrolled.sign_in(page, origin, "ana", site.password)
    enrolled.set_pin(page, origin, PINS["Ana Silva"])
    yield page
    context.close()


@pytest.fixture(scope="module")
def address(screen: Page, wire: Wire) -> str:
    """The room of a session that is open."""
    return origin_of(wire) + enrolled.open_a_session(screen, origin_of(wire))


def test_it_opens_again_by_pin_and_what_was_tapped_meanwhile_is_signed(
    screen: Page, wire: Wire, address: str
) -> None:
    enrolled.is_ready_for_an_outage(screen, address)

    with wire.cut():
        screen.goto(address)
        screen.locator(".lock-taps").get_by_role("button", name="Tears").click()
        screen.get_by_text("1 to be signed.").wait_for()
        enrolled.give_pin(screen, "Ana Silva", "999111")
        screen.get_by_text("That is not the PIN. 9 more tries").wait_for()
        enrolled.give_pin(screen, "Ana Silva", PINS["Ana Silva"])
        screen.wait_for_selector(enrolled.READY)
        screen.get_by_text("Not connected. This is the room as this tablet kept it").wait_for()
        tap(screen, "Laughter")
        waits(screen, 1)
        screen.get_by_role("button", name="Look", exact=True).click()
        screen.get_by_role("button", name="I did this").click()
        waits(screen, 2)
        screen.locator("dialog[open] .close").click()
    enrolled.is_all_in_the_record(screen)

    charted = [one for one in enrolled.marks(screen) if one["kind"] == "Observed"]
    assert sorted((one["label"].lower(), one["author"]) for one in charted) == [
        ("laughter", "Ana Silva"),
        ("tears", "Ana Silva"),
    ]
    by_label = {one["label"].lower(): one["at"] for one in charted}
    assert by_label["tears"] < by_label["laughter"]


def test_two_people_confirm_on_one_tablet_without_a_server(
    screen: Page, wire: Wire, address: str
) -> None:
    enrolled.is_ready_for_an_outage(screen, address)

    with wire.cut():
        enrolled.open_by_pin(screen, address, "Ana Silva")
        confirm_the_time_out(screen)
        screen.locator("#phase").click()
        screen.locator("dialog[open] .tap-grid").get_by_role("button", name="Time-out").click()
        screen.get_by_text("Confirmed by 1 of 2").wait_for()
        screen.get_by_role("button", name="Second person, here on this tablet").click()
        others = screen.locator("dialog[open] .pin-people button")
        others.first.wait_for()
        assert others.all_inner_texts() == ["Jonas Weber"]
        enrolled.give_pin(screen, "Jonas Weber", PINS["Jonas Weber"])
        screen.get_by_role("heading", name="Time-out, Jonas Weber").wait_for()
        tick_and_confirm(screen, "Jonas Weber confirms all of it")
        waits(screen, 2)
    enrolled.is_all_in_the_record(screen)

    confirmed = [one for one in enrolled.marks(screen) if one["kind"] == "TimeOutConfirmed"]
    assert [one["author"] for one in confirmed] == ["Ana Silva", "Jonas Weber"]


def test_whoever_comes_in_by_pin_charts_under_their_own_name(
    screen: Page, wire: Wire, address: str
) -> None:
    """The cookie in the browser is Ana's; the PIN was Jonas's."""
    enrolled.is_ready_for_an_outage(screen, address)

    with wire.cut():
        enrolled.open_by_pin(screen, address, "Jonas Weber")
        tap(screen, "Imagery")
        waits(screen, 1)
    enrolled.is_all_in_the_record(screen)
    tap(screen, "Floating")
    screen.locator("#toast").get_by_text("Floating").wait_for()
    enrolled.is_all_in_the_record(screen)

    by_jonas = [
        one["label"].lower()
        for one in enrolled.marks(screen)
        if one["author"] == "Jonas Weber" and one["kind"] == "Observed"
    ]
    assert by_jonas == ["vivid images", "floating"]


def test_a_thief_reads_nothing_on_the_disk(screen: Page, wire: Wire, address: str) -> None:
    enrolled.is_ready_for_an_outage(screen, address)
    with wire.cut():
        screen.goto(address)
        screen.locator(".lock-taps").get_by_role("button", name="Tears").click()
        screen.get_by_text("1 to be signed.").wait_for()
        enrolled.give_pin(screen, "Ana Silva", PINS["Ana Silva"])
        screen.wait_for_selector(enrolled.READY)
        tap(screen, "Note")
        screen.locator("dialog[open]").get_by_role("textbox").fill("canary, not saved")
        screen.locator("dialog[open] .close").click()
        tap(screen, "Tears")
        waits(screen, 1)

        disk = enrolled.everything_on_the_disk(screen)
        kept = {name for name, rows in enrolled.stores_of(screen).items() if rows}

        assert {"events", "views", "taps", "pins", "meta"} <= kept
        assert [canary for canary in CANARIES if canary in without_the_page(disk)] == []
        assert PINS["Ana Silva"] not in disk
    enrolled.is_all_in_the_record(screen)
    screen.get_by_role("button", name="Look", exact=True).click()
    screen.get_by_role("button", name="I did this").click()
    screen.locator("dialog[open] .close").click()
    enrolled.is_all_in_the_record(screen)


def test_ten_wrong_pins_wipe_the_view_and_never_what_waits(
    screen: Page, wire: Wire, address: str
) -> None:
    enrolled.is_ready_for_an_outage(screen, address)
    with wire.cut():
        enrolled.open_by_pin(screen, address, "Ana Silva")
        tap(screen, "Mask")
        waits(screen, 1)
        screen.goto(address)
        for left in range(9, 0, -1):
            enrolled.give_pin(screen, "Ana Silva", "000111")
            screen.get_by_text(f"{left} more" if left > 1 else "One more try").wait_for()
        enrolled.give_pin(screen, "Ana Silva", "000111")
        screen.get_by_text("Ten wrong tries: this tablet has forgotten the room.").wait_for()

        stores = enrolled.stores_of(screen)
        assert (stores["views"], stores["pins"], len(stores["events"])) == ([], [], 1)
        screen.goto(address)
        screen.get_by_text("One entry on this tablet is not in the clinic record").wait_for()

    screen.goto(address)
    screen.wait_for_selector(enrolled.READY)
    enrolled.is_all_in_the_record(screen)
    assert [one["label"].lower() for one in enrolled.marks(screen)].count("mask") == 1


def test_a_tablet_that_the_desk_unenrols_opens_nothing_and_keeps_nothing(
    screen: Page, browser: Browser, site: RunningSite, wire: Wire, address: str
) -> None:
    enrolled.set_pin(screen, origin_of(wire), PINS["Ana Silva"])
    enrolled.is_ready_for_an_outage(screen, address)
    desk = browser.new_page()
    enrolled.sign_in(desk, site.origin, "desk", site.password)
    desk.goto(f"{site.origin}/tablets/")
    desk.get_by_role("link", name="Unenrol Tablet A").click()
    desk.get_by_role("button", name="Unenrol Tablet A").click()
    desk.get_by_text("It opens nothing any more.").wait_for()
    desk.close()

    screen.goto(address)
    screen.wait_for_selector(enrolled.READY)

    enrolled.until(screen, "caches.keys().then((names) => names.length === 0)")
    enrolled.until(
        screen, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)"
    )
    stores = enrolled.stores_of(screen)
    assert (stores["views"], stores["pins"]) == ([], [])
    assert "tablet" not in dict(stores["meta"])


def test_a_closed_record_leaves_nothing_of_the_person_on_the_tablet(
    screen: Page, wire: Wire, address: str
) -> None:
    enrolled.enrol(screen, origin_of(wire), "Tablet B")
    enrolled.set_pin(screen, origin_of(wire), PINS["Ana Silva"])
    enrolled.is_ready_for_an_outage(screen, address)
    tap(screen, "Tears")
    enrolled.is_all_in_the_record(screen)
    assert len(enrolled.stores_of(screen)["views"]) == 1

    screen.goto(f"{address}summary/")
    screen.get_by_text("Cancelled before the dose").click()
    screen.get_by_label("Why").fill("A cold, canary.")
    screen.locator("main").get_by_role("button", name="Close the record").click()
    screen.get_by_text("The record is closed.").first.wait_for()

    enrolled.until(screen, f"{DUMP_OF_VIEWS} === 0)")
    stores = enrolled.stores_of(screen)
    for name in ("views", "events", "refused", "taps"):
        assert stores[name] == [], name
    assert [name for name in dict(stores["meta"]) if name.startswith("draft:")] == []
    disk = without_the_page(enrolled.everything_on_the_disk(screen))
    assert [canary for canary in CANARIES if canary in disk] == []


# --- hands ----------------------------------------------------------------------------------------


def confirm_the_time_out(screen: Page) -> None:
    screen.locator("#phase").click()
    screen.locator("dialog[open] .tap-grid").get_by_role("button", name="Time-out").click()
    tick_and_confirm(screen, "I confirm all of it")
    waits(screen, 1)


def tick_and_confirm(screen: Page, name: str) -> None:
    screen.locator("dialog[open] input[type=checkbox]").first.wait_for()
    for box in screen.locator("dialog[open] input[type=checkbox]").all():
        box.check(force=True)
    screen.locator("dialog[open]").get_by_role("button", name=name).click()


def without_the_page(disk: str) -> str:
    """The taps' names stand in the scripts, and in the list of what may be tapped before a PIN."""
    whole = json.loads(disk)
    whole.pop("caches")
    stores = whole["databases"]["holdspace-room"]["stores"]
    stores["meta"] = [one for one in stores["meta"] if one[0] != "tablet"]
    return json.dumps(whole)
