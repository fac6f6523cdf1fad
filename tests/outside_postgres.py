"""A PostgreSQL that somebody else keeps: on a port, with passwords, and made as run-it.md says.

The machine's own when there is one (Debian's is years older than the one that comes along), else
the programs of the embedded one in another cluster.
"""

from __future__ import annotations

import re
import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from holdspace.server.child_process import signal_group, start_child
from holdspace.server.os_account import Account, database_account, own_folder
from holdspace.server.postgres_binaries import programs_for

if TYPE_CHECKING:
    from collections.abc import Iterator

HOW_TO = Path(__file__).parents[1] / "docs" / "how-to"
PASSWORD = "a-password-of-their-own"  # noqa: S105 - of a database that is thrown away
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Outside:
    """Where it is, and how each role gets in."""

    port: int
    programs: Path

    def url(self, role: str, database: str = "holdspace") -> str:
        return f"postgresql://{role}:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def environment(self) -> dict[str, str]:
        return {
            "HOLDSPACE_DATABASE_URL": self.url("holdspace_app"),
            "HOLDSPACE_OWNER_DATABASE_URL": self.url("holdspace_owner"),
            "HOLDSPACE_BACKUP_DATABASE_URL": self.url("holdspace_backup"),
        }

    def make_as_told(self, page: str) -> None:
        """Run what a page of the documentation says, as the server's own administrator."""
        text = (HOW_TO / page).read_text(encoding="utf-8")
        said = next(one for one in re.findall(r"```\n(.*?)```", text, re.DOTALL) if "ROLE" in one)
        said = said.replace("…", PASSWORD)
        first, _, second = said.partition("\\c holdspace\n")
        for database, part in (("postgres", first), ("holdspace", second)):
            # A database cannot be made inside a transaction, so one statement after the other.
            with psycopg.connect(self.url("postgres", database), autocommit=True) as connection:
                for statement in part.split(";\n"):
                    if statement.strip():
                        connection.execute(statement)

    def empty(self, database: str) -> None:
        """Another database of the owner's, as for a restore."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database} OWNER holdspace_owner")


@contextmanager
def running_outside(folder: Path, port: int) -> Iterator[Outside]:
    """In `folder`; nothing of it runs afterwards."""
    account = database_account(folder)
    folder.mkdir(mode=0o711, exist_ok=True)
    data = folder / "outside"
    own_folder(data, account)
    outside = Outside(port, _programs(account))
    _initialise(outside, data, account)
    options = ["-c", f"port={port}", "-c", "listen_addresses=127.0.0.1"]
    options += ["-c", "unix_socket_directories=", "-c", "timezone=America/Los_Angeles"]
    server = start_child(
        [str(outside.programs / "postgres"), "-D", str(data), *options],
        account=account,
        death_signal=signal.SIGINT,
        output=subprocess.DEVNULL,
    )
    try:
        _wait_for(outside)
        yield outside
    finally:
        signal_group(server, signal.SIGINT)
        server.wait(timeout=60)


def _programs(account: Account) -> Path:
    found = sorted(DEBIAN.glob("*/bin/initdb"))
    return found[-1].parent if found else programs_for(account)


def _initialise(outside: Outside, data: Path, account: Account) -> None:
    password = data.with_name("password")
    password.write_text(PASSWORD)
    password.chmod(0o644)
    command = [str(outside.programs / "initdb"), "-D", str(data), "-U", "postgres"]
    command += ["--data-checksums", "--auth=scram-sha-256", f"--pwfile={password}", "--no-sync"]
    made = start_child([*command, "--encoding=UTF8", "--locale=C"], account=account,
                       output=subprocess.DEVNULL)  # fmt: skip
    assert made.wait() == 0


def _wait_for(outside: Outside) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(outside.url("postgres", "postgres")).close()
        except psycopg.OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return
