"""The room over a real socket: what is sent, what is heard, in what order, and until when."""

from __future__ import annotations

import threading
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from holdspace.clinic.access.ending import end_all_sessions
from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.domain.signals import SignalKind
from holdspace.interfaces.monitors.loading import announce
from holdspace.pathway.dosing_session.queries import entries_of, verify_chain
from holdspace.pathway.dosing_session.shown import delay_of
from tests.interfaces.gateway_process import wait_until
from tests.pathway.dosing_session.bedside import stand_in_room_1, steady
from tests.pathway.dosing_session.live import Browser, running_site, signed_in
from tests.pathway.dosing_session.story import Tablet, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.clinic.demo import Cast

WRITERS = 8
EACH_WRITES = 15


class Room:
    """A clinic with one session open, behind a running site."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.browsers: list[Browser] = []
        self.cast: Cast = make_cast(prefix=f"{uuid4()}-")
        with clinic_context(self.cast.clinic.id):
            self.session = opened(self.cast, timezone.now())

    def path(self, page: str, session_id: object = None) -> str:
        return f"/room/{session_id or self.session.pk}/{page}"

    def browser(self, who: str) -> Browser:
        self.browsers.append(signed_in(self.port, self.cast.staff[who]))
        return self.browsers[-1]

    def send(self, who: str, *entries: tuple[str, dict[str, Any]]) -> tuple[int, Any]:
        now, tablet = timezone.now(), Tablet(self.session)
        parcel = tablet.parcel(now, *(tablet.event(now, kind, **said) for kind, said in entries))
        return self.browser(who).post(self.path("events"), parcel)


@pytest.fixture(scope="module")
def port(kept_database) -> Iterator[int]:
    with running_site(kept_database.app_url) as port:
        yield port


@pytest.fixture
def room(port) -> Iterator[Room]:
    room = Room(port)
    yield room
    for browser in room.browsers:
        browser.close()


TEARS = ("Observed", {"code": "tears"})


def test_what_one_page_sends_every_page_hears_in_order(room) -> None:
    ears = [room.browser(who).listen(room.session.pk) for who in ("ana", "okafor")]
    known = [ear.next("beat")[0] for ear in ears]
    room.send("jonas", TEARS, ("Observed", {"code": "laughter"}))

    heard = [ear.next("patch") for ear in ears]

    assert known == [1, 1]
    assert [place for place, _ in heard] == [3, 3]
    assert {one["label"] for one in heard[0][1]["marks"].values()} == {"Tears", "Laughter"}
    assert heard[0] == heard[1]
    assert "me" not in heard[0][1]


def test_more_pages_stay_open_than_there_are_connections_to_the_database(room) -> None:
    """Each just signed in: their first answers write to the database, and then last for hours."""
    pool = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]
    ears = [room.browser("ana").listen(room.session.pk) for _ in range(pool + 2)]
    for ear in ears:
        ear.next("beat")

    room.send("jonas", TEARS)

    assert [ear.next("patch")[0] for ear in ears] == [2] * len(ears)


def test_a_page_that_was_away_hears_what_came_after_its_place(room) -> None:
    room.send("jonas", TEARS)
    room.send("jonas", ("Observed", {"code": "peace"}))

    place, missed = room.browser("ana").listen(room.session.pk, after=2).next("patch")

    assert (place, [one["label"] for one in missed["marks"].values()]) == (3, ["Peace"])


def test_a_place_that_never_was_gets_everything(room) -> None:
    place, whole = room.browser("ana").listen(room.session.pk, after=99).next("patch")

    assert (place, len(whole["marks"])) == (1, 1)


def test_another_clinics_stream_is_not_there(room) -> None:
    far = make_cast(name="Far Clinic", prefix="far-")
    room.browsers.append(signed_in(room.port, far.staff["okafor"]))

    assert room.browsers[-1].listen(room.session.pk).status == 404


def test_beats_come_by_themselves(room) -> None:
    ear = room.browser("ana").listen(room.session.pk)

    beats = [ear.next("beat")[1]["now"] for _ in range(3)]

    assert beats == sorted(set(beats))


def test_an_alarm_reaches_an_open_page_and_how_long_it_took_is_written_down(room) -> None:
    """By the page server itself, over the whole way from the row to the page."""
    ear = room.browser("ana").listen(room.session.pk)
    ear.next("beat")
    low = {"about": "spo2_percent", "kind": "low", "value": "88", "priority": "medium"}
    with clinic_context(room.cast.clinic.id):
        now = timezone.now()
        bedside = stand_in_room_1(room.cast, Tablet(room.session), now)
        bedside.sends(now, 1, spo2_percent=steady(88), alarms=(low,))
        announce([str(room.session.pk)])

    told = next(
        [one["title"] for one in data["panels"]["signals"] if one["kind"] == "monitor_alarm"]
        for event, _, data in ear.messages()
        if event == "patch" and "signals" in data["panels"]
    )

    assert told == ["SpO2 low 88"]
    wait_until(lambda: measured_in(room) == 1)


def measured_in(room: Room) -> int:
    with clinic_context(room.cast.clinic.id):
        delay = delay_of(room.session, SignalKind.MONITOR_ALARM)
        return delay.count if delay else 0


def test_a_stream_ends_at_once_for_an_account_that_is_disabled(room) -> None:
    ear, other = (room.browser(who).listen(room.session.pk) for who in ("jonas", "ana"))
    first, still = ear.next("beat"), other.next("beat")
    account = room.cast.staff["jonas"].account
    account.is_active = False
    account.save()
    end_all_sessions(account)

    left = list(islice(ear.messages(), 6))

    assert (first[0], still[0]) == (1, 1)
    assert len(left) <= 2
    assert other.next("beat")[0] == 1
    assert room.browser("jonas").get(room.path("state"))[0] == 302


def test_eight_writers_leave_no_gap(room) -> None:
    states: list[str] = []

    def write() -> None:
        for _ in range(EACH_WRITES):
            _, answer = room_send_directly(room, browsers.pop())
            states.append(answer["results"][0]["state"])

    browsers = [room.browser("jonas") for _ in range(WRITERS * EACH_WRITES)]
    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with clinic_context(room.cast.clinic.id):
        sequences = [entry.sequence for entry in entries_of(room.session)]
        assert verify_chain(room.session) == WRITERS * EACH_WRITES + 1
    assert sequences == list(range(1, WRITERS * EACH_WRITES + 2))
    assert Counter(states) == {"new": WRITERS * EACH_WRITES}


def room_send_directly(room: Room, browser: Browser) -> tuple[int, Any]:
    """Without the database connection of the test, which belongs to one thread."""
    now, tablet = timezone.now(), Tablet(room.session)
    parcel = tablet.parcel(now, tablet.event(now, *TEARS[:1], **TEARS[1]))
    return browser.post(room.path("events"), parcel)


def test_the_same_batch_from_two_tabs_at_once_is_stored_once(room) -> None:
    now, tablet = timezone.now(), Tablet(room.session)
    parcel = tablet.parcel(now, *(tablet.event(now, *TEARS[:1], **TEARS[1]) for _ in range(20)))
    browsers = [room.browser("jonas") for _ in range(4)]
    answers: list[list[str]] = []

    def send(browser: Browser) -> None:
        _, answer = browser.post(room.path("events"), parcel)
        answers.append([one["state"] for one in answer["results"]])

    tabs = [threading.Thread(target=send, args=[browser]) for browser in browsers]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert Counter(state for answer in answers for state in answer) == {"new": 20, "already": 60}
    with clinic_context(room.cast.clinic.id):
        assert len(entries_of(room.session)) == 21
