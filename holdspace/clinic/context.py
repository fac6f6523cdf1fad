"""The one way to say which clinic the database is being asked for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def clinic_context(clinic_id: int) -> Iterator[None]:
    """A transaction in which exactly this clinic's rows exist. Outside of one, none do."""
    with transaction.atomic():
        _set("app.clinic_id", str(clinic_id))
        yield
        # An outer transaction (a test's) must not stay inside this clinic.
        _set("app.clinic_id", "")


@contextmanager
def account_context(account_id: int) -> Iterator[None]:
    """A transaction in which an account may see its own memberships, and nothing else."""
    with transaction.atomic():
        _set("app.account_id", str(account_id))
        yield
        _set("app.account_id", "")


def _set(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
