"""The morning after Mara's first session: lived once for a module; each test takes itself back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pytest_django.plugin import DjangoDbBlocker

    from tests.pathway.review.story import Lived


@pytest.fixture(scope="module")
def begins_at() -> datetime:
    """When the session begins; a module of pages, which go by the real clock, says another."""
    from tests.pathway.review.story import NOW

    return NOW


@pytest.fixture(scope="module")
def morning_after(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, begins_at: datetime
) -> Iterator[Lived]:
    from django.db import transaction

    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import make_cast
    from tests.pathway.review.story import live

    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        with clinic_context(cast.clinic.id):
            yield live(cast, begins_at)
        transaction.set_rollback(True)


@pytest.fixture
def lived(morning_after: Lived) -> Iterator[Lived]:
    from django.db import transaction

    from holdspace.pathway.course.models import DoseCycle

    with transaction.atomic():
        cycles = DoseCycle.objects.select_related("course__clinic", "course__patient__clinic")
        cycle = cycles.get(pk=morning_after.cycle.pk)
        yield replace(morning_after, cycle=cycle, course=cycle.course)
        transaction.set_rollback(True)
