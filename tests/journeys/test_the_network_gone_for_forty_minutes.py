"""The network goes during an infusion and comes back 40 minutes later, on a clock that was moved.

Ana charts on through a wire that is cut; Dr Okafor sits at another screen and hears nothing of it.
What Ana charted stands afterwards once, in her order, at the times at which it happened.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.faults.wire import Wire
from tests.journeys import room
from tests.journeys.site import clock_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journeys.site import RunningSite
    from tests.journeys.tablet import Staff, Tablet

RESTING = "124/80 72 14 98 36.6"
A_DAY_AND_THREE_HOURS = timedelta(days=1, hours=3)
MOST_SECONDS_OFF = 1.0
"""What a moved clock may cost the chart (R8)."""
SLOW_HANDS_SECONDS = 20.0
"""Between the look at the clock and the tap that it belongs to, on a machine that is busy."""


@pytest.fixture
def wire(site: RunningSite) -> Iterator[Wire]:
    port = urlsplit(site.origin).port
    assert port is not None
    line = Wire(port)
    yield line
    line.close()


def test_nothing_of_forty_minutes_without_a_network_is_lost(staff: Staff, wire: Wire) -> None:
    staff.it_is(clock_time(8, 55))
    okafor = staff.sign_in("okafor")
    ana = staff.sign_in("ana", at=f"http://localhost:{wire.port}")
    begin_the_infusion(staff, ana, okafor)
    ana.watched.has_a_wire_that_is_cut = True

    with wire.cut():
        ana.page.clock.run_for(11_000)
        ana.shows("No signal from the clinic server", "#notices")
        tapped = chart_for_forty_minutes(staff, ana, okafor)
        assert "4 waiting" in ana.text("#link")
        assert not {one["label"] for one in room.in_order(okafor)} & {one for one, _ in tapped}

    ana.until("!document.querySelector('#notices').textContent.includes('No signal')")
    room.recorded(ana)
    ana.shows("clock is off by", "#notices")
    stands_once_in_order_and_in_time(okafor, tapped)
    both_screens_agree(ana, okafor)


def begin_the_infusion(staff: Staff, ana: Tablet, okafor: Tablet) -> None:
    ana.page.get_by_role("row", name="M. K.").get_by_role("link", name="Open session").click()
    ana.tap("Open Room 1")
    ana.open_room()
    okafor.page.reload()
    okafor.page.get_by_role("link", name="Room 1").click()
    okafor.open_room()
    room.chart_vitals(ana, RESTING)
    staff.time_passes(1.5)
    room.chart_vitals(ana, "122/78 71 14 98")
    room.score(ana, "MOAA", 5)
    room.score(ana, "CADSS", 0, 0, 0, 0, 0, 0)
    room.rate(ana, "Distress", 2)
    room.plan(okafor, {"Dose": "35", "Strength": "0.7", "Volume": "50", "Over": "40"})
    ana.shows("35 mg over 40 min", "#buttons")
    room.check(ana, {"Strength": "0.7", "Volume": "50"})
    room.enter_phase(ana, "Time-out")
    room.confirm_time_out(okafor)
    room.confirm_time_out(ana)
    room.enter_phase(ana, "Dosing")
    room.open_start(ana)
    ana.hold("Start now")
    room.recorded(ana)
    okafor.shows("since the infusion began", "#elapsed")


def chart_for_forty_minutes(
    staff: Staff, ana: Tablet, okafor: Tablet
) -> list[tuple[str, datetime]]:
    """What was tapped, with the clinic's time of each. The other screen charts as well."""
    tapped: list[tuple[str, datetime]] = []

    def tap(name: str, label: str) -> None:
        tapped.append((label, staff.site.clock.now()))
        ana.tap(name, "#buttons")
        ana.shows(f"On this tablet: {len(tapped)} waiting", "#link")

    tap("Tears", "tears")
    staff.time_passes(10)
    tap("Looked in", "looked in")
    ana.page.clock.set_system_time(staff.site.clock.now() + A_DAY_AND_THREE_HOURS)
    staff.time_passes(10)
    okafor.tap("Reassured", "#buttons")
    room.recorded(okafor)
    tap("Mask", "mask")
    staff.time_passes(20)
    tap("Floating", "floating")
    return tapped


def stands_once_in_order_and_in_time(okafor: Tablet, tapped: list[tuple[str, datetime]]) -> None:
    okafor.until("document.querySelector('#table').textContent.toLowerCase().includes('floating')")
    marks = room.in_order(okafor)
    found = [one for one in marks if one["label"].lower() in {label for label, _ in tapped}]
    assert [one["label"].lower() for one in found] == [label for label, _ in tapped]
    assert {one["author"] for one in found} == {"Ana Silva"}
    for one, (label, moment) in zip(found, tapped, strict=True):
        late = (datetime.fromisoformat(one["at"]) - moment).total_seconds()
        assert -MOST_SECONDS_OFF <= late <= SLOW_HANDS_SECONDS, (label, late)
        assert datetime.fromisoformat(one["recorded_at"]) > moment


def both_screens_agree(ana: Tablet, okafor: Tablet) -> None:
    def known(tablet: Tablet) -> list[Any]:
        return [(one["sequence"], one["label"], one["at"]) for one in room.in_order(tablet)]

    assert known(ana) == known(okafor)
    for tablet in (ana, okafor):
        tablet.until("document.querySelector('#table').textContent.includes('eassured')")
        tablet.until("document.querySelector('#table').textContent.toLowerCase().includes('mask')")
