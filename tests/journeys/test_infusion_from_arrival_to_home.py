"""Mara's infusion, from her arrival to her way home, at three screens at once.

Ana watches, Dr Okafor prescribes, Jonas is the therapist. The site is the one that `holdspace demo`
starts; only its clock is moved. Timings are not asserted here, order and deadlines are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.journeys import going_home, hard_moment, room, silence
from tests.journeys.hard_moment import charted
from tests.journeys.site import clock_time

if TYPE_CHECKING:
    from tests.journeys.tablet import Staff, Tablet

TWELVE = (
    "Floating", "Imagery", "Reassured", "Hand held", "Music", "Mask", "Looked in", "Laughter",
    "Tears", "Floating",
)  # fmt: skip
"""With two ratings."""
SECONDS_TO_THINK, SECONDS_TO_TAP = 1.35, 1.2
RESTING = "124/80 72 14 98 36.6"


@dataclass
class Day:
    """Everybody's screen, with one room open on each."""

    staff: Staff
    ana: Tablet
    okafor: Tablet
    jonas: Tablet

    @property
    def screens(self) -> tuple[Tablet, Tablet, Tablet]:
        return (self.ana, self.okafor, self.jonas)


@pytest.fixture
def day(staff: Staff) -> Day:
    staff.it_is(clock_time(8, 55))
    return Day(staff, *(staff.sign_in(who) for who in ("ana", "okafor", "jonas")))


def test_mara_comes_is_treated_and_goes_home(day: Day) -> None:
    open_the_room(day)
    chart_the_baseline(day.staff, day.ana)
    plan_and_check(day.okafor, day.ana)
    time_out_by_two(day)
    start_is_refused_and_then_held(day)
    values_stream_in(day)
    hard_moment.tears_are_neutral(day.jonas, day.screens)
    hard_moment.one_tap_is_undone(day.jonas, day.screens)
    hard_moment.is_lived_through(day.staff, day.okafor, day.jonas, day.ana)
    silence.of_the_monitor(day.staff, day.ana, day.jonas)
    silence.of_the_server(day.staff, day.jonas, day.ana)
    a_wrong_entry_is_corrected(day)
    every_screen_has_the_same_order(day)
    a_novice_charts_twelve_events(day.jonas)
    back_to_the_room(day)
    going_home.facts_open_one_by_one(day.staff, day.ana)
    going_home.signed_and_handed_over(day.okafor, day.ana)
    going_home.summary_is_read_signed_and_closed(day.okafor, day.ana)
    the_board_shows_the_room_free(day)


def open_the_room(day: Day) -> None:
    ana = day.ana
    ana.is_accessible("board")
    ana.page.get_by_role("row", name="M. K.").get_by_role("link", name="Open session").click()
    ana.is_accessible("opening a session")
    ana.tap("Open Room 1")
    ana.open_room()
    day.staff.site.monitor().kill()  # off and on again: its first cuff is 20 s after that
    for colleague in (day.okafor, day.jonas):
        colleague.page.reload()
        colleague.page.get_by_role("link", name="Room 1").click()
        colleague.open_room()
    for tablet in day.screens:
        tablet.shows("Secondary display. The bedside monitor is the alarm.")
        tablet.shows("In the clinic record", "#link")
    ana.is_accessible("room")
    ana.until("document.querySelector('.vital.heart').dataset.state === 'live'")
    assert ana.luminance() <= room.DARKEST
    ana.put_light("day")
    assert ana.luminance() > room.DARKEST  # it is measured at all
    ana.put_light("dim")


def chart_the_baseline(staff: Staff, ana: Tablet) -> None:
    room.enter_vitals(ana, "122/78 71 14 98 29.5")
    ana.tap("Save", "dialog[open]")
    ana.shows("Temperature 29.5 °C is outside 30 to 43. Look again.", "dialog[open] .doubt")
    ana.is_accessible("an implausible value")
    ana.write("Why is it true?", "The probe lay beside her.")
    ana.tap("It is true: save", "dialog[open]")
    room.recorded(ana)
    staff.time_passes(2)
    room.chart_vitals(ana, RESTING)
    room.score(ana, "MOAA", 5)
    room.score(ana, "CADSS", 0, 0, 0, 1, 0, 0)
    room.rate(ana, "Distress", 3)
    readings = ana.state()["readings"].values()
    assert [one["implausible_reason"] for one in readings] == ["The probe lay beside her.", ""]
    assert ana.state()["panels"]["baseline"]["sys"] == "123"


def plan_and_check(okafor: Tablet, ana: Tablet) -> None:
    too_much = {"Dose": "80", "Strength": "1.6", "Volume": "50", "Over": "40"}
    room.plan(okafor, too_much)
    okafor.shows("One entry was not taken: The dose is above 1.0 mg/kg.", "#notices")
    room.read_what_was_refused(okafor)
    room.plan(okafor, {"Dose": "35", "Strength": "0.7", "Volume": "50", "Over": "40"})
    ana.shows("35 mg over 40 min", "#buttons")
    room.check(ana, {"Strength": "0.7", "Volume": "50"})
    okafor.until("document.querySelector('#buttons .dose small').textContent.includes('35 mg')")


def time_out_by_two(day: Day) -> None:
    room.open_dose(day.ana)
    day.ana.shows("Nobody has confirmed the time-out.", "dialog[open]")
    start = day.ana.page.get_by_role("button", name="Start the infusion")
    assert start.is_disabled()
    day.ana.is_accessible("dose and rate")
    day.ana.tap("Close", "dialog[open]")
    room.enter_phase(day.ana, "Time-out")
    room.confirm_time_out(day.okafor)
    room.confirm_time_out(day.ana)
    room.enter_phase(day.ana, "Dosing")


def start_is_refused_and_then_held(day: Day) -> None:
    """The form stood open while the gate fell shut behind it: the server says no, and why."""
    room.open_start(day.ana)
    day.staff.time_passes(31)
    day.ana.hold("Start now")
    day.ana.shows("One entry was not taken: Not yet: 4 of 19 are open.", "#notices")
    room.read_what_was_refused(day.ana)
    room.chart_vitals(day.ana, RESTING)
    day.staff.time_passes(1.5)
    room.chart_vitals(day.ana, "122/78 71 14 98")
    day.ana.taps = 0
    room.open_start(day.ana)
    day.ana.hold("Start now")
    room.recorded(day.ana)
    assert day.ana.taps <= 4
    for tablet in day.screens:
        tablet.shows("since the infusion began", "#elapsed")
    room.come_in(day.jonas, "Quiet presence")
    day.ana.shows("Jonas Weber here", "#plan")


def values_stream_in(day: Day) -> None:
    for tablet in day.screens:
        tablet.until("document.querySelector('.vital.oxygen').dataset.state === 'live'")
    day.ana.until("document.querySelectorAll('#chart canvas').length")
    day.staff.time_passes(10)
    room.verify_the_monitor(day.ana)
    verified = [
        one for one in day.ana.state()["readings"].values() if one["source"] == "monitor"
    ]  # fmt: skip
    assert {one["by"] for one in verified} == {"Ana Silva"}


def a_wrong_entry_is_corrected(day: Day) -> None:
    room.chart_vitals(day.ana, "114/81 84 14 97")
    room.open_entry(day.ana, "114/81")
    day.ana.tap("Correct, with a reason…", "dialog[open]")
    day.ana.shows("The right values", "dialog[open] h2")
    room.fill_vitals(day.ana, "141/81 84 14 97")
    day.ana.tap("Save", "dialog[open]")
    day.ana.write("Reason", "Two digits changed places.")
    day.ana.is_accessible("a correction")
    day.ana.press(day.ana.page.locator("dialog[open] .tap-button", has_text="Correct"))
    room.recorded(day.ana)
    for tablet in day.screens:
        struck = tablet.page.locator("#table tr[data-struck]", has_text="114/81")
        struck.locator("s", has_text="114/81").wait_for(state="attached")
        tablet.until("document.querySelector('#table').textContent.includes('141/81')")
        assert "Two digits changed places, Ana Silva" in struck.inner_text()


def every_screen_has_the_same_order(day: Day) -> None:
    """Two people tap at once, in turns; a third looks on."""
    day.jonas.tap("Floating", "#buttons")
    day.ana.tap("Looked in", "#buttons")
    day.jonas.tap("Imagery", "#buttons")
    day.ana.tap("Reassured", "#buttons")
    room.recorded(day.jonas)
    room.recorded(day.ana)
    for tablet in day.screens:
        # What somebody else tapped last shows only once the clinic's record has it.
        tablet.until("document.querySelector('#table').textContent.includes('eassured')")
        tablet.until("document.querySelector('#table').textContent.includes('ivid images')")
    for tablet in day.screens:
        tablet.until("document.querySelector('#link').dataset.step === 'record'")
        tablet.until("!document.querySelector('#link').textContent.includes('waiting')")
    patched = [charted(tablet) for tablet in day.screens]
    day.okafor.page.reload()
    day.okafor.open_room()
    afresh = charted(day.okafor)
    assert patched == [afresh, afresh, afresh]


def a_novice_charts_twelve_events(jonas: Tablet) -> None:
    """By the keystroke-level model: so many thoughts, so many taps."""
    jonas.taps = 0
    for name in TWELVE:
        jonas.tap(name, "#buttons")
    room.rate(jonas, "Distress", 3)
    room.rate(jonas, "Nausea", 1)
    assert SECONDS_TO_THINK * 12 + SECONDS_TO_TAP * jonas.taps < 40


def back_to_the_room(day: Day) -> None:
    room.enter_phase(day.ana, "Exploration")
    day.staff.time_passes(20)
    room.act_on_dose(day.ana, "Stop", "Stop the infusion")
    open_and_end_dosing(day.ana)
    room.enter_phase(day.ana, "Return")
    day.jonas.tap("Note", "#buttons")
    day.jonas.write("Words", "It moved. He waved.")
    day.jonas.choose("First words")
    day.jonas.tap("Save", "dialog[open]")
    room.recorded(day.jonas)
    room.enter_phase(day.ana, "Talking it through")
    day.okafor.shows("Going home", "#buttons")


def open_and_end_dosing(ana: Tablet) -> None:
    room.open_dose(ana)
    ana.tap("No more dose", "dialog[open]")
    ana.hold("End dosing")
    room.recorded(ana)


def the_board_shows_the_room_free(day: Day) -> None:
    day.ana.page.goto(f"{day.staff.site.origin}/")
    card = day.ana.page.locator(".room-card", has_text="Room 1")
    assert "Free" in card.inner_text()
    assert "Room 2" in day.ana.text()
