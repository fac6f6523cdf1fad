"""A desk that was left asks for the password again, whatever is open on it; a room never does."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from holdspace.clinic.demo import PASSWORD

pytestmark = pytest.mark.django_db
A_DESK_PAGE = "/people/"


@pytest.fixture
def desk(cast, settings) -> Client:
    settings.DESK_IDLE_SECONDS = 600
    cache.clear()
    client = Client()
    client.post("/account/login/", {"login": cast.staff["ana"].account.email, "password": PASSWORD})
    return client


def left_alone(client, seconds) -> None:
    session = client.session
    session["seen_at"] = time.time() - seconds
    session["account_authentication_methods"] = [
        {**record, "at": time.time() - seconds}
        for record in session["account_authentication_methods"]
    ]
    session.save()


def test_a_desk_left_for_just_under_ten_minutes_is_open(desk) -> None:
    left_alone(desk, 590)

    assert desk.get(A_DESK_PAGE).status_code == 200


def test_a_desk_used_all_day_asks_again_after_twelve_hours(desk) -> None:
    left_alone(desk, 12 * 3600 + 1)
    session = desk.session
    session["seen_at"] = time.time()
    session.save()

    assert desk.get(A_DESK_PAGE)["Location"].startswith("/account/reauthenticate/")


def test_a_desk_left_for_ten_minutes_asks_again(desk) -> None:
    left_alone(desk, 601)

    assert desk.get(A_DESK_PAGE)["Location"].startswith("/account/reauthenticate/")


def test_what_was_being_written_is_saved_once_the_password_is_there(desk, cast) -> None:
    left_alone(desk, 601)
    person = {"given_name": "Ida", "family_name": "Moor", "born_on": "1980-01-01"}
    asked = desk.post("/people/new/", person)

    answer = desk.post(asked["Location"], {"password": PASSWORD})

    assert answer["Location"].startswith("/people/")
    assert b"Moor, Ida" in desk.get("/people/").content


def test_a_room_is_never_locked_by_idling(desk) -> None:
    left_alone(desk, 3600)

    assert desk.get("/").status_code == 200


def test_a_page_that_asks_for_itself_keeps_no_desk_open(desk) -> None:
    left_alone(desk, 590)
    desk.get("/", headers={"HX-Request": "true"})

    assert desk.session["seen_at"] < time.time() - 589


def test_what_is_never_locked_opens_nothing_else(desk) -> None:
    """A stranger at a desk that was left presses *Today*, then a name."""
    left_alone(desk, 601)
    board = desk.get("/")

    assert board.status_code == 200
    assert desk.get(A_DESK_PAGE)["Location"].startswith("/account/reauthenticate/")


def test_listening_for_help_calls_goes_on_and_keeps_no_desk_open(desk) -> None:
    left_alone(desk, 601)
    speaks = {"device_id": str(uuid4()), "is_visible": True, "may_sound": True}

    assert desk.post("/help/listen", speaks, "application/json").status_code == 200
    assert desk.get(A_DESK_PAGE)["Location"].startswith("/account/reauthenticate/")
