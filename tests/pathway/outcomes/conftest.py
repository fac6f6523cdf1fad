"""One history for a module, in a transaction that is rolled back; a test undoes what it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pathway.outcomes.history import BEGIN, Lived, answered, course_of, days, lived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from holdspace.clinic.demo import Cast


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Mara had two sessions: better, then worse again, then silence, then one more score."""
    from django.db import connection, transaction

    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import make_cast

    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        # A page may give its connection back; this one holds the transaction of all of them.
        connection.close = lambda: None  # type: ignore[method-assign]
        with clinic_context(cast.clinic.id):
            course = course_of(cast, sessions=2)
            answered(cast, BEGIN + days(1), 20)
            lived(cast, course, BEGIN + days(7), Lived(mg="40", distress=None, nausea=None))
            answered(cast, BEGIN + days(9), 12)
            second = Lived(mg="45.5", systolic=180, rescue="ondansetron", call_seconds=14)
            lived(cast, course, BEGIN + days(11), second)
            answered(cast, BEGIN + days(26), 4)
            answered(cast, BEGIN + days(40), 14)
            answered(cast, BEGIN + days(100), 14)
        yield cast
        del connection.close
        transaction.set_rollback(True)


@pytest.fixture
def inside(told: Cast) -> Iterator[Cast]:
    """In their clinic's context; what is added is taken back."""
    from django.db import transaction

    from holdspace.clinic.context import clinic_context

    with transaction.atomic():
        with clinic_context(told.clinic.id):
            yield told
        transaction.set_rollback(True)
