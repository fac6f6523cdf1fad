"""Reminders of a visit: queued with it, gone with it, on the clock of the person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.clinic.context import clinic_context
from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.people.models import Patient
from holdspace.clinic.schedule.actions import Booking, book, cancel
from holdspace.clinic.schedule.models import Appointment

pytestmark = pytest.mark.django_db
STARTS = datetime(2026, 3, 30, 8, 0, tzinfo=UTC)
"""A Monday after the night in which Berlin puts its clocks forward."""


@pytest.fixture
def in_clinic(cast):
    with clinic_context(cast.clinic.id):
        yield cast


def booked(cast, email="mara@post.example", zone="") -> Appointment:
    patient = cast.patients["mara"]
    Patient.objects.filter(pk=patient.pk).update(email=email, time_zone=zone)
    patient.refresh_from_db()
    booking = Booking(
        kind="dosing", patient=patient, staff=[], room=cast.rooms["Room 1"],
        starts_at=STARTS, ends_at=STARTS + timedelta(hours=3),
    )  # fmt: skip
    return book(actor=cast.actor("desk"), booking=booking)


def waiting():
    mails = Mail.objects.filter(state=Mail.State.WAITING).order_by("not_before")
    return [(mail.not_before, mail.not_after) for mail in mails]


def test_two_reminders_wait_for_their_hours_on_the_persons_clock(in_clinic) -> None:
    booked(in_clinic)

    first, second = (
        datetime(2026, 3, 27, 9, 0, tzinfo=UTC), datetime(2026, 3, 28, 17, 0, tzinfo=UTC),
    )  # fmt: skip
    assert waiting() == [(first, second), (second, STARTS - timedelta(hours=3))]


def test_somebody_who_lives_elsewhere_is_reminded_by_their_own_clock(in_clinic) -> None:
    booked(in_clinic, zone="America/New_York")

    assert [at for at, _ in waiting()] == [
        datetime(2026, 3, 27, 14, 0, tzinfo=UTC), datetime(2026, 3, 28, 22, 0, tzinfo=UTC),
    ]  # fmt: skip


def test_both_are_there_before_the_first_thing_to_be_done(in_clinic) -> None:
    booked(in_clinic)

    assert max(at for at, _ in waiting()) < STARTS - timedelta(hours=24)


def test_a_cancelled_visit_leaves_no_reminder(in_clinic) -> None:
    appointment = booked(in_clinic)

    cancel(actor=in_clinic.actor("desk"), appointment=appointment, now=STARTS - timedelta(days=5))

    assert waiting() == []


def test_who_has_no_address_gets_none(in_clinic) -> None:
    booked(in_clinic, email="")

    assert waiting() == []
