"""A sheet that is drawn again while somebody holds its button must not take the hold away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waiting import until

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page


def test_a_signature_is_held_although_the_facts_above_it_change(
    room: Page, clinic: ClinicDouble
) -> None:
    room.get_by_role("button", name="More…").click()
    room.get_by_role("button", name="Going home").click()
    sign = room.get_by_role("button", name="The person may go home")
    sign.scroll_into_view_if_needed()
    box = sign.bounding_box()
    assert box is not None
    fact = {**clinic.state["panels"]["gate_home"][0], "detail": "Another word, just now."}

    room.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    room.mouse.down()
    clinic.patch(panels={"gate_home": [fact, *clinic.state["panels"]["gate_home"][1:]]})
    room.wait_for_timeout(900)
    room.mouse.up()

    until(
        room,
        "document.querySelector('dialog[open]').textContent.includes('Another word, just now.')",
    )
    room.wait_for_timeout(300)
    assert [event["kind"] for event in clinic.received] == ["DischargeSigned"]
