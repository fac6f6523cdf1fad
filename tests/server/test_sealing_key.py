"""The sealing key at the start: made for a site that needs none yet, missed by one that does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest

from holdspace.clinic.sealed import new_site_key, site_keys, write_site_keys
from holdspace.server.database_address import APP_ROLE
from holdspace.server.database_roles import create_database, drop_database
from holdspace.server.sealing import make_sealing_key_if_unused, unsafe_sealing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdspace.server.database_address import Database

SEALED = ("visits_noteskey", "journal_sharedcopy")
WALLED = """
CREATE TABLE {0} (clinic_id bigint, site_key_id text);
ALTER TABLE {0} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {0} FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON {0}
    USING (clinic_id = nullif(current_setting('app.clinic_id', true), '')::bigint);
GRANT SELECT ON {0} TO {1};
"""
TABLES = f"""
CREATE TABLE people_clinic (id bigint);
INSERT INTO people_clinic VALUES (1), (2);
GRANT SELECT ON people_clinic TO {APP_ROLE};
""" + "".join(WALLED.format(table, APP_ROLE) for table in SEALED)


@pytest.fixture(scope="module")
def site(cluster: Database) -> Iterator[Database]:
    made = create_database(replace(cluster, name="sealing"))
    run(made.owner_url, TABLES)
    yield made
    drop_database(made)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "sealing_key"


@pytest.fixture(params=SEALED)
def sealed(request: pytest.FixtureRequest, site: Database, path: Path) -> Iterator[None]:
    """The second clinic has sealed something with the key that is there."""
    write_site_keys(path, [new_site_key()])
    key = site_keys(path)[0].id
    inside = "SET app.clinic_id = '2';"
    run(site.owner_url, f"{inside} INSERT INTO {request.param} VALUES (2, '{key}')")
    yield
    run(site.owner_url, f"{inside} DELETE FROM {request.param}")


def run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def found(path: Path, site: Database) -> list[str]:
    return [one.name for one in unsafe_sealing(path, site.app_url)]


def test_a_site_that_has_sealed_nothing_gets_a_key(site: Database, path: Path) -> None:
    before = found(path, site)

    made = [make_sealing_key_if_unused(path, site.app_url) for _ in range(2)]

    assert (before, made, found(path, site)) == ([], [True, False], [])
    assert len(site_keys(path)) == 1


def test_a_key_that_is_wanted_and_gone_is_said_and_not_replaced(
    site: Database, path: Path, sealed: None
) -> None:
    before = found(path, site)
    path.unlink()

    made = make_sealing_key_if_unused(path, site.app_url)

    assert (before, made, found(path, site)) == ([], False, ["SealingKeyIsMissing"])


def test_another_key_in_its_place_is_said(site: Database, path: Path, sealed: None) -> None:
    write_site_keys(path, [new_site_key()])

    assert found(path, site) == ["SealingKeyIsMissing"]


def test_a_file_that_holds_no_key_is_said(site: Database, path: Path) -> None:
    path.parent.mkdir()
    path.write_text("nothing of a key")

    assert found(path, site) == ["SealingKeyIsMissing"]
