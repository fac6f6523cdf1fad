"""The board: rooms first, the one that needs someone first; a wall for everybody's eyes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Account
from holdspace.pathway.dosing_session.help_calls import answer
from holdspace.pathway.dosing_session.looking import look_in_clinic
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.queries import session_state
from holdspace.pathway.today.demo_clinic import make_demo_clinic
from holdspace.pathway.today.demo_day import begin_sessions
from holdspace.pathway.today.queries import day_of
from tests.pathway.dosing_session.chair_in_room import beside, screen

pytestmark = pytest.mark.django_db
AFTERNOON = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def clinic(kept):
    cast = make_demo_clinic(AFTERNOON)
    begin_sessions(cast, AFTERNOON)
    return cast


def board(cast, now: datetime, who: str = "ana"):
    with clinic_context(cast.clinic.id):
        return day_of(cast.actor(who), now)


def page(cast, address: str, who: str = "ana", **headers: str) -> str:
    client = Client()
    client.force_login(
        Account.objects.get(email=f"{who}@demo.example"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    with time_machine.travel(AFTERNOON, tick=False):
        return client.get(address, headers=headers).content.decode()


def test_the_room_that_needs_someone_is_first(clinic) -> None:
    names = [card.name for card in board(clinic, AFTERNOON).rooms]

    assert set(names[:2]) == {"Room 1", "Room 2"}
    assert names[2:] == ["Room 3", "Room 4"]


def test_what_is_overdue_is_said_with_its_minutes(clinic) -> None:
    card = board(clinic, AFTERNOON + timedelta(minutes=20)).rooms[0]

    assert card.state == "overdue"
    assert "overdue" in card.next


@pytest.mark.parametrize(
    ("minutes", "words"), [(29, "Comes at 14:30"), (30, "Booked for 14:30, not opened yet")]
)
def test_a_booked_session_that_nobody_opened_is_waited_for(clinic, minutes, words) -> None:
    cards = board(clinic, AFTERNOON + timedelta(minutes=minutes)).rooms
    card = next(card for card in cards if card.name == "Room 3")

    assert (card.who, card.next) == ("R. L.", words)


def test_the_dose_that_runs_shows_how_much_is_in(clinic) -> None:
    card = next(card for card in board(clinic, AFTERNOON).rooms if card.name == "Room 1")

    assert card.progress_label == "How much of the dose is in"
    assert card.percent == 84


def test_board_and_room_count_the_same_criteria(clinic) -> None:
    """Theo is nearly ready to go: what was prepared counts on both screens."""
    card = next(card for card in board(clinic, AFTERNOON).rooms if card.name == "Room 2")
    with clinic_context(clinic.clinic.id):
        session = DosingSession.objects.get(room__name="Room 2")
        facts = look_in_clinic(session.pk, AFTERNOON).state()["panels"]["gate_home"]
    still_open = [fact for fact in facts if fact["met"] != "met"]

    assert card.next == f"{len(still_open)} of {len(facts)} criteria open"


def test_a_silent_board_says_the_time_by_the_clinics_clock(clinic) -> None:
    assert 'data-drawn-at="14:00:00"' in page(clinic, "/")


def test_a_wall_shows_neither_names_nor_medicines(clinic) -> None:
    shown = page(clinic, "/wall/")

    assert "Room 1" in shown
    for word in ("M. K.", "T. B.", "R. L.", "Keller", "ketamine", " mg", "escort", "Jonas"):
        assert word not in shown


def test_the_front_desk_sees_who_comes_and_nothing_of_the_chart(clinic) -> None:
    visit = board(clinic, AFTERNOON, who="desk").visits[0]

    assert visit.who == "T. B."
    assert {visit.consent.word, visit.ready.word} == {"·"}


def test_the_page_asks_for_its_rooms_alone(clinic) -> None:
    shown = page(clinic, "/", HX_Request="true")

    assert 'id="rooms"' in shown
    assert "<html" not in shown


def test_the_owner_has_no_board(clinic) -> None:
    assert "M. K." not in page(clinic, "/", who="owner")


def with_a_call(cast, *heard_by: str):
    """Room 1 with a help button at the chair, pressed. Whoever hears it has a screen outside."""
    with clinic_context(cast.clinic.id):
        session = DosingSession.objects.get(room__name="Room 1")
        for who in heard_by:
            screen(cast, who, AFTERNOON)
        beside(cast, session, AFTERNOON).press(AFTERNOON)
        return session


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, ("Help call, 0 s", "It rings outside the room")),
        (14, ("Help call, 14 s", "It rings outside the room")),
        (15, ("Help call, 15 s", "Nobody has answered yet")),
        (30, ("Help call, 30 s", "Not reached: the person was told to call out")),
        (119, ("Help call, 119 s", "Not reached: the person was told to call out")),
        (120, ("Help call, 2 min", "Not reached: the person was told to call out")),
    ],
)
def test_a_help_call_comes_first_and_is_overdue_until_it_is_answered(
    clinic, seconds, words
) -> None:
    with_a_call(clinic, "mei")
    later = AFTERNOON + timedelta(seconds=seconds)

    first = board(clinic, later).rooms[0]
    wall = board(clinic, later).rooms_without_names[0]

    assert (first.name, first.state, (first.next, first.detail)) == ("Room 1", "overdue", words)
    assert wall.next == words[0]


def test_an_answered_call_leaves_the_board(clinic) -> None:
    session = with_a_call(clinic, "mei")
    with clinic_context(clinic.clinic.id):
        (call,) = session_state(session).help.calls
        answer(clinic.actor("mei"), session, call.id, AFTERNOON)

    assert [card.next for card in board(clinic, AFTERNOON).rooms if "Help" in card.next] == []


def test_the_board_says_that_nobody_is_listening(clinic) -> None:
    with clinic_context(clinic.clinic.id):
        session = DosingSession.objects.get(room__name="Room 1")
        beside(clinic, session, AFTERNOON)
    silent = next(card for card in board(clinic, AFTERNOON).rooms if card.name == "Room 1")
    with clinic_context(clinic.clinic.id):
        screen(clinic, "mei", AFTERNOON)
    heard = next(card for card in board(clinic, AFTERNOON).rooms if card.name == "Room 1")

    assert silent.help_note == "Nobody is listening outside this room."
    assert heard.help_note == ""
