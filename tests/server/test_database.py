"""The embedded PostgreSQL: its roles, its files, its restarts."""

from __future__ import annotations

import shutil
import signal
import stat
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from holdspace.server.database import ensure_running, is_alive, is_running, stop
from holdspace.server.database_address import APP_ROLE, OWNER_ROLE
from holdspace.server.database_roles import clone

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.server.database_address import Database


def run(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "ALTER TABLE reading ADD COLUMN more int",
        "DROP TABLE reading",
        "TRUNCATE reading",
        "ALTER TABLE reading DISABLE ROW LEVEL SECURITY",
        "SET ROLE holdspace_owner",
    ],
)
def test_the_app_role_may_not_change_what_tables_are(database: Database, statement: str) -> None:
    run(database.owner_url, "CREATE TABLE reading (id int)")

    with pytest.raises(InsufficientPrivilege):
        run(database.app_url, statement)


def test_the_app_role_reads_and_writes_rows_of_tables_the_owner_makes(database: Database) -> None:
    run(database.owner_url, "CREATE TABLE reading (id bigserial, value int)")

    run(database.app_url, "INSERT INTO reading (value) VALUES (72)")

    assert run(database.app_url, "SELECT id, value FROM reading") == [(1, 72)]


def test_neither_role_stands_above_row_level_security(database: Database) -> None:
    found = run(
        database.admin_url,
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles"
        " WHERE rolname LIKE 'holdspace%' ORDER BY rolname",
    )

    assert found == [(APP_ROLE, False, False, False), (OWNER_ROLE, False, False, False)]


def test_a_role_widened_by_hand_is_narrowed_at_the_next_start(
    own_cluster: Database, folder: Path
) -> None:
    run(own_cluster.admin_url, f"ALTER ROLE {APP_ROLE} BYPASSRLS")

    ensure_running(folder / "database")

    assert run(
        own_cluster.app_url, "SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ) == [(False,)]


def test_a_fresh_cluster_keeps_what_it_acknowledges(database: Database) -> None:
    found = run(
        database.app_url,
        "SELECT current_setting('fsync'), current_setting('full_page_writes'),"
        " current_setting('synchronous_commit'), current_setting('data_checksums')",
    )

    assert found == [("on", "on", "on", "on")]


def test_it_listens_on_no_network_address_and_its_socket_is_private(own_cluster: Database) -> None:
    mode = stat.S_IMODE(own_cluster.socket_dir.stat().st_mode)

    assert run(own_cluster.app_url, "SELECT current_setting('listen_addresses')") == [("",)]
    assert mode == stat.S_IRWXU
    assert len(str(own_cluster.socket_dir)) < 100


def test_the_server_never_runs_as_root(own_cluster: Database) -> None:
    assert own_cluster.postmaster is not None
    assert own_cluster.data_dir.stat().st_uid != 0


def test_a_killed_server_is_noticed_and_keeps_what_was_committed(
    own_cluster: Database, folder: Path
) -> None:
    run(own_cluster.owner_url, "CREATE TABLE reading (value int)")
    run(own_cluster.app_url, "INSERT INTO reading VALUES (72)")
    assert own_cluster.postmaster is not None

    own_cluster.postmaster.send_signal(signal.SIGKILL)
    own_cluster.postmaster.wait()
    noticed = not is_running(own_cluster) and not is_alive(own_cluster)
    again = ensure_running(folder / "database")

    assert noticed
    assert run(again.app_url, "SELECT value FROM reading") == [(72,)]
    stop(again)


def test_a_second_process_uses_the_server_that_runs(own_cluster: Database, folder: Path) -> None:
    found = ensure_running(folder / "database")

    assert found.postmaster is None
    assert found == own_cluster


def test_stopping_ends_the_server(folder: Path) -> None:
    database = ensure_running(folder / "database")

    stop(database)

    assert not is_running(database)
    assert not is_alive(database)


def test_a_clone_holds_the_rows_and_the_same_rights(database: Database) -> None:
    run(database.owner_url, "CREATE TABLE reading (value int)")
    run(database.owner_url, f"REVOKE UPDATE ON reading FROM {APP_ROLE}")
    run(database.app_url, "INSERT INTO reading VALUES (72)")

    copy = clone(database, "copy")
    run(copy.app_url, "INSERT INTO reading VALUES (73)")

    assert run(copy.app_url, "SELECT value FROM reading") == [(72,), (73,)]
    assert run(database.app_url, "SELECT value FROM reading") == [(72,)]
    with pytest.raises(InsufficientPrivilege):
        run(copy.app_url, "UPDATE reading SET value = 0")


def test_an_error_leaves_no_value_in_the_server_log(database: Database) -> None:
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        run(database.app_url, "SELECT 'Mara Keller'::int")

    assert "Mara" not in (database.data_dir / "server.log").read_text()


def test_the_environment_names_one_address_for_each_role(database: Database) -> None:
    other = replace(database, name="copy").environment()

    assert APP_ROLE in other["HOLDSPACE_DATABASE_URL"]
    assert OWNER_ROLE in other["HOLDSPACE_OWNER_DATABASE_URL"]
    assert "/copy?" in other["HOLDSPACE_DATABASE_URL"]


def test_a_server_that_is_just_stopping_is_waited_for(own_cluster: Database, folder: Path) -> None:
    assert own_cluster.postmaster is not None
    with psycopg.connect(own_cluster.app_url):
        # A smart shutdown: no new connections, and it lasts as long as this one does.
        own_cluster.postmaster.send_signal(signal.SIGTERM)
        with pytest.raises(psycopg.OperationalError, match="shutting down"):
            wait_for_refusal(own_cluster.app_url)
        own_cluster.postmaster.send_signal(signal.SIGINT)
        again = ensure_running(folder / "database")

    assert run(again.app_url, "SELECT 1") == [(1,)]
    assert again.postmaster is not None
    stop(again)


def wait_for_refusal(url: str) -> None:
    for _ in range(200):
        psycopg.connect(url).close()
        time.sleep(0.01)


def test_a_folder_that_is_closed_to_the_databases_account_will_do(tmp_path: Path) -> None:
    # pytest's folders are closed to everybody else; root's database account is somebody else.
    database = ensure_running(tmp_path / "database")

    found = run(database.app_url, "SELECT 1")
    stop(database)

    assert found == [(1,)]
    assert (tmp_path / "database" / "PG_VERSION").exists()
    assert tmp_path.stat().st_mode & stat.S_IRWXO == 0
    assert not database.socket_dir.exists()
    shutil.rmtree(database.data_dir)
