"""The two clinics, made once for a module, in a transaction that is rolled back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from tests.authorisation.asking import World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    from django.core.cache import cache
    from django.db import connection, transaction

    from holdspace.clinic.access.actions import disable_member
    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import make_cast
    from tests.authorisation.asking import World
    from tests.authorisation.everything import Everything

    now = datetime.now(UTC)
    with django_db_blocker.unblock(), transaction.atomic():
        own = Everything(make_cast(), "own", now).make()
        neighbour = Everything(own.cast, "two", now, is_neighbour=True).make()
        far = Everything(make_cast(name="Far Clinic", prefix="far-"), "far", now).make()
        world = World(own, far, neighbour)
        # A page may give its connection back; this one holds the transaction of all of them.
        connection.close = lambda: None  # type: ignore[method-assign]
        assert world.askers
        with clinic_context(own.cast.clinic.id):
            disable_member(actor=own.cast.actor("owner"), member=own.cast.staff["mei"])
        yield world
        del connection.close
        transaction.set_rollback(True)
    cache.clear()
