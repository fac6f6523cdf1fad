"""The cast as fixtures, and a real PostgreSQL for every test that asks for one."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from tests.made_once import FOLDER, copy_of_tables

# Hundreds of processes are started: told to keep no bytecode, each would compile all it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.settings")
os.environ["HOLDSPACE_SECRET_KEY"] = "only-for-tests-" + "x" * 50
os.environ["HOLDSPACE_DEMO"] = "1"
# The plugin read the settings before this file could say that these are tests: once more, then.
for name, value in vars(importlib.reload(importlib.import_module("holdspace.settings"))).items():
    if name.isupper():
        setattr(settings, name, value)
# Static files as they lie in the source: nothing has to be collected before a test.
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for once
settings.SEALING_KEY_FILE = Path(tempfile.mkdtemp(prefix="holdspace-key-")) / "sealing_key"
settings.SEALING_KEY_FILE.write_text(f"{'A' * 43}=\n", encoding="ascii")
settings.WHITENOISE_USE_FINDERS = True
settings.WHITENOISE_AUTOREFRESH = True

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker
    from xdist.remote import Producer
    from xdist.scheduler import LoadFileScheduling

    from holdspace.clinic.demo import Cast
    from holdspace.server.database_address import Database


LONG_FIRST = (
    "tests/faults/",
    "tests/journeys/",
    "tests/server/",
    "tests/accessibility/",
    "tests/authorisation/",
    "tests/room_screen/",
    "tests/clinic/",
    "tests/recorded/",
    "tests/pathway/",
)


TOGETHER = ("tests/authorisation/",)
"""Folders whose files go to one worker: they look at the same answers, which it asks for once."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    """A file, or a folder of TOGETHER, stays on one worker."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((one for one in TOGETHER if nodeid.startswith(one)), None) or (
                super()._split_scope(nodeid)
            )

    return Scheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of minutes begin first, so that two workers end together."""

    def place(item: pytest.Item) -> int:
        file = item.nodeid
        return next((n for n, f in enumerate(LONG_FIRST) if file.startswith(f)), len(LONG_FIRST))

    items.sort(key=place)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The demos that its workers shared go with the run."""
    if not hasattr(session.config, "workerinput"):
        shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Database]:
    """One embedded cluster for this test process, with the tables that the owner role made."""
    from holdspace.server.database import ensure_running, stop

    # Not pytest's own folder: that is closed to the account the database runs under.
    home = Path(tempfile.mkdtemp(prefix="holdspace-tests-"))
    home.chmod(0o711)
    copy_of_tables(home / "database")
    database = ensure_running(home / "database", durable=False)
    yield database
    _disconnect()
    stop(database)
    if database.postmaster is not None:
        database.postmaster.wait(timeout=10)
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def django_db_setup(cluster: Database) -> None:
    """What pytest-django calls: the shared database, reached as the app role."""
    from holdspace.server.database_roles import clone

    shared = clone(cluster, "shared")
    _point_django_at(shared.app_url)


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For a world that takes long to make: made once for a file, in a transaction around it.

    What a test does to the world is taken back after it; what a test only reads stays as it is.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def own_database(
    cluster: Database, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Database]:
    """A database of this test's own, for live servers and several connections. Never flushed."""
    with _another(cluster, "own", django_db_blocker) as database:
        yield database


@pytest.fixture(scope="module")
def kept_database(
    cluster: Database, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Database]:
    """One for all tests of a file, each of which makes a clinic of its own in it."""
    with _another(cluster, "kept", django_db_blocker) as database:
        yield database


@contextmanager
def _another(cluster: Database, name: str, blocker: DjangoDbBlocker) -> Iterator[Database]:
    from holdspace.server.database_roles import clone, drop_database

    database = clone(cluster, name)
    _point_django_at(database.app_url)
    with blocker.unblock():
        yield database
        _disconnect()
    drop_database(database)
    _point_django_at(replace(database, name="shared").app_url)


@pytest.fixture
def cast(db: None) -> Cast:
    """The demo clinic's people, in a transaction that is rolled back."""
    from holdspace.clinic.demo import make_cast

    return make_cast()


@pytest.fixture
def stranger(db: None) -> Cast:
    """A second clinic, whose people must see nothing of the first."""
    from holdspace.clinic.demo import make_cast

    return make_cast(name="Far Clinic", prefix="far-")


def _point_django_at(url: str) -> None:
    """For this thread, whatever runs in it.

    The driver of a browser runs a loop in the thread of the tests, and Django keeps a line of its
    own for a thread with a loop: one end would be closed, and the other stay with a database that
    is gone.
    """
    from django.db import connections

    if not isinstance(connections._connections, threading.local):
        connections.close_all()
        connections._connections = threading.local()

    from holdspace.settings import database_from_url

    _disconnect()
    entry = database_from_url(url)
    entry["OPTIONS"].pop("pool")
    connections["default"].settings_dict.update(entry)


def _disconnect() -> None:
    from django.db import connections

    connections["default"].close()
