"""Booking: nobody and no room is in two appointments at once, and the refusal names the clash."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from holdspace.clinic.context import clinic_context
from holdspace.clinic.schedule.actions import (
    AlreadyCancelled,
    Booking,
    Clash,
    EndsBeforeItStarts,
    book,
    cancel,
)
from holdspace.clinic.schedule.clock_times import (
    NoSuchMoment,
    NotATime,
    moment_in,
    parse_clock_time,
)
from holdspace.clinic.schedule.models import Appointment

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
"""Nine in the morning in Berlin."""
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def inside(cast):
    with clinic_context(cast.clinic.id):
        yield


def booking(cast, *, person="mara", room="Room 1", staff=("ana",), starts=NINE, hours=3):
    return book(
        actor=cast.actor("desk"),
        booking=Booking(
            kind="dosing",
            patient=cast.patients[person],
            staff=[cast.staff[key] for key in staff],
            room=cast.rooms[room],
            starts_at=starts,
            ends_at=starts + timedelta(hours=hours),
        ),
    )


def test_a_room_is_not_booked_twice_and_the_sentence_says_by_whom(cast) -> None:
    booking(cast)

    with pytest.raises(Clash) as refusal:
        booking(cast, person="theo", staff=("mei",), starts=NINE + timedelta(hours=2))
    assert str(refusal.value) == (
        "Room 1 is taken: dosing session of Mara Keller in Room 1, 09:00 to 12:00."
    )


def test_a_person_is_in_one_appointment_at_a_time(cast) -> None:
    booking(cast)

    with pytest.raises(Clash, match="Mara Keller has another appointment"):
        booking(cast, room="Room 2", staff=("mei",))


def test_staff_are_in_one_appointment_at_a_time(cast) -> None:
    booking(cast)

    with pytest.raises(Clash, match="Ana Silva is booked then"):
        booking(cast, person="theo", room="Room 2", staff=("mei", "ana"))


def test_one_minute_too_early_is_a_clash(cast) -> None:
    booking(cast)

    with pytest.raises(Clash):
        booking(cast, person="theo", starts=NINE + timedelta(hours=3, minutes=-1))


def test_the_next_one_begins_when_the_last_one_ends(cast) -> None:
    booking(cast)

    booking(cast, person="theo", starts=NINE + timedelta(hours=3))

    assert Appointment.objects.count() == 2


def test_a_cancelled_hour_is_free(cast) -> None:
    cancel(actor=cast.actor("desk"), appointment=booking(cast), now=NINE)

    booking(cast, person="theo")

    assert Appointment.objects.filter(cancelled_at__isnull=True).count() == 1


def test_an_appointment_is_cancelled_once(cast) -> None:
    appointment = booking(cast)
    cancel(actor=cast.actor("desk"), appointment=appointment, now=NINE)

    with pytest.raises(AlreadyCancelled):
        cancel(actor=cast.actor("desk"), appointment=appointment, now=NINE)


@pytest.mark.parametrize("hours", [0, -1])
def test_an_appointment_ends_after_it_starts(cast, hours) -> None:
    with pytest.raises(EndsBeforeItStarts):
        booking(cast, hours=hours)


@pytest.mark.parametrize(
    ("person", "room"), [("theo", "Room 1"), ("mara", "Room 2")], ids=["room", "person"]
)
def test_the_database_itself_keeps_two_apart(cast, person, room) -> None:
    booking(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            clinic=cast.clinic,
            kind="dosing",
            patient=cast.patients[person],
            room=cast.rooms[room],
            starts_at=NINE,
            ends_at=NINE + timedelta(hours=1),
            zone="Europe/Berlin",
        )


# --- times as they are typed ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"), [("1430", "14:30"), ("930", "09:30"), ("14:30", "14:30"), ("0000", "00:00")]
)
def test_a_time_is_typed_as_four_digits(typed, read) -> None:
    assert parse_clock_time(typed).isoformat("minutes") == read


@pytest.mark.parametrize("typed", ["2400", "1260", "14", "2 pm", "", "14301"])
def test_what_is_no_time_is_refused(typed) -> None:
    with pytest.raises(NotATime, match="Type the time as 1430"):
        parse_clock_time(typed)


def test_a_time_the_clocks_jump_over_is_refused() -> None:
    with pytest.raises(NoSuchMoment):
        moment_in(BERLIN, date(2026, 3, 29), parse_clock_time("0230"))


def test_a_time_in_summer_is_two_hours_before_its_utc() -> None:
    moment = moment_in(BERLIN, date(2026, 7, 1), parse_clock_time("1430"))

    assert moment == datetime(2026, 7, 1, 12, 30, tzinfo=UTC)


# --- the page -------------------------------------------------------------------------------------


def form_of(cast, **changes):
    return {
        "patient": cast.patients["mara"].pk,
        "kind": "dosing",
        "day": "2026-03-09",
        "starts": "0900",
        "ends": "1200",
        "room": cast.rooms["Room 1"].pk,
        "staff": [cast.staff["ana"].pk],
        **changes,
    }


def test_the_page_books_and_comes_back_to_the_day(cast, client) -> None:
    client.force_login(cast.staff["desk"].account)

    answer = client.post("/appointments/new/", form_of(cast))

    assert answer["Location"] == "/appointments/?day=2026-03-09"
    assert b"09:00 to 12:00" in client.get(answer["Location"]).content


def test_a_clash_loses_nothing_that_was_typed(cast, client) -> None:
    client.force_login(cast.staff["desk"].account)
    client.post("/appointments/new/", form_of(cast))

    answer = client.post("/appointments/new/", form_of(cast, ends="1130"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Room 1 is taken: dosing session of Mara Keller" in page
    assert 'value="1130"' in page


def test_another_clinics_person_cannot_be_booked(cast, stranger, client) -> None:
    client.force_login(cast.staff["desk"].account)

    answer = client.post("/appointments/new/", form_of(cast, patient=stranger.patients["mara"].pk))

    assert answer.status_code == 422
