"""The morning after Mara's first session: lived once for a module; each test takes itself back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from tests.pathway.review.story import Lived


@pytest.fixture(scope="module")
def morning_after(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Lived]:
    from django.db import transaction

    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import make_cast
    from tests.pathway.review.story import live

    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        with clinic_context(cast.clinic.id):
            yield live(cast)
        transaction.set_rollback(True)


@pytest.fixture
def lived(morning_after: Lived) -> Iterator[Lived]:
    from django.db import transaction

    with transaction.atomic():
        yield morning_after
        transaction.set_rollback(True)
