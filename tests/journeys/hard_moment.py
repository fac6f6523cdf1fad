"""Tears, which are welcome; a tap that is taken back; a hard moment with a pause of the dose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys import room
from tests.journeys.tablet import STATE

if TYPE_CHECKING:
    from tests.journeys.tablet import Staff, Tablet


def tears_are_neutral(jonas: Tablet, screens: tuple[Tablet, ...]) -> None:
    """One tap, one event, a card with steps; neither a harm nor a warning."""
    jonas.taps = 0
    jonas.tap("Tears", "#buttons")
    assert jonas.taps == 1
    room.recorded(jonas)
    for tablet in screens:
        tablet.shows("Tears are common here, from joy as well as from old grief.", "#card")
    [mark] = [one for one in room.in_order(jonas) if one["label"].lower() == "tears"]
    assert mark["tone"] == "neutral"
    jonas.is_accessible("the card about tears")
    jonas.tap("Stay close. Quiet is enough.", "#card")
    room.recorded(jonas)
    for tablet in screens:
        tablet.until(
            "document.querySelector('#card [aria-pressed=true]')?.textContent.includes('Stay')"
        )
        tablet.tap("Put this card away", "#card")


def one_tap_is_undone(jonas: Tablet, screens: tuple[Tablet, ...]) -> None:
    """Within ten seconds every screen is as it was; that it was taken back stays in the record."""
    before = [charted(tablet) for tablet in screens]
    jonas.tap("Laughter", "#buttons")
    for tablet in screens:
        tablet.until("document.querySelector('#table').textContent.includes('. Laughter')")
    jonas.press(jonas.page.locator("[data-undo]"))
    room.recorded(jonas)
    for tablet in screens:
        tablet.until("document.querySelector('#table').textContent.includes('Taken back')")
    assert [charted(tablet) for tablet in screens] == before
    assert [one["struck"] for one in room.in_order(jonas) if "aughter" in one["label"]] == [True]


def charted(tablet: Tablet) -> list[str]:
    """What staff entered and nobody took back."""
    aside = ("Taken back", "monitor, unverified")
    return [line for line in tablet.table() if not any(words in line for words in aside)]


def is_lived_through(staff: Staff, okafor: Tablet, jonas: Tablet, ana: Tablet) -> None:
    room.rate(jonas, "Distress", 7)
    jonas.shows("Distress 7", "#due")
    answer_the_signal(ana)
    jonas.tap("Guidance", "#buttons")
    jonas.tap("Hard moment", "dialog[open]")
    jonas.shows("Asks for help, or distress 4", "dialog[open]")
    jonas.is_accessible("the steps for a hard moment")
    for rung in (1, 3):
        jonas.press(jonas.page.locator(f'dialog[open] [data-key="rung-{rung}"]'))
    jonas.tap("Close", "dialog[open]")
    room.recorded(jonas)
    room.act_on_dose(okafor, "Pause", "Pause the infusion")
    ana.shows("aused", "#buttons")
    staff.time_passes(5)
    room.rate(jonas, "Distress", 4)
    room.act_on_dose(okafor, "Resume", "Resume the infusion")
    ana.until("!document.querySelector('#buttons .dose').textContent.includes('aused')")
    taken = [one["rung"] for one in ana.state()["panels"]["guidance"]["ladder"] if one["taken_at"]]
    assert taken == [1, 3]


def answer_the_signal(ana: Tablet) -> None:
    """What was outside the clinic's own limit, and what somebody did about it."""
    ana.press(ana.page.locator("#due"))
    ana.is_accessible("signals and due")
    signal = ana.page.locator("dialog[open] .signal", has_text="Outside your limit").first
    ana.press(signal.get_by_role("button", name="Answer it"))
    ana.tap("Stayed with the person", "dialog[open]")
    room.recorded(ana)
    ana.until(f"{STATE}.then((one) => one.panels.signals.some((two) => two.acknowledged))")
    answered = [one["acknowledged"] for one in ana.state()["panels"]["signals"]]
    assert {one["action"] for one in answered if one} == {"Stayed with the person"}
