"""A room with a session in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.dosing_session.summary_document import Document
    from tests.pathway.dosing_session.story import Tablet

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Nobody signs in with a password here; hashing seven of them slowly takes seconds."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def inside(cast: Cast) -> Iterator[None]:
    """Inside the clinic's own rows."""
    from holdspace.clinic.context import clinic_context

    with clinic_context(cast.clinic.id):
        yield


@pytest.fixture
def tablet(cast: Cast, inside: None, now: datetime) -> Tablet:
    """A tablet in Room 1, where Mara's session is open."""
    from tests.pathway.dosing_session.story import Tablet, opened

    return Tablet(opened(cast, now))


@pytest.fixture(scope="session")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Document:
    """The whole story as its document: lived once, and taken back when it was told."""
    from django.db import transaction

    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import make_cast
    from holdspace.pathway.dosing_session.summary import document_of
    from tests.pathway.dosing_session.story import Tablet, opened
    from tests.pathway.dosing_session.summary_story import live_it, looked

    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        with clinic_context(cast.clinic.id):
            tablet = Tablet(opened(cast, NOW))
            end = live_it(cast, tablet, NOW)
            document = document_of(looked(cast, tablet.session, end))
        transaction.set_rollback(True)
    return document
