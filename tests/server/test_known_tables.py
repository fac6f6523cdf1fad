"""A database of another version is refused in words, before anything in it is changed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from holdspace.server.checks import EXIT_UNSAFE
from holdspace.server.database_roles import create_database, drop_database
from holdspace.server.known_tables import unknown_tables
from holdspace.server.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.server.database_address import Database

MADE = """
CREATE TABLE django_migrations (app text, name text);
INSERT INTO django_migrations VALUES
    ('people', '0001_first_tables'), ('people', '0002_walls'), ('account', '0001_theirs');
"""
CLINIC, DEMO = Site(Path("/srv/clinic"), 1), Site(Path("/srv/demo"), 1, is_demo=True)


@pytest.fixture
def fresh(durable_cluster: Database) -> Iterator[Database]:
    made = create_database(replace(durable_cluster, name="of_some_version"))
    yield made
    drop_database(made)


def run(database: Database, *statements: str) -> None:
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        connection.execute("".join(statements).encode())


def of_another_version(database: Database) -> None:
    run(database, MADE, "INSERT INTO django_migrations VALUES ('people', '0009_from_elsewhere')")


def test_a_database_without_tables_is_for_filling(fresh: Database) -> None:
    assert list(unknown_tables(fresh.owner_url, CLINIC)) == []


def test_tables_of_this_version_are_known_whatever_the_libraries_call_theirs(
    fresh: Database,
) -> None:
    run(fresh, MADE)

    assert list(unknown_tables(fresh.owner_url, CLINIC)) == []


def test_tables_of_another_version_are_named(fresh: Database) -> None:
    of_another_version(fresh)

    (found,) = unknown_tables(fresh.owner_url, CLINIC)

    assert found.name == "TablesOfAnotherVersion"
    assert "does not know people.0009_from_elsewhere. Nothing was changed." in found.sentence
    assert "Start the version that made them" in found.sentence


def test_only_a_demo_is_told_to_remove_its_folder(fresh: Database) -> None:
    of_another_version(fresh)

    (demo,) = unknown_tables(fresh.owner_url, DEMO)
    (clinic,) = unknown_tables(fresh.owner_url, CLINIC)

    assert "remove /srv/demo" in demo.sentence
    assert "remove" not in clinic.sentence


def test_migrate_refuses_them_in_a_sentence(
    fresh: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    of_another_version(fresh)

    ended = subprocess.run(
        [sys.executable, "-m", "holdspace", "migrate"],
        env=environment | fresh.environment() | {"HOLDSPACE_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == EXIT_UNSAFE
    assert ended.stderr.startswith("Holdspace does not start, because it is not safe:")
    assert "people.0009_from_elsewhere" in ended.stderr
    assert "Traceback" not in ended.stderr
