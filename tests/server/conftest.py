"""Clusters and folders for the tests of what runs the site."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from holdspace.server.database import ensure_running, stop
from holdspace.server.database_roles import create_database, drop_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from holdspace.server.database_address import Database


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that other accounts may walk through, unlike pytest's own."""
    with open_folder() as home:
        yield home


@pytest.fixture(scope="module")
def demo_folder() -> Iterator[Path]:
    """The same, for several tests."""
    with open_folder() as home:
        yield home


@pytest.fixture(scope="session")
def durable_cluster() -> Iterator[Database]:
    """A cluster as a clinic would have it: nothing relaxed."""
    with open_folder() as home:
        running = ensure_running(home / "database")
        yield running
        stop(running)


@pytest.fixture
def own_cluster(folder: Path) -> Iterator[Database]:
    """A cluster that the test may kill; whatever it starts on the folder, it stops."""
    running = ensure_running(folder / "database")
    yield running
    stop(running)


@pytest.fixture
def database(durable_cluster: Database) -> Iterator[Database]:
    """An empty database with both roles' rights set."""
    made = create_database(replace(durable_cluster, name="empty"))
    yield made
    drop_database(made)


@contextmanager
def open_folder() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="holdspace-server-"))
    home.chmod(0o711)
    yield home
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The settings of this process, without those that point at the tests' own database."""
    return {name: value for name, value in os.environ.items() if not name.startswith("HOLDSPACE_")}


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Gives a port nobody uses just now, another one each time."""
    given: set[int] = set()

    def choose() -> int:
        port = next(port for port in iter(unused_port, 0) if port not in given)
        given.add(port)
        return port

    return choose


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
