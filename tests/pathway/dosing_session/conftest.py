"""A room with a session in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.clinic.demo import Cast
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
