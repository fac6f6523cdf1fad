"""A tablet that belongs to a room: it signs each tap, locks at a glance, forgets at the end."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING

import pytest
from room_names import ME, SESSION_ID, iso
from tablet_disk import stores_of
from waiting import kinds, link, press_and_hold, press_keys, received, tap, until

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page

READY = "#room[data-ready=true][data-sheets=true]"
KEY = b"the signing key of ana, 32 bytes"
KEY_OF_BEN = b"the signing key of ben, 32 bytes"
BEN = {"staff_id": "0197f3a2-0000-7000-8000-0000000000bb", "name": "Ben Hall"}
PIN = "271828"
KEEP_PIN = """([keys, pin]) => import("/static/holdspace/js/offline/pin.js")
  .then(({ keepPin }) => keepPin(keys, pin))"""
LOCKED = "Nobody has touched this tablet for two minutes."


def text_of(secret: bytes) -> str:
    return urlsafe_b64encode(secret).rstrip(b"=").decode()


@pytest.fixture
def enrolled(clinic: ClinicDouble) -> ClinicDouble:
    """Room 2 on its own tablet, on which Ana, who is signed in, and Ben have a PIN."""
    ana = {"staff_id": ME, "name": "Ana Ruiz"}
    clinic.state["sealing"] |= {
        "tablet_id": "0197f3a2-0000-7000-8000-0000000000cc",
        "tablet_room": "Room 2",
        "people": [ana, BEN],
        "me": {"signing_key": text_of(KEY)},
    }
    return clinic


@pytest.fixture
def idle(tablet: Page, enrolled: ClinicDouble) -> Page:
    """The room on a clock that a test can move; both PINs are known here."""
    tablet.clock.install(time=enrolled.now())
    tablet.goto(enrolled.page)
    tablet.wait_for_selector(READY)
    half = enrolled.state["sealing"]["half"]
    for person in enrolled.state["sealing"]["people"]:
        secret = KEY if person["staff_id"] == ME else KEY_OF_BEN
        keys = {**person, "half": half, "signing_key": text_of(secret)}
        tablet.evaluate(KEEP_PIN, [keys, PIN])
    views_are_kept(tablet)
    return tablet


def views_are_kept(page: Page) -> None:
    give_up_at = time.monotonic() + 15
    while not stores_of(page)["views"]:
        assert time.monotonic() < give_up_at, "The view was never kept."
        page.wait_for_timeout(100)


def give_pin(page: Page, name: str, pin: str = PIN) -> None:
    page.locator(".pin-people").get_by_role("button", name=name).click()
    for digit in pin:
        page.locator(f'.pin-pad [data-key="{digit}"]').click()
    page.locator('.pin-pad [data-key="done"]').click()


def is_signed_by(body: str, staff_id: str, key: bytes) -> str:
    """A batch of one entry, of which the exact letters are returned."""
    batch = json.loads(body)
    raw = body.split('"events":[', 1)[1].split('],"proofs"', 1)[0]
    said = f"{SESSION_ID}\n{batch['device_id']}\n{raw}".encode()
    [(event_id, proof)] = batch["proofs"].items()
    assert json.loads(raw)["event_id"] == event_id
    assert proof["staff_id"] == staff_id
    given = urlsafe_b64decode(proof["proof"] + "=")
    assert given == hmac.new(key, said, hashlib.sha256).digest()
    return raw


def test_an_entry_carries_a_proof_over_its_exact_letters(
    tablet: Page, enrolled: ClinicDouble
) -> None:
    tablet.goto(enrolled.page)
    tablet.wait_for_selector(READY)
    tap(tablet, "Tears")
    received(enrolled, 1)

    [body] = enrolled.bodies
    raw = is_signed_by(body, ME, KEY)
    assert json.loads(raw)["life"] == json.loads(body)["life"]
    assert "server_at" in json.loads(raw)


def test_an_account_without_a_pin_here_sends_no_proof(tablet: Page, enrolled: ClinicDouble) -> None:
    enrolled.state["sealing"]["me"]["signing_key"] = None
    tablet.goto(enrolled.page)
    tablet.wait_for_selector(READY)
    tap(tablet, "Tears")
    received(enrolled, 1)

    assert "proofs" not in json.loads(enrolled.bodies[0])


def test_after_two_minutes_a_tap_has_no_author_until_somebody_signs(
    idle: Page, enrolled: ClinicDouble
) -> None:
    # The page's clock runs with ours, too: a slow machine has used some seconds already.
    idle.clock.run_for(100_000)
    assert idle.get_by_text(LOCKED).count() == 0
    idle.clock.run_for(22_000)
    idle.get_by_text(LOCKED).wait_for()
    assert idle.locator(".vital .value").first.is_visible()

    tap(idle, "Tears")
    idle.locator("#toast").get_by_text("To be signed").wait_for()
    assert (enrolled.received, stores_of(idle)["events"]) == ([], [])
    tap(idle, "PIN")
    give_pin(idle, "Ana Ruiz")
    idle.get_by_text("1 entry waits to be signed.").wait_for()
    tap(idle, "Look")
    tap(idle, "I did this")
    received(enrolled, 1)

    assert kinds(enrolled) == ["Observed"]
    until(idle, "!document.body.textContent.includes('waits to be signed')")
    assert stores_of(idle)["taps"] == []


def test_what_was_tapped_before_a_tablet_was_enrolled_anew_is_said_to_be_lost(
    idle: Page, enrolled: ClinicDouble
) -> None:
    idle.clock.run_for(122_000)
    tap(idle, "Tears")
    idle.locator("#toast").get_by_text("To be signed").wait_for()

    enrolled.state["sealing"]["half"] = text_of(b"the half of the next enrolment. ")
    idle.goto(enrolled.page)
    idle.wait_for_selector(READY)
    idle.get_by_text("One entry that was tapped at").wait_for()
    tap(idle, "I know")

    until(idle, "!document.body.textContent.includes('cannot be opened any more')")
    assert stores_of(idle)["taps"] == []


def test_loading_the_page_again_is_no_way_around_the_lock(
    idle: Page, enrolled: ClinicDouble
) -> None:
    idle.clock.run_for(123_000)
    idle.get_by_text(LOCKED).wait_for()

    idle.reload()
    idle.wait_for_selector(READY)

    idle.get_by_text(LOCKED).wait_for()
    tap(idle, "PIN")
    give_pin(idle, "Ana Ruiz")
    until(idle, "!document.querySelector('dialog[open]')")
    idle.reload()
    idle.wait_for_selector(READY)
    tap(idle, "Tears")
    received(enrolled, 1)


def test_whoever_gives_their_pin_is_the_author_from_then_on(
    idle: Page, enrolled: ClinicDouble
) -> None:
    idle.clock.run_for(123_000)
    tap(idle, "PIN")
    give_pin(idle, "Ben Hall")
    until(idle, "!document.querySelector('dialog[open]')")
    tap(idle, "Floating")
    received(enrolled, 1)

    is_signed_by(enrolled.bodies[-1], BEN["staff_id"], KEY_OF_BEN)


def test_a_sheet_asks_for_the_pin_first(idle: Page) -> None:
    idle.clock.run_for(123_000)
    tap(idle, "Note")

    idle.get_by_role("heading", name="Who is at this tablet?").wait_for()
    give_pin(idle, "Ana Ruiz", "000000")
    idle.get_by_text("That is not the PIN. 9 more tries").wait_for()
    give_pin(idle, "Ana Ruiz")

    idle.get_by_role("heading", name="Note").wait_for()


def test_an_emergency_waits_for_no_pin(idle: Page, enrolled: ClinicDouble) -> None:
    idle.clock.run_for(123_000)
    idle.locator("#emergency").click()

    idle.locator("#emergency-screen[open]").wait_for()
    received(enrolled, 1)
    assert kinds(enrolled) == ["EmergencyDeclared"]


def test_nothing_of_the_room_stays_when_its_record_is_closed(
    idle: Page, enrolled: ClinicDouble
) -> None:
    tap(idle, "Tears")
    received(enrolled, 1)
    link(idle, "In the clinic record")

    enrolled.patch(panels={"record": {"closed_at": iso(enrolled.now())}})
    idle.clock.run_for(11_000)

    give_up_at = time.monotonic() + 15
    while stores_of(idle)["views"]:
        assert time.monotonic() < give_up_at, "The view is still there."
        idle.wait_for_timeout(100)
    stores = stores_of(idle)
    assert (stores["events"], stores["taps"], stores["refused"]) == ([], [], [])


def test_the_view_is_not_let_go_while_something_waits(idle: Page, enrolled: ClinicDouble) -> None:
    enrolled.is_down = True
    tap(idle, "Tears")
    link(idle, "1 waiting")

    enrolled.patch(panels={"record": {"closed_at": iso(enrolled.now())}})
    idle.clock.run_for(21_000)

    assert len(stores_of(idle)["views"]) == 1


# --- a dose without the record --------------------------------------------------------------------

PLAN = {
    "id": "0197f3a2-0000-7000-8000-0000000000e1", "drug": "ketamine", "route": "iv",
    "dose_mg": "35", "concentration_mg_per_ml": "0.7", "volume_ml": "50", "over_minutes": "40",
    "devices": None, "tier": None, "findings": [], "planned_by": "Dr Okafor", "checked_by": None,
}  # fmt: skip


def is_cut_off_with_a_plan(page: Page, clinic: ClinicDouble) -> None:
    dose = {**clinic.state["panels"]["dose"], "plan": PLAN, "infusion": None, "may_start": False}
    clinic.patch(panels={"dose": dose})
    until(page, "document.querySelector('#buttons .dose').textContent.includes('35 mg over 40')")
    clinic.is_down = clinic.is_silent = True
    page.clock.run_for(12_000)
    page.get_by_text("No signal from the clinic server").wait_for()
    page.locator("#buttons .dose").click()


def test_a_start_without_the_record_is_charted_as_given_with_its_reason(
    idle: Page, enrolled: ClinicDouble
) -> None:
    is_cut_off_with_a_plan(idle, enrolled)
    tap(idle, "Start the infusion the record cannot be asked")
    idle.get_by_text("Second check outstanding.").wait_for()
    press_keys(idle, "75")
    press_and_hold(idle, idle.get_by_role("button", name="Start now"))
    idle.get_by_text("Say why it is given now.").wait_for()
    idle.locator("dialog[open]").get_by_role("textbox").fill("pump was set, network gone")
    press_and_hold(idle, idle.get_by_role("button", name="Start now"))
    link(idle, "1 waiting")

    enrolled.is_down = enrolled.is_silent = False
    received(enrolled, 1)

    [event] = enrolled.received
    assert (event["kind"], event["payload"]["already_happened"]) == ("InfusionStarted", True)
    assert event["payload"]["reason"] == "pump was set, network gone"


def test_a_second_person_checks_the_dose_on_the_same_tablet(
    idle: Page, enrolled: ClinicDouble
) -> None:
    is_cut_off_with_a_plan(idle, enrolled)
    tap(idle, "Second person, here on this tablet, by their own PIN")
    give_pin(idle, "Ben Hall")
    idle.get_by_role("heading", name="Check the dose, Ben Hall").wait_for()
    press_keys(idle, "0.7")
    idle.locator(".number-field", has_text="Volume").click()
    press_keys(idle, "50")
    press_and_hold(idle, idle.get_by_role("button", name="I checked it"))
    link(idle, "1 waiting")
    idle.locator("#buttons .dose").click()
    idle.get_by_text("Checked by a second person, on this tablet").wait_for()

    enrolled.is_down = enrolled.is_silent = False
    received(enrolled, 1)

    is_signed_by(enrolled.bodies[-1], BEN["staff_id"], KEY_OF_BEN)
