"""A person calls from the chair: answered by name, heard by nobody, or cut off from everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.journeys.site import clock_time, running_site
from tests.journeys.tablet import PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journeys.site import RunningSite
    from tests.journeys.tablet import Staff, Tablet

ROOM_1 = "article:has-text('Room 1') a[href^='/room/']"
BELL = "the brass bell on the arm"
LISTENS = "document.getElementById('help-ring').dataset.state === 'on'"
RINGS = "Number(document.getElementById('help-ring').dataset.rung) > 0"
NOBODY = "Nobody is listening outside this room."
ALARMED = 0.03


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    """In the middle of a morning: Mara is in Room 1, in the middle of an infusion."""
    with running_site(clock_time(10, 30)) as running:
        yield running


@dataclass
class Chair:
    """The phone beside Mara, and the therapist's screen in her room."""

    phone: Tablet
    inside: Tablet
    room: str

    @property
    def words(self) -> str:
        return self.phone.text("#help")

    def says(self, words: str) -> None:
        self.phone.shows(words, "#help")

    def press(self) -> None:
        self.phone.page.locator("#help").click()


@pytest.fixture
def chair(staff: Staff) -> Chair:
    """Jonas puts the button beside Mara, and names the bell. The call before is long over."""
    staff.time_passes(3)
    jonas = staff.sign_in("jonas")
    room = jonas.page.locator(ROOM_1).get_attribute("href") or ""
    jonas.page.goto(f"{staff.site.origin}{room}chair/")
    jonas.page.get_by_role("button", name="code").click()
    code = jonas.text(".chair-code-shown")
    phone = staff.at_the_door(PHONE)
    phone.page.goto(f"{staff.site.origin}/chair/")
    phone.page.get_by_label("Code from the room").fill(code)
    phone.page.get_by_role("button").click()
    phone.page.wait_for_selector("#chair[data-ready=true]")
    jonas.shows("The help button at the chair is connected.")
    jonas.page.get_by_label("The bell without a screen").fill(BELL)
    jonas.page.get_by_role("button", name="The chair is ready").click()
    jonas.shows("The chair is ready.")
    return Chair(phone, jonas, f"{staff.site.origin}{room}")


def outside(staff: Staff, who: str = "ana", page: str = "/") -> Tablet:
    """Somebody at the board, whose screen may sound since they touched it."""
    screen = staff.sign_in(who)
    screen.page.goto(f"{staff.site.origin}{page}")
    screen.page.locator("h1").first.click()
    screen.until(LISTENS)
    return screen


def test_a_call_is_answered_by_name_with_its_seconds(staff: Staff, chair: Chair) -> None:
    ana = outside(staff)
    chair.inside.open_room(chair.room)
    chair.inside.shows("Ana Silva would hear a help call", "#help-ring")
    chair.says("1 person hears it")
    assert chair.phone.luminance() <= ALARMED

    chair.press()

    chair.says("Sent")
    chair.inside.shows("It rings outside this room.", ".help-calls")
    assert not chair.inside.page.evaluate(RINGS)
    ana.shows("Help call", ".help-calls")
    ana.until(RINGS)
    ana.tap("I am coming", ".help-calls")
    chair.says("Ana Silva is coming")
    chair.inside.shows("Ana Silva is coming", ".help-calls")
    chair.inside.until("document.querySelector('#table').textContent.includes('answered after')")
    chair.phone.is_accessible("the chair")
    (call,) = [one for one in calls(chair) if not one["is_demonstration"]]
    assert call["by"] == "Ana Silva"
    assert call["seconds"] >= 0


def test_nobody_listens_and_chair_board_and_room_say_so(staff: Staff, chair: Chair) -> None:
    chair.inside.open_room(chair.room)
    desk = staff.sign_in("desk")
    chair.says("No screen outside would ring now")
    chair.says(BELL)
    chair.inside.shows(NOBODY, "#help-ring")
    desk.shows(NOBODY, "#rooms")

    chair.press()

    chair.says("Not reached: call out")
    chair.says(f"Or use: {BELL}")
    assert chair.phone.luminance() <= ALARMED
    desk.shows("Help call", "#rooms")
    desk.shows("Not reached: the person was told to call out", "#rooms")
    chair.inside.shows("Nobody has answered. The person was told to call out.", ".help-calls")
    chair.inside.tap("I am here", ".help-calls")
    chair.says("Jonas Weber is coming")
    desk.until("!document.getElementById('rooms').textContent.includes('Help call')")


def test_a_call_that_rings_unanswered_is_not_reached_and_stays_on_the_board(
    staff: Staff, chair: Chair
) -> None:
    ana = outside(staff)
    chair.says("1 person hears it")
    chair.press()
    chair.says("Sent")
    ana.shows("Help call", ".help-calls")

    staff.time_passes(31 / 60)

    chair.says("Not reached: call out")
    ana.shows("Nobody has answered. The person was told to call out.", ".help-calls")
    ana.shows("Not reached: the person was told to call out", "#rooms")
    ana.is_accessible("the board with a call")
    chair.inside.open_room(chair.room)
    chair.inside.shows("Nobody has answered.", ".help-calls")
    chair.inside.is_accessible("the room with a call of its own")
    chair.inside.until("document.querySelector('#table').textContent.includes('not reached')")
    ana.tap("I am coming", ".help-calls")
    chair.says("Ana Silva is coming")


def test_a_chair_that_reaches_nobody_says_so_by_its_own_clock(staff: Staff, chair: Chair) -> None:
    """The network takes everything and answers nothing; when it is back, the press arrives."""
    ana = outside(staff)
    chair.says("1 person hears it")
    chair.phone.context.route("**/chair/*", lambda _: None)
    chair.phone.page.clock.run_for(10_500)
    chair.says("This button has no connection")
    chair.says(f"Or use: {BELL}")

    chair.press()

    chair.says("Not reached: call out")
    assert ana.page.locator(".help-call").count() == 0
    chair.phone.context.unroute("**/chair/*")
    chair.phone.page.clock.run_for(6_000)
    ana.shows("Help call", ".help-calls")
    chair.says("Sent")
    ana.tap("I am coming", ".help-calls")
    chair.says("Ana Silva is coming")


def test_a_chair_without_a_network_says_so_at_once(staff: Staff, chair: Chair) -> None:
    outside(staff)
    chair.says("1 person hears it")
    chair.phone.context.set_offline(offline=True)
    chair.says("This button has no connection")
    chair.press()
    chair.says("Not reached: call out")

    chair.phone.context.set_offline(offline=False)

    chair.says("Sent")
    # What the browser itself says of requests without a network.
    chair.phone.watched.console_errors.clear()


def calls(chair: Chair) -> list[dict[str, object]]:
    return list(chair.inside.state()["panels"]["help"]["calls"])
