"""One tap is one event: on the tablet's disk first, taken back within ten seconds, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waiting import kinds, link, received, tap, until

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page

KEPT = """new Promise((done) => {
  const open = indexedDB.open("holdspace-room");
  open.onsuccess = () => {
    const all = open.result.transaction("events").objectStore("events").getAll();
    all.onsuccess = () => done(all.result.length);
  };
})"""
WATCH_DURABILITY = """(() => {
  const begin = IDBDatabase.prototype.transaction;
  window.transactions = [];
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    const transaction = begin.call(this, names, mode, options);
    const entry = { mode, durability: transaction.durability, doneAt: null };
    window.transactions.push(entry);
    transaction.addEventListener("complete", () => { entry.doneAt = performance.now(); });
    return transaction;
  };
})();"""
WATCH_TICK = """new MutationObserver(() => {
  const words = document.getElementById("link").textContent;
  if (words.includes("1 waiting")) window.tickedAt ??= performance.now();
}).observe(document.getElementById("link"), { childList: true, subtree: true })"""


def test_one_tap_is_one_event_with_an_id_made_by_the_tablet(
    room: Page, clinic: ClinicDouble
) -> None:
    tap(room, "Tears")
    room.locator("#toast").get_by_text("Tears").wait_for()
    received(clinic, 1)

    [event] = clinic.received
    assert (event["kind"], event["payload"], event["version"]) == ("Observed", {"code": "tears"}, 1)
    assert event["event_id"][14] == "7"
    assert event["device_sequence"] == 1


def test_the_tick_has_two_steps_with_two_words(room: Page, clinic: ClinicDouble) -> None:
    clinic.is_down = True
    tap(room, "Tears")
    link(room, "On this tablet: 1 waiting")
    tap(room, "Floating")
    link(room, "On this tablet: 2 waiting")

    clinic.is_down = False

    link(room, "In the clinic record")
    until(room, "!document.querySelector('#link').textContent.includes('waiting')")
    assert kinds(clinic) == ["Observed", "Observed"]
    assert [event["device_sequence"] for event in clinic.received] == [1, 2]


def test_an_entry_is_on_the_disk_before_the_tick_says_so(
    tablet: Page, clinic: ClinicDouble
) -> None:
    tablet.add_init_script(WATCH_DURABILITY)
    clinic.is_down = True
    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    tablet.evaluate(WATCH_TICK)
    tablet.evaluate("window.transactions.length = 0")

    tap(tablet, "Tears")
    until(tablet, "window.tickedAt !== undefined")

    writes = [one for one in tablet.evaluate("window.transactions") if one["mode"] == "readwrite"]
    assert writes
    assert {one["durability"] for one in writes} == {"strict"}
    assert max(one["doneAt"] for one in writes) <= tablet.evaluate("window.tickedAt")


def test_a_reload_loses_nothing_that_was_tapped(room: Page, clinic: ClinicDouble) -> None:
    clinic.is_down = True
    tap(room, "Tears")
    link(room, "1 waiting")
    room.reload()
    room.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    assert room.evaluate(KEPT) == 1

    clinic.is_down = False

    until(room, "!document.querySelector('#link').textContent.includes('waiting')")
    assert kinds(clinic) == ["Observed"]
    assert room.evaluate(KEPT) == 0


def test_undo_takes_a_tap_back_and_the_chart_is_as_it_was(room: Page, clinic: ClinicDouble) -> None:
    before = room.locator("#table tbody tr").count()
    tap(room, "Laughter")
    room.locator("[data-undo]").click()

    received(clinic, 2)
    until(room, f"document.querySelectorAll('#table tbody tr').length === {before}")
    assert kinds(clinic) == ["Observed", "EntryUndone"]
    assert clinic.received[1]["payload"] == {"target_id": clinic.received[0]["event_id"]}


def test_undo_works_before_the_server_has_heard_of_it(room: Page, clinic: ClinicDouble) -> None:
    before = room.locator("#table tbody tr").count()
    clinic.is_down = True
    tap(room, "Laughter")
    room.locator("[data-undo]").click()

    link(room, "2 waiting")

    assert room.locator("#table tbody tr").count() == before


def test_undo_is_offered_for_ten_seconds(tablet: Page, clinic: ClinicDouble) -> None:
    tablet.clock.install(time=clinic.now())
    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    tap(tablet, "Tears")
    tablet.locator("[data-undo]").wait_for()

    tablet.clock.run_for(9_000)
    assert tablet.locator("[data-undo]").count() == 1

    tablet.clock.run_for(2_000)
    assert tablet.locator("[data-undo]").count() == 0


def test_what_is_refused_is_kept_with_its_sentence_until_it_is_read(
    room: Page, clinic: ClinicDouble
) -> None:
    clinic.refusals["Observed"] = "The record is closed."
    tap(room, "Tears")
    room.get_by_text("One entry was not taken: The record is closed.").wait_for()
    room.reload()
    room.wait_for_selector("#room[data-ready=true][data-sheets=true]")

    room.get_by_role("button", name="Read", exact=True).click()
    assert room.locator(".refused").inner_text().count("tears") == 1
    room.get_by_role("button", name="I have read it").click()

    room.get_by_text("Nothing is left here.").wait_for()


def test_only_what_the_reply_names_leaves_the_tablet(room: Page, clinic: ClinicDouble) -> None:
    clinic.is_down = True
    tap(room, "Tears")
    tap(room, "Floating")
    link(room, "2 waiting")
    clinic.names_only = 0
    clinic.is_down = False
    received(clinic, 2)
    room.wait_for_timeout(300)
    assert room.evaluate(KEPT) == 2

    clinic.names_only = None

    until(room, "!document.querySelector('#link').textContent.includes('waiting')")
    assert room.evaluate(KEPT) == 0
    assert kinds(clinic) == ["Observed", "Observed"]


def test_one_refused_entry_holds_up_no_other(room: Page, clinic: ClinicDouble) -> None:
    clinic.refusals["LookedIn"] = "No."
    clinic.is_down = True
    tap(room, "Looked in")
    tap(room, "Tears")
    link(room, "2 waiting")

    clinic.is_down = False

    room.get_by_text("One entry was not taken").wait_for(timeout=15_000)
    assert kinds(clinic) == ["Observed"]
