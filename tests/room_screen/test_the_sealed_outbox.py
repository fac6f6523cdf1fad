"""What a tablet keeps lies sealed on its disk, and what older versions left there is still sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from room_names import SESSION_ID
from tablet_disk import everything_on_the_disk, put_on_the_disk, stores_of
from waiting import link, received, tap, until

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page

READY = "#room[data-ready=true][data-sheets=true]"
CANARIES = ["M. K.", "Mara", "1984", "tears", "Tears", "canary", "Keller", "0155", "Ana Ruiz"]
ANOTHER_SESSION = "0197f3a2-0000-7000-8000-000000000002"
SOMEBODY_ELSES_HALF = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA"


def opened(page: Page, clinic: ClinicDouble) -> Page:
    page.goto(clinic.page)
    page.wait_for_selector(READY)
    return page


def write_a_note(page: Page, words: str) -> None:
    tap(page, "Note")
    page.locator("dialog.sheet").get_by_role("textbox").fill(words)


def test_nothing_that_was_typed_or_shown_can_be_read_on_the_disk(
    room: Page, clinic: ClinicDouble
) -> None:
    clinic.is_down = True
    tap(room, "Tears")
    write_a_note(room, "canary one")
    room.get_by_role("button", name="Save").click()
    link(room, "2 waiting")
    write_a_note(room, "canary two, a draft")
    until(room, "document.querySelector('dialog.sheet textarea')?.value.length > 10")
    room.wait_for_timeout(300)

    disk = everything_on_the_disk(room)

    assert {name: len(rows) for name, rows in stores_of(room).items() if rows} == {
        "events": 2,
        "meta": 4,
    }
    assert [canary for canary in CANARIES if canary in disk] == []


def test_what_was_refused_lies_sealed_too(room: Page, clinic: ClinicDouble) -> None:
    clinic.refusals["NoteWritten"] = "The record is closed, canary."
    write_a_note(room, "canary three")
    room.get_by_role("button", name="Save").click()
    room.get_by_text("One entry was not taken").wait_for()

    assert len(stores_of(room)["refused"]) == 1
    assert "canary" not in everything_on_the_disk(room)


def test_every_seal_has_a_nonce_of_its_own(room: Page, clinic: ClinicDouble) -> None:
    clinic.is_down = True
    for _ in range(3):
        tap(room, "Tears")
    link(room, "3 waiting")

    nonces = {row["iv"]["bytes"] for _, row in stores_of(room)["events"]}

    assert len(nonces) == 3


def test_what_waits_while_a_browser_is_enrolled_is_sent_and_sealed_anew(
    room: Page, clinic: ClinicDouble
) -> None:
    own_half = clinic.state["sealing"]["half"]
    clinic.is_down = True
    tap(room, "Tears")
    link(room, "1 waiting")
    sealed_before = stores_of(room)["events"]

    clinic.state["sealing"] |= {"half": SOMEBODY_ELSES_HALF, "own_half": own_half}
    opened(room, clinic)
    link(room, "1 waiting")
    assert stores_of(room)["events"] != sealed_before
    clinic.is_down = False

    received(clinic, 1)
    link(room, "In the clinic record")


def test_what_somebody_charted_opens_only_when_they_sign_in_again(
    room: Page, clinic: ClinicDouble
) -> None:
    own_half = clinic.state["sealing"]["half"]
    clinic.is_down = True
    tap(room, "Tears")
    link(room, "1 waiting")
    clinic.state["sealing"]["half"] = SOMEBODY_ELSES_HALF
    opened(room, clinic)
    link(room, "1 wait for whoever charted them to sign in")
    room.get_by_text("enrolled anew since, nobody can open them: chart again").wait_for()
    clinic.is_down = False
    tap(room, "Floating")
    received(clinic, 1)

    clinic.state["sealing"]["half"] = own_half
    opened(room, clinic)

    received(clinic, 2)
    assert [event["payload"] for event in clinic.received] == [
        {"code": "floating"},
        {"code": "tears"},
    ]


def test_a_page_that_was_given_no_half_keeps_nothing_and_says_so(
    tablet: Page, clinic: ClinicDouble
) -> None:
    del clinic.state["sealing"]
    clinic.is_down = True
    opened(tablet, clinic)

    tap(tablet, "Tears")

    tablet.get_by_text("This tablet cannot keep what you chart.").wait_for()
    link(tablet, "1 waiting")
    assert stores_of(tablet)["events"] == []


def test_two_pages_of_one_tablet_send_each_entry_once(room: Page, clinic: ClinicDouble) -> None:
    clinic.is_down = True
    tap(room, "Tears")
    link(room, "1 waiting")
    other = opened(room.context.new_page(), clinic)
    tap(other, "Floating")
    link(other, "2 waiting")
    link(room, "2 waiting")

    clinic.is_down = False

    link(room, "In the clinic record")
    link(other, "In the clinic record")
    assert sorted(event["payload"]["code"] for event in clinic.received) == ["floating", "tears"]
    assert stores_of(room)["events"] == []


@pytest.mark.parametrize("release", ["v1", "v2"])
def test_an_outbox_of_an_older_release_is_sealed_and_sent(
    tablet: Page, clinic: ClinicDouble, release: str
) -> None:
    put_on_the_disk(tablet, f"{clinic.page}state", release)
    clinic.is_down = True
    opened(tablet, clinic)
    link(tablet, "2 waiting")
    tablet.get_by_text("One entry was not taken: The record is closed.").wait_for()
    assert "canary" not in everything_on_the_disk(tablet)
    tap(tablet, "Note")
    until(tablet, "document.querySelector('dialog.sheet textarea')?.value === 'canary of a draft'")

    clinic.is_down = False

    received(clinic, 2)
    assert [event["payload"] for event in clinic.received] == [
        {"code": "tears"},
        {"text": "canary of version one", "topic": "note"},
    ]
    assert [event["device_sequence"] for event in clinic.received] == [1, 2]


def test_entries_that_somebody_else_left_open_are_left_to_them(
    tablet: Page, clinic: ClinicDouble
) -> None:
    clinic.state["me"] = {**clinic.state["me"], "staff_id": "somebody-else"}
    put_on_the_disk(tablet, f"{clinic.page}state", "v1")

    opened(tablet, clinic)

    link(tablet, "2 wait for whoever charted them to sign in")
    assert clinic.received == []


def test_what_waits_of_one_session_is_neither_shown_nor_sent_in_another(
    room: Page, clinic: ClinicDouble
) -> None:
    one, other = f"/room/{SESSION_ID}/events", f"/room/{ANOTHER_SESSION}/events"
    clinic.is_down = True
    tap(room, "Tears")
    link(room, "1 waiting")
    clinic.state["session"] = {**clinic.state["session"], "id": ANOTHER_SESSION}
    opened(room, clinic)
    assert "waiting" not in room.locator("#link").inner_text()
    assert "not yet in the clinic record" not in room.locator("#table").inner_text()
    tap(room, "Laughter")
    link(room, "1 waiting")

    clinic.is_down = False
    received(clinic, 2)

    sent = {
        path: [event["payload"]["code"] for event in json.loads(body)["events"]]
        for path, body in zip(clinic.posted_to, clinic.bodies, strict=True)
    }
    assert sent == {one: ["tears"], other: ["laughter"]}
