"""The replay shows the room as it was, never more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.room_view import room_state
from tests.pathway.dosing_session.conftest import NOW
from tests.pathway.dosing_session.story import Tablet, opened
from tests.pathway.dosing_session.summary_story import live_it, looked

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cast(kept):
    return make_cast()


@pytest.fixture(scope="module")
def lived(cast):
    """The whole story."""
    with clinic_context(cast.clinic.id):
        tablet = Tablet(opened(cast, NOW))
        live_it(cast, tablet, NOW)
    return tablet.session


@pytest.fixture
def reader(cast) -> Client:
    client = Client()
    client.force_login(
        cast.staff["jonas"].account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def asked(client: Client, session, **query: object):
    return client.get(reverse("dosing_session:replay_state", args=[session.pk]), query)


def test_a_place_shows_only_what_was_written_by_then(reader, lived) -> None:
    state = asked(reader, lived, sequence=10).json()["state"]

    assert state["sequence"] == 10
    assert max(mark["sequence"] for mark in state["marks"].values()) == 10
    assert state["now"] == max(mark["recorded_at"] for mark in state["marks"].values())


def test_it_is_the_room_that_staff_saw_then(cast, reader, lived) -> None:
    shown = asked(reader, lived, sequence=20).json()["state"]
    with clinic_context(cast.clinic.id):
        back = looked(cast, lived, NOW).back_at(20)
        then = room_state(back.log, Circumstances(back.session, back.now), back.samples)

    assert {name: shown[name] for name in ("marks", "readings", "doses", "presence", "phase")} == {
        name: then[name] for name in ("marks", "readings", "doses", "presence", "phase")
    }


def test_the_last_place_is_the_end(cast, reader, lived) -> None:
    with clinic_context(cast.clinic.id):
        last = lived.events.count()

    assert asked(reader, lived, sequence=last).json()["state"]["phase"]["code"] == "home"


@pytest.mark.parametrize("sequence", ["0", "9999", "-1", "one", ""])
def test_a_place_that_is_not_in_the_log_is_not_found(reader, lived, sequence) -> None:
    assert asked(reader, lived, sequence=sequence).status_code == 404


def test_the_monitors_rows_come_once(reader, lived) -> None:
    rows = asked(reader, lived, rows="all").json()["rows"]

    assert len(rows) > 500
    assert {row["rescinded"] for row in rows} == {False}
