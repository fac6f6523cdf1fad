"""A page server keeps what it read of a room while somebody looks, and lets go of it afterwards.

Otherwise it would weigh more from one day to the next.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from holdspace.clinic.context import clinic_context
from holdspace.pathway.dosing_session import queries, stored_samples
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.queries import KEPT_FOR_SECONDS, log_of
from holdspace.pathway.dosing_session.stored_samples import KEPT_FOR, samples_of

if TYPE_CHECKING:
    from datetime import datetime

    from tests.scene import Cast

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (queries, stored_samples):
        monkeypatch.setattr(module, "_kept", OrderedDict())


@pytest.fixture
def rooms(cast: Cast, now: datetime) -> tuple[DosingSession, DosingSession]:
    one, other = (DosingSession(pk=uuid4(), clinic=cast.clinic, opened_at=now) for _ in range(2))
    return one, other


@pytest.mark.parametrize(("later", "is_kept"), [(0.0, True), (0.1, False)])
def test_a_log_is_let_go_after_nobody_asked_for_it(
    cast: Cast, rooms, monkeypatch: pytest.MonkeyPatch, later: float, *, is_kept: bool
) -> None:
    clock = SimpleNamespace(monotonic=lambda: 1000.0)
    monkeypatch.setattr(queries, "time", clock)
    one, other = rooms
    with clinic_context(cast.clinic.id):
        known = log_of(one)
        clock.monotonic = lambda: 1000.0 + KEPT_FOR_SECONDS + later
        log_of(other)

        assert (log_of(one) is known) == is_kept


@pytest.mark.parametrize(("later", "is_kept"), [(timedelta(0), True), (SECOND, False)])
def test_samples_are_let_go_after_nobody_looked(
    cast: Cast, rooms, now: datetime, later: timedelta, *, is_kept: bool
) -> None:
    one, other = rooms
    with clinic_context(cast.clinic.id):
        known = samples_of(one, now)
        samples_of(other, now + KEPT_FOR + later)

        assert (samples_of(one, now + KEPT_FOR + later) is known) == is_kept
