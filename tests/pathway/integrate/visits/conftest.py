"""Mara, who had a session and went home: told once for a module, taken back after each test."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.roles import OwnActor
    from holdspace.clinic.schedule.models import Appointment
    from holdspace.pathway.integrate.visits.models import IntegrationVisit

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOME = MONDAY + timedelta(hours=3)


@contextmanager
def lived_once(blocker: DjangoDbBlocker, tell: Callable[[], Cast]) -> Iterator[Cast]:
    """What is told here stands for a whole module, in a transaction that is rolled back."""
    from django.core.cache import cache
    from django.db import connection, transaction

    with blocker.unblock(), transaction.atomic():
        told = tell()
        # A page may give its connection back; this one holds the transaction of all of them.
        connection.close = lambda: None  # type: ignore[method-assign]
        yield told
        del connection.close
        transaction.set_rollback(True)
    cache.clear()


def booked(cast: Cast, at: datetime, kind: str = "integration") -> Appointment:
    """An hour of Mara's with Jonas, by the front desk. Inside the clinic's context."""
    from holdspace.clinic.schedule.actions import Booking, book

    booking = Booking(
        kind=kind,
        patient=cast.patients["mara"],
        staff=[cast.staff["jonas"]],
        room=cast.rooms["Room 2"],
        starts_at=at,
        ends_at=at + timedelta(hours=1),
    )
    return book(actor=cast.actor("desk"), booking=booking)


@contextmanager
def taken_back() -> Iterator[None]:
    """What one test does is gone after it."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The clinic, with Mara's session opened on a Monday."""
    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import make_cast
    from tests.pathway.dosing_session.story import opened

    def tell() -> Cast:
        cast = make_cast()
        with clinic_context(cast.clinic.id):
            mara = cast.patients["mara"]
            mara.email = "mara@demo.example"
            mara.save(update_fields=["email"])
            opened(cast, MONDAY)
        return cast

    with lived_once(django_db_blocker, tell) as cast:
        yield cast


@pytest.fixture
def inside(lived: Cast) -> Iterator[Cast]:
    from holdspace.clinic.context import clinic_context

    with taken_back(), clinic_context(lived.clinic.id):
        yield lived


@pytest.fixture
def visit(inside: Cast) -> IntegrationVisit:
    """Proposed when Mara went home; her session itself holds nothing but that it was opened."""
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.integrate.visits.actions import propose

    return propose(session=DosingSession.objects.get(), went_home_at=HOME, now=HOME)


@pytest.fixture
def mara(inside: Cast, client: Client) -> OwnActor:
    """Signed in on her own phone."""
    from tests.clinic.own_sign_in import sign_in_as_person

    return sign_in_as_person(client, inside.patients["mara"])
