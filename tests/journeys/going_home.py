"""From the last minute of the dose to the door: facts, escort, signatures, the closed record."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from tests.journeys import room

if TYPE_CHECKING:
    from tests.journeys.tablet import Staff, Tablet

SEEN_BY_EYE = (
    ("steady_gait", "Walks steadily"),
    ("drank_fluids", "Drank and kept it down"),
    ("oriented", "Knows who, where and when"),
    ("access_removed", "Line out"),
    ("adverse_events_recorded", "Every adverse event"),
)


def open_home(tablet: Tablet) -> None:
    room.open_more(tablet, "Going home")


def note_by_eye(tablet: Tablet, label: str) -> None:
    open_home(tablet)
    tablet.tap("Seen with my own eyes", "dialog[open]")
    tablet.press(tablet.page.locator("dialog[open] .tap-button", has_text=label))
    tablet.tap("Yes", "dialog[open]")
    room.recorded(tablet)


def still_open(tablet: Tablet) -> set[str]:
    """The criteria that keep the person here, as the server has them."""
    gate: list[dict[str, Any]] = tablet.state()["panels"]["gate_home"]
    return {fact["code"] for fact in gate if fact["met"] != "met"}


def facts_open_one_by_one(staff: Staff, ana: Tablet) -> None:
    """Each thing that is done makes one more fact true, and no other."""
    room.enter_phase(ana, "Recovery")
    room.score(ana, "MOAA", 5)
    staff.time_passes(45)
    room.chart_vitals(ana, "136/86 78 14 97")
    staff.time_passes(15)
    assert "awake" in still_open(ana)
    room.score(ana, "MOAA", 5)
    assert "awake" not in still_open(ana)
    room.chart_vitals(ana, "126/80 74 14 98")
    room.score(ana, "CADSS", 0, 0, 1, 0, 0, 0)
    score_the_way_home(ana)
    note_each_by_eye(ana, SEEN_BY_EYE)
    give_instructions(ana)
    assert still_open(ana) == {"escort_present"}


def score_the_way_home(tablet: Tablet) -> None:
    room.score(tablet, "Aldrete", 2, 2, 2, 2, 2)
    room.score(tablet, "PADSS", 2, 2, 2, 2, 2)
    room.rate(tablet, "Distress", 1)
    room.rate(tablet, "Nausea", 0)


def note_each_by_eye(tablet: Tablet, seen: tuple[tuple[str, str], ...]) -> None:
    for code, label in seen:
        before = still_open(tablet)
        note_by_eye(tablet, label)
        assert before - still_open(tablet) == {code}


def give_instructions(tablet: Tablet) -> None:
    note_by_eye(tablet, "Instructions handed over in writing")
    note_by_eye(tablet, "Instructions gone through in words")


def signed_and_handed_over(okafor: Tablet, ana: Tablet) -> None:
    """Not before the escort is here, and only with that person."""
    is_refused_to_sign(okafor, "The escort is not here yet.")
    escort_comes(ana, "Ines Keller", "0151 555 0101")
    assert still_open(ana) == set()
    sign_for_the_way_home(okafor)
    hand_over(ana, "Ines Keller")
    room.enter_phase(ana, "Home")


def is_refused_to_sign(tablet: Tablet, reason: str) -> None:
    open_home(tablet)
    tablet.shows("1 of ", "dialog[open]")
    tablet.is_accessible("going home")
    tablet.hold("The person may go home")
    room.recorded(tablet)
    tablet.shows("One entry was not taken: Not yet: 1 of ", "#notices")
    tablet.shows(reason, "#notices")
    tablet.tap("Close", "dialog[open]")
    room.read_what_was_refused(tablet)


def sign_for_the_way_home(tablet: Tablet) -> None:
    open_home(tablet)
    tablet.shows("Every criterion is met", "dialog[open]")
    tablet.hold("The person may go home")
    room.recorded(tablet)
    tablet.shows("Signed ", "dialog[open]")
    tablet.tap("Close", "dialog[open]")


def escort_comes(tablet: Tablet, name: str, phone: str) -> None:
    open_home(tablet)
    tablet.tap("Escort is here", "dialog[open]")
    tablet.choose("The same person")
    tablet.write("Their name, as they say it", name)
    tablet.write("Their phone", phone)
    tablet.is_accessible("the escort is here")
    tablet.tap("Save", "dialog[open]")
    room.recorded(tablet)


def hand_over(tablet: Tablet, name: str) -> None:
    open_home(tablet)
    tablet.tap("Hand over to the escort", "dialog[open]")
    room.tick_all(tablet)
    tablet.write("Handed over to", name)
    tablet.tap("They left together", "dialog[open]")
    room.recorded(tablet)


def summary_is_read_signed_and_closed(okafor: Tablet, ana: Tablet) -> None:
    """Two acts by two people: a signature under what was read, then the end of the record."""
    open_home(okafor)
    okafor.page.locator("dialog[open]").get_by_role("link", name="Summary and signature").click()
    okafor.shows("Not signed yet.")
    okafor.is_accessible("summary")
    assert pages_of(okafor, "Print (PDF)") >= 1
    assert pages_of(okafor, "Own words to take home (PDF)") == 1
    okafor.page.get_by_text("I have read this record and take responsibility").click()
    okafor.tap("Sign as Dr Okafor")
    okafor.page.get_by_label("Password").fill(okafor.site.password)
    okafor.tap("Go on")
    okafor.shows("Signed by")
    okafor.shows("Dr Okafor")
    ana.page.goto(okafor.page.url)
    ana.page.get_by_text("Completed: the person went home").click()
    ana.tap("Close the record", "main")
    ana.shows("The record is closed.")
    ana.is_accessible("the closed record")
    ana.page.get_by_role("link", name="To the room").click()
    ana.open_room()
    ana.shows("You are looking at the record.", "#notices")
    assert not ana.page.locator("#buttons").is_visible()


def pages_of(tablet: Tablet, name: str) -> int:
    """How many pages the file behind a link has."""
    address = tablet.page.get_by_role("link", name=name).get_attribute("href")
    answer = tablet.context.request.get(f"{tablet.site.origin}{address}")
    assert answer.headers["content-type"] == "application/pdf"
    return len(PdfReader(io.BytesIO(answer.body())).pages)
