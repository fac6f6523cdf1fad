"""One tap is one event: on the tablet's disk first, taken back within ten seconds, never lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from waiting import press_and_hold, press_keys, until

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page

KEPT = """new Promise((done) => {
  const open = indexedDB.open("holdspace-room");
  open.onsuccess = () => {
    const all = open.result.transaction("events").objectStore("events").getAll();
    all.onsuccess = () => done(all.result.map((one) => one.kind));
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


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def link(page: Page, words: str) -> None:
    until(page, f"document.querySelector('#link').textContent.includes('{words}')")


def received(clinic: ClinicDouble, count: int) -> None:
    """Returns when the clinic record has so many entries."""
    give_up_at = time.monotonic() + 15
    while len(clinic.received) < count:
        assert time.monotonic() < give_up_at, f"Only {len(clinic.received)} came"
        time.sleep(0.03)


def kinds(clinic: ClinicDouble) -> list[str]:
    return [event["kind"] for event in clinic.received]


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
    tablet.wait_for_selector("#room[data-ready=true]")
    tablet.evaluate(WATCH_TICK)
    tablet.evaluate("window.transactions.length = 0")

    tap(tablet, "Tears")
    until(tablet, "window.tickedAt !== undefined")

    writes = [one for one in tablet.evaluate("window.transactions") if one["mode"] == "readwrite"]
    assert writes
    assert {one["durability"] for one in writes} == {"strict"}
    assert writes[0]["doneAt"] <= tablet.evaluate("window.tickedAt")


def test_a_reload_loses_nothing_that_was_tapped(room: Page, clinic: ClinicDouble) -> None:
    clinic.is_down = True
    tap(room, "Tears")
    link(room, "1 waiting")
    room.reload()
    room.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    assert room.evaluate(KEPT) == ["Observed"]

    clinic.is_down = False

    until(room, "!document.querySelector('#link').textContent.includes('waiting')")
    assert kinds(clinic) == ["Observed"]
    assert room.evaluate(KEPT) == []


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
    tablet.wait_for_selector("#room[data-ready=true]")
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


def test_one_refused_entry_holds_up_no_other(room: Page, clinic: ClinicDouble) -> None:
    clinic.refusals["LookedIn"] = "No."
    clinic.is_down = True
    tap(room, "Looked in")
    tap(room, "Tears")
    link(room, "2 waiting")

    clinic.is_down = False

    room.get_by_text("One entry was not taken").wait_for(timeout=15_000)
    assert kinds(clinic) == ["Observed"]


def test_vital_signs_are_never_prefilled_and_read_back_in_words(
    room: Page, clinic: ClinicDouble
) -> None:
    room.locator(".vital.pressure").click()
    room.locator(".number-field").first.wait_for()
    values = room.locator(".number-field .number").all_inner_texts()
    assert not any(character.isdigit() for value in values for character in value)

    press_keys(room, "141")
    room.locator(".number-field", has_text="Diastolic").click()
    press_keys(room, "88")

    assert room.locator(".read-back").inner_text() == "Blood pressure 141 over 88 mmHg"
    tap(room, "Save")
    received(clinic, 1)
    payload: dict[str, Any] = clinic.received[0]["payload"]
    assert (payload["systolic_mmhg"], payload["diastolic_mmhg"], payload["source"]) == (
        "141",
        "88",
        "hand",
    )


def test_apnoea_is_charted_after_a_second_look_and_a_reason(
    room: Page, clinic: ClinicDouble
) -> None:
    room.locator(".vital.pressure").click()
    room.locator(".number-field", has_text="Breathing").click()
    press_keys(room, "0")
    tap(room, "Save")
    assert "is the person not breathing?" in room.locator(".doubt").inner_text()
    assert clinic.received == []

    room.locator(".doubt input").fill("seen, bag and mask")
    tap(room, "It is true: save")

    until(room, "document.querySelector('dialog.sheet') === null")
    received(clinic, 1)
    payload = clinic.received[0]["payload"]
    assert (payload["respiratory_rate_per_min"], payload["implausible_reason"]) == (
        "0",
        "seen, bag and mask",
    )


def test_a_dose_takes_a_held_second_step(room: Page, clinic: ClinicDouble) -> None:
    room.locator(".dose").click()
    tap(room, "Pause")
    hold = room.locator(".hold-button")
    hold.click()
    assert clinic.received == []

    press_and_hold(room, hold)

    until(room, "document.querySelector('dialog.sheet') === null")
    received(clinic, 1)
    assert kinds(clinic) == ["InfusionPaused"]


def test_emergency_is_one_press_from_the_room_and_from_any_sheet(
    room: Page, clinic: ClinicDouble
) -> None:
    tap(room, "More…")
    room.locator("dialog.sheet").get_by_role("button", name="Emergency").click()

    room.get_by_text("Call 112").wait_for()
    room.get_by_role("button", name="Leads").click()
    room.get_by_role("button", name="Pressed by mistake").click()

    received(clinic, 3)
    assert kinds(clinic) == ["EmergencyDeclared", "EmergencyStepTaken", "EmergencyEnded"]


def test_a_card_that_opens_stands_beside_the_chart_and_its_steps_are_logged(
    room: Page, clinic: ClinicDouble
) -> None:
    guidance = clinic.state["panels"]["guidance"]
    card = {**guidance["all_cards"][0], "opened_by": "tears"}
    clinic.patch(panels={"guidance": {**guidance, "open_cards": [card]}})

    room.locator("#card").get_by_role("button", name="Stay, quietly").click()

    received(clinic, 1)
    assert clinic.received[0]["payload"] == {"card": "tears", "step": "stay"}


def test_a_single_key_charts_only_when_no_field_has_the_focus(
    room: Page, clinic: ClinicDouble
) -> None:
    room.keyboard.press("t")
    room.locator("#toast").get_by_text("Tears").wait_for()
    tap(room, "Note")
    room.locator("textarea").wait_for()

    room.keyboard.type("tl")

    until(room, "!document.querySelector('#link').textContent.includes('waiting')")
    assert kinds(clinic) == ["Observed"]


def test_a_note_that_is_being_written_outlives_a_reload(room: Page) -> None:
    tap(room, "Note")
    room.locator("textarea").fill("She says it is wide.")
    room.wait_for_timeout(200)
    room.reload()
    room.wait_for_selector("#room[data-ready=true][data-sheets=true]")

    tap(room, "Note")

    until(room, "document.querySelector('textarea')?.value === 'She says it is wide.'")
