"""A sheet that is drawn again takes away neither a hold nor the place on the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waiting import until

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Locator, Page


def open_going_home(room: Page) -> Locator:
    room.get_by_role("button", name="More…").click()
    room.get_by_role("button", name="Going home").click()
    return room.get_by_role("button", name="The person may go home")


def say_another_word(room: Page, clinic: ClinicDouble) -> None:
    first, *others = clinic.state["panels"]["gate_home"]
    clinic.patch(panels={"gate_home": [{**first, "detail": "Another word."}, *others]})


FOCUSED = "document.activeElement.closest('button')?.textContent ?? ''"
SAID = "document.querySelector('dialog[open]').textContent.includes('Another word.')"


def test_a_signature_is_held_although_the_facts_above_it_change(
    room: Page, clinic: ClinicDouble
) -> None:
    sign = open_going_home(room)
    sign.scroll_into_view_if_needed()
    box = sign.bounding_box()
    assert box is not None

    room.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    room.mouse.down()
    say_another_word(room, clinic)
    room.wait_for_timeout(900)
    room.mouse.up()

    until(room, SAID)
    room.wait_for_timeout(300)
    assert [event["kind"] for event in clinic.received] == ["DischargeSigned"]


def test_who_came_by_keyboard_stays_on_the_same_button(room: Page, clinic: ClinicDouble) -> None:
    open_going_home(room)
    room.get_by_role("button", name="Hand over to the escort").focus()

    say_another_word(room, clinic)

    until(room, SAID)
    assert "Hand over to the escort" in room.evaluate(FOCUSED)
