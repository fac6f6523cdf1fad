"""Theo's esketamine: two devices, the pressure at 40 minutes, and no way out before 120."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.journeys import going_home, room
from tests.journeys.site import clock_time
from tests.journeys.tablet import PHONE

if TYPE_CHECKING:
    from tests.journeys.tablet import Staff, Tablet

RESTING = "128/82 70 15 98 36.7"


def test_theo_is_observed_for_two_hours_and_goes_home(staff: Staff) -> None:
    staff.it_is(clock_time(9, 25))
    mei, okafor = staff.sign_in("mei"), staff.sign_in("okafor", PHONE)
    open_the_room(mei, okafor)
    get_ready(staff, mei, okafor)
    zero = two_devices(staff, mei)
    pressure_is_due_at_forty_minutes(staff, mei, zero)
    come_back(staff, mei, zero)
    nobody_may_sign_before_two_hours(staff, mei, okafor, zero)
    going_home.hand_over(mei, "Petra Brandt")
    room.enter_phase(mei, "Home")


def open_the_room(mei: Tablet, okafor: Tablet) -> None:
    mei.page.get_by_role("row", name="T. B.").get_by_role("link", name="Open session").click()
    mei.tap("Open Room 2")
    mei.open_room()
    okafor.open_room(mei.page.url)
    for tablet in (mei, okafor):
        tablet.shows("Secondary display. The bedside monitor is the alarm.")
        tablet.shows("In the clinic record", "#link")
        tablet.is_accessible("room")
        assert tablet.luminance() <= room.DARKEST


def get_ready(staff: Staff, mei: Tablet, okafor: Tablet) -> None:
    room.chart_vitals(mei, RESTING)
    staff.time_passes(2)
    room.chart_vitals(mei, RESTING)
    room.score(mei, "MOAA", 5)
    room.score(mei, "CADSS", 0, 0, 0, 0, 0, 0)
    room.plan(okafor, {"Devices": "2", "Dose": "56"})
    mei.shows("56 mg", "#buttons")
    room.check(mei, {"Devices": "2"})
    room.confirm_time_out(okafor)
    room.confirm_time_out(mei)
    room.enter_phase(mei, "Dosing")


def two_devices(staff: Staff, mei: Tablet) -> datetime:
    give_one_device(mei)
    zero = datetime.fromisoformat(mei.state()["zero"]["at"])
    staff.time_passes(5)
    give_one_device(mei)
    assert mei.state()["panels"]["dose"]["given_mg"] == "56"
    room.enter_phase(mei, "Exploration")
    return zero


def give_one_device(mei: Tablet) -> None:
    mei.taps = 0
    room.open_dose(mei)
    mei.tap("Give the dose", "dialog[open]")
    mei.key_in({"Devices": "1"})
    mei.hold("Given now")
    room.recorded(mei)
    assert mei.taps <= 4


def pressure_is_due_at_forty_minutes(staff: Staff, mei: Tablet, zero: datetime) -> None:
    staff.it_is(zero + timedelta(minutes=39))
    assert minutes_due(mei, zero) == [40]
    staff.it_is(zero + timedelta(minutes=41))
    mei.press(mei.page.locator("#due"))
    mei.shows(pressure_due(mei)[0]["title"], "dialog[open] .due-item")
    mei.is_accessible("what is due")
    mei.tap("Close", "dialog[open]")
    room.chart_vitals(mei, "144/90 82 15 97")
    assert minutes_due(mei, zero) == [120]


def pressure_due(mei: Tablet) -> list[dict[str, Any]]:
    return [one for one in mei.state()["panels"]["due"] if "systolic" in one["code"]]


def minutes_due(mei: Tablet, zero: datetime) -> list[int]:
    """The minutes after the first device at which the pressure is still to be charted."""
    moments = [datetime.fromisoformat(one["due_at"]) for one in pressure_due(mei)]
    return [round((at - zero).total_seconds() / 60) for at in moments]


def come_back(staff: Staff, mei: Tablet, zero: datetime) -> None:
    staff.it_is(zero + timedelta(minutes=100))
    for phase in ("Return", "Talking it through", "Recovery"):
        room.enter_phase(mei, phase)
    room.score(mei, "MOAA", 5)
    staff.it_is(zero + timedelta(minutes=116))
    room.score(mei, "MOAA", 5)
    room.chart_vitals(mei, "126/80 72 15 98")
    room.score(mei, "CADSS", 0, 0, 0, 0, 0, 0)
    going_home.score_the_way_home(mei)
    going_home.note_each_by_eye(mei, going_home.SEEN_BY_EYE[:3])
    going_home.note_by_eye(mei, "Every adverse event")
    going_home.give_instructions(mei)
    going_home.escort_comes(mei, "Petra Brandt", "0151 555 0102")


def nobody_may_sign_before_two_hours(
    staff: Staff, mei: Tablet, okafor: Tablet, zero: datetime
) -> None:
    staff.it_is(zero + timedelta(minutes=119))
    assert going_home.still_open(mei) == {"minimum_time"}
    going_home.is_refused_to_sign(okafor, "1 min to go")
    staff.it_is(zero + timedelta(minutes=120))
    assert going_home.still_open(mei) == set()
    going_home.sign_for_the_way_home(okafor)
