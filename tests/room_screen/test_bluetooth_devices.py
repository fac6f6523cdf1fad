"""A device by Bluetooth: connected by a person, charted by a person, never by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from device_packets import (
    CUFF,
    NAN,
    NO_RADIO,
    OXIMETER,
    PRESSURE,
    RADIO,
    STREAM,
    pressure,
    sfloat,
    stream,
)
from waiting import link, received, tap, until

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page

SHEET = "document.querySelector('dialog.sheet').innerText"
DRIVE = """async (packets) => {
  const { createDevices } = await import("/static/holdspace/js/room/bluetooth.js");
  const timers = [];
  const devices = createDevices({ radio, changed: () => {}, now: () => "2026-11-26T14:00:00Z",
    later: (act, ms) => timers.push({ act, ms }), never: () => {} });
  const settled = () => new Promise((done) => setTimeout(done));
  const next = async () => { timers.at(-1).act(); await settled(); };
  const standing = () => devices.all().map((one) => one.standing);
  %s
}"""


@pytest.fixture
def with_radio(tablet: Page, clinic: ClinicDouble) -> Page:
    tablet.add_init_script(RADIO)
    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    return tablet


def connect(page: Page, device: str) -> None:
    tap(page, "More…")
    page.get_by_role("button", name="Devices by Bluetooth").click()
    page.evaluate(device)
    page.get_by_role("button", name="Connect a device").click()
    until(page, f"{SHEET}.includes('Connected since')")


def say(page: Page, device: str, number: int, packet: list[int]) -> None:
    page.evaluate(f"(bytes) => radio.{device}.voices[{number}].say(bytes)", packet)


def driven(page: Page, steps: str, *packets: list[int]) -> Any:
    return page.evaluate(DRIVE % steps, list(packets))


def test_a_cuffs_reading_is_in_no_record_until_somebody_charts_it(
    with_radio: Page, clinic: ClinicDouble
) -> None:
    page = with_radio
    connect(page, CUFF)
    assert "Battery 74 %" in page.locator("dialog.sheet").inner_text()
    assert [one["services"] for one in page.evaluate("radio.wanted.filters")] == [
        [0x1810],
        [0x1822],
        [0x180D],
    ]
    page.keyboard.press("Escape")
    now = clinic.now()
    packet = pressure(152, 94, at=now, pulse=sfloat(88), user_and_status=(1, 1))

    say(page, "cuff", PRESSURE, packet)
    say(page, "cuff", PRESSURE, packet)

    notice = page.locator("#notices", has_text="152/94 mmHg, heart 88 /min. Not in the record.")
    notice.wait_for()
    assert clinic.received == []
    clinic.is_down = True
    notice.get_by_role("button", name="Chart").click()
    page.locator("dialog.sheet", has_text="Cuff 7").wait_for()
    assert page.get_by_role("button", name="Chart it…").count() == 1
    tap(page, "Chart it…")
    words = page.locator("dialog.sheet").inner_text()
    for part in ("M. K., born 1984", "Cuff 7", "152 over 94", "The cuff says: the body moved."):
        assert part in words
    tap(page, "Chart it")
    link(page, "1 waiting")
    assert page.locator("#notices", has_text="Not in the record").count() == 0
    until(page, "document.querySelector('.vital.pressure').innerText.includes('by device')")

    clinic.is_down = False

    received(clinic, 1)
    payload = clinic.received[0]["payload"]
    assert abs((now - clinic.now()).total_seconds()) < 60
    assert payload.pop("measured_at")[:10] == now.date().isoformat()
    assert payload == {
        "systolic_mmhg": "152",
        "diastolic_mmhg": "94",
        "heart_rate_per_min": "88",
        "source": "monitor",
        "device": "Cuff 7",
        "device_time": now.strftime("%Y-%m-%dT%H:%M:%S"),
    }


def test_an_earlier_reading_and_an_odd_one_ask_why_they_are_true(
    with_radio: Page, clinic: ClinicDouble
) -> None:
    page = with_radio
    connect(page, CUFF)
    say(page, "cuff", PRESSURE, pressure(290, 94, at=clinic.now() - timedelta(hours=3)))
    tap(page, "Chart it…")

    doubt = page.locator(".doubt").inner_text()
    assert "3 h 00 before it came" in doubt
    assert "Systolic 290 mmHg is outside 50 to 280." in doubt
    tap(page, "It is true: chart it")
    assert clinic.received == []
    page.locator(".doubt input").fill("seen twice, its clock is wrong")
    tap(page, "It is true: chart it")

    received(clinic, 1)
    assert clinic.received[0]["payload"]["implausible_reason"] == "seen twice, its clock is wrong"


def test_what_is_no_reading_can_only_be_put_aside(with_radio: Page, clinic: ClinicDouble) -> None:
    page = with_radio
    connect(page, CUFF)

    say(page, "cuff", PRESSURE, pressure(NAN, NAN))

    page.get_by_text("Blood pressure: no reading").wait_for()
    assert "it sent no number" in page.locator("dialog.sheet").inner_text()
    assert page.get_by_role("button", name="Chart it…").count() == 0
    tap(page, "Put aside")
    until(page, f"{SHEET}.includes('No reading yet')")
    assert clinic.received == []


def test_an_oximeter_that_falls_silent_is_not_charted_and_the_room_says_so(
    with_radio: Page, clinic: ClinicDouble
) -> None:
    page = with_radio
    connect(page, OXIMETER)
    say(page, "finger", STREAM, stream(97, 71))
    page.get_by_role("button", name="Chart it…").wait_for()

    clinic.ahead = timedelta(seconds=15)

    page.locator(".device-reading[data-state=silent]", has_text="No signal").wait_for()
    assert page.get_by_role("button", name="Chart it…").count() == 0
    page.locator("#notices", has_text="No signal from Finger 3: the last oxygen came at").wait_for()


def test_a_press_is_not_lost_when_the_next_value_comes_under_it(
    with_radio: Page, clinic: ClinicDouble
) -> None:
    page = with_radio
    connect(page, OXIMETER)
    say(page, "finger", STREAM, stream(97, 71))
    page.get_by_role("button", name="Chart it…").hover()
    page.mouse.down()
    say(page, "finger", STREAM, stream(96, 70))
    page.wait_for_timeout(1200)
    page.mouse.up()

    tap(page, "Chart it")

    received(clinic, 1)
    assert clinic.received[0]["payload"]["device"] == "Finger 3"


def test_a_browser_without_bluetooth_says_what_to_do_instead(
    tablet: Page, clinic: ClinicDouble
) -> None:
    tablet.add_init_script(NO_RADIO)
    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    tap(tablet, "More…")
    tablet.get_by_role("button", name="Devices by Bluetooth").click()

    tablet.get_by_text("This browser cannot connect a device.").wait_for()
    tap(tablet, "Vital signs, by hand")
    tablet.locator(".number-field").first.wait_for()


def test_what_is_lost_is_looked_for_again_later_and_later_until_a_person_ends_it(
    with_radio: Page,
) -> None:
    page = with_radio
    page.evaluate(CUFF)
    waits, stood, heard, asked, after = driven(
        page,
        """await devices.add();
        const { cuff } = radio;
        cuff.unreachable = 7;
        cuff.cut();
        const stood = standing();
        for (let tries = 0; tries < 7; tries++) await next();
        await next();
        stood.push(...standing());
        cuff.voices[0x2a35].say(packets[0]);
        const heard = devices.all()[0].offered.length;
        cuff.cut();
        const asked = cuff.asked;
        devices.disconnect("cuff");
        await next();
        cuff.voices[0x2a35].say(packets[0]);
        return [timers.map(({ ms }) => ms), stood, heard, cuff.asked - asked, standing()];""",
        pressure(142, 88),
    )

    assert waits == [1000, 2000, 4000, 8000, 15000, 30000, 30000, 30000, 1000]
    assert stood == ["lost", "connected"]
    assert heard == 1
    assert (asked, after) == (0, [])


def test_why_there_is_no_device_is_said_and_a_stranger_is_let_go(with_radio: Page) -> None:
    page = with_radio
    cancelled, refused, off, stranger, is_connected, timers = driven(
        page,
        """const cancelled = await devices.add();
        const fails = (name) => {
          radio.requestDevice = async () => { throw new DOMException("", name); };
        };
        const ask = radio.requestDevice;
        fails("SecurityError");
        const refused = await devices.add();
        fails("NetworkError");
        const off = await devices.add();
        radio.requestDevice = ask;
        radio.make("lamp", "Lamp\\u0007", { 0x180f: [0x2a19] });
        await devices.add();
        const { name, standing: stands } = devices.all()[0];
        const { connected } = radio.lamp.gatt;
        return [cancelled, refused, off, [name, stands], connected, timers.length];""",
    )

    assert cancelled == ""
    assert "does not let this page" in refused
    assert "Bluetooth did not answer" in off
    assert (stranger, is_connected, timers) == (["Lamp", "unfit"], False, 0)
