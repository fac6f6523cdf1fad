"""Promise R12: what is written comes to every open screen, once and in order."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.pathway.dosing_session.queries import entries_of
from tests.faults.eyes import until
from tests.faults.wire import Wire
from tests.pathway.dosing_session.live import Browser as Listener
from tests.pathway.dosing_session.live import running_site, signed_in
from tests.pathway.dosing_session.story import Tablet, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.pathway.dosing_session.live import Ear

WRITERS = ("ana", "jonas", "mei", "okafor")
EACH_WRITES = 6
EARS = 10
REMEMBER_THE_STREAM = """
const Real = window.EventSource;
window.heard = [];
window.EventSource = class extends Real {
  constructor(url) {
    super(url);
    this.addEventListener("patch", ({ lastEventId, data }) =>
      window.heard.push([Number(lastEventId), JSON.parse(data).marks ?? {}]));
  }
};
"""
"""Before any script of the page: what its stream tells is kept, and still told."""

Heard = list[tuple[int, dict[str, Any]]]
"""Patches: the place in the log that each leads to, and the marks that it changes."""


class Clinic:
    """One session, two page servers before it, and everybody who listens."""

    def __init__(self, ports: tuple[int, int], browser: Browser) -> None:
        self.ports = ports
        self.browser = browser
        self.cast = make_cast()
        with clinic_context(self.cast.clinic.id):
            self.session = opened(self.cast, timezone.now())
        self.listeners: list[Listener] = []

    def listener(self, who: str, number: int) -> Listener:
        """At one of the two page servers, in turn."""
        self.listeners.append(signed_in(self.ports[number % 2], self.cast.staff[who]))
        return self.listeners[-1]

    def screen(self, who: str, number: int, *, port: int | None = None) -> Page:
        """The room in a browser of its own."""
        origin = f"http://localhost:{port or self.ports[number % 2]}"
        context = self.browser.new_context()
        context.add_init_script(REMEMBER_THE_STREAM)
        for cookie in self.listener(who, number).cookie.split("; "):
            name, value = cookie.split("=", 1)
            context.add_cookies([{"name": name, "value": value, "url": origin}])
        page = context.new_page()
        page.goto(f"{origin}/room/{self.session.pk}/")
        page.wait_for_selector("#room[data-ready=true][data-sheets=true]")
        until(page, "window.heard.length")
        return page

    def write(self, writer: Listener, count: int) -> None:
        """Notes, each in a request of its own."""
        tablet = Tablet(self.session)
        for number in range(count):
            now = timezone.now()
            note = tablet.event(now, "NoteWritten", event_id=uuid4(), text=f"Note {number}.")
            writer.post(f"/room/{self.session.pk}/events", tablet.parcel(now, note))

    def record(self) -> list[str]:
        """Every entry after the first, as the log has them."""
        with clinic_context(self.cast.clinic.id):
            return [str(entry.event_id) for entry in entries_of(self.session)[1:]]


@pytest.fixture
def clinic(own_database, browser: Browser) -> Iterator[Clinic]:
    url = own_database.app_url
    with running_site(url) as one, running_site(url) as other:
        clinic = Clinic((one, other), browser)
        yield clinic
        for context in browser.contexts:
            context.close()
        for listener in clinic.listeners:
            listener.close()


def told(patches: Heard, *, after: int) -> list[str]:
    """Every mark that was told beyond a place, in the order of telling."""
    return [
        event_id
        for _, marks in patches
        for event_id, mark in sorted(marks.items(), key=lambda one: one[1]["sequence"])
        if mark["sequence"] > after
    ]


def listen(ear: Ear, until_place: int) -> Heard:
    """All patches, up to the one that leads to this place in the log."""
    patches: Heard = []
    for event, place, data in ear.messages():
        if event == "patch":
            patches.append((place, data.get("marks", {})))
        if place >= until_place:
            return patches
    return patches


def in_threads(*work) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_every_screen_hears_every_entry_once_and_in_order(clinic: Clinic) -> None:
    total = 1 + len(WRITERS) * EACH_WRITES
    screens = [clinic.screen("ana", 0), clinic.screen("jonas", 1)]
    ears = [clinic.listener("mei", number).listen(clinic.session.pk) for number in range(EARS)]
    before = [ear.next("beat")[0] for ear in ears]
    writers = [clinic.listener(who, number) for number, who in enumerate(WRITERS)]
    heard: list[Heard] = []

    in_threads(
        *(lambda ear=ear: heard.append(listen(ear, total)) for ear in ears),
        *(lambda one=one: clinic.write(one, EACH_WRITES) for one in writers),
    )
    for screen in screens:
        until(screen, f"window.heard.at(-1)[0] === {total}")
    shown = [screen.evaluate("window.heard") for screen in screens]

    record = clinic.record()
    assert before == [1] * EARS
    assert len(record) == total - 1
    assert [told(patches, after=1) for patches in heard] == [record] * EARS
    assert [told(patches, after=1) for patches in shown] == [record] * len(screens)
    assert [in_order(patches) for patches in (*heard, *shown)] == [True] * (EARS + len(screens))


def in_order(patches: Heard) -> bool:
    places = [place for place, _ in patches]
    return places == sorted(places)


def test_a_screen_that_was_cut_off_hears_what_it_missed_and_nothing_else(clinic: Clinic) -> None:
    wire = Wire(clinic.ports[0])
    screen = clinic.screen("ana", 0, port=wire.port)
    writer = clinic.listener("jonas", 1)
    clinic.write(writer, 2)
    until(screen, "window.heard.at(-1)[0] === 3")
    known = screen.evaluate("window.heard.length")

    with wire.cut():
        clinic.write(writer, 5)
    until(screen, "window.heard.at(-1)[0] === 8")

    patches = screen.evaluate("window.heard")[known:]
    wire.close()
    assert told(patches, after=0) == clinic.record()[2:]
    assert screen.locator("#table tbody tr", has_text="Note").count() == 7
