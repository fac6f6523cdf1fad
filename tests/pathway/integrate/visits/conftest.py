"""Mara, who had a session and went home; and the same for tests that only need the visit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.integrate.visits.models import IntegrationVisit

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOME = MONDAY + timedelta(hours=3)


@pytest.fixture
def inside(cast: Cast) -> Iterator[Cast]:
    from holdspace.clinic.context import clinic_context

    with clinic_context(cast.clinic.id):
        yield cast


@pytest.fixture
def visit(inside: Cast) -> IntegrationVisit:
    """Proposed when Mara went home; her session itself holds nothing but that it was opened."""
    from holdspace.pathway.integrate.visits.actions import propose
    from tests.pathway.dosing_session.story import opened

    mara = inside.patients["mara"]
    mara.email = "mara@demo.example"
    mara.save(update_fields=["email"])
    return propose(session=opened(inside, MONDAY), went_home_at=HOME, now=HOME)


@pytest.fixture
def mara(inside: Cast, client: Client) -> OwnActor:
    """Signed in on her own phone."""
    from tests.clinic.own_sign_in import sign_in_as_person

    return sign_in_as_person(client, inside.patients["mara"])
