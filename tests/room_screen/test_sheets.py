"""The sheets: nothing prefilled, a second look at what is odd, a held second step for a dose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waiting import kinds, press_and_hold, press_keys, received, tap, until

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page


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
