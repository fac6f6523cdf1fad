"""The one way to say which clinic the database is being asked for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID


@contextmanager
def clinic_context(clinic_id: int) -> Iterator[None]:
    """A transaction in which exactly this clinic's rows exist. Outside of one, none do."""
    with _local("app.clinic_id", str(clinic_id)):
        yield


@contextmanager
def account_context(account_id: int) -> Iterator[None]:
    """A transaction in which an account may see its own memberships, and nothing else."""
    with _local("app.account_id", str(account_id)):
        yield


@contextmanager
def tablet_context(key_sha256: bytes) -> Iterator[None]:
    """A transaction in which a device may see its own enrolment, by the secret that it keeps."""
    with _local("app.tablet_key", key_sha256.hex()):
        yield


@contextmanager
def chair_context(secret_sha256: bytes) -> Iterator[None]:
    """A transaction in which the device at a chair may see its own row, by its code or its key."""
    with _local("app.chair_key", secret_sha256.hex()):
        yield


@contextmanager
def own_key_context(secret_sha256: bytes) -> Iterator[None]:
    """A transaction in which a link to the companion, or a phone it let in, sees its own row."""
    with _local("app.own_key", secret_sha256.hex()):
        yield


@contextmanager
def share_key_context(secret_sha256: bytes) -> Iterator[None]:
    """A transaction in which the link of an outside therapist sees the one share it is for."""
    with _local("app.share_key", secret_sha256.hex()):
        yield


@contextmanager
def author_context(staff_id: UUID) -> Iterator[None]:
    """A transaction in which an author's own notes exist; inside a clinic's context."""
    with _local("app.author_id", str(staff_id)):
        yield


@contextmanager
def _local(name: str, value: str) -> Iterator[None]:
    """A setting that ends with its transaction. Inside another, what was set before comes back:

    an outer transaction (a test's) must not stay inside this clinic, and a question on the way (a
    phone's own row) must not put a page out of its own.
    """
    is_inside_another = connection.in_atomic_block
    with transaction.atomic():
        before = _set(name, value)
        yield
        if is_inside_another:
            _set(name, before)


def _set(name: str, value: str) -> str:
    """What was set before; asked in the same breath, and read first because of the OFFSET."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT before, set_config(%s, %s, true)"
            " FROM (SELECT current_setting(%s, true) AS before OFFSET 0) AS earlier",
            [name, value, name],
        )
        before: str | None = cursor.fetchone()[0]
    return before or ""
