"""The embedded PostgreSQL: made once, started, watched, stopped.

Data lives in a folder of ours, the socket in a short folder only its owner can open (socket paths
over about 100 bytes fail); it listens on no network address.
"""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psycopg

from holdspace.server.child_process import signal_group, start_child
from holdspace.server.database_address import DURABLE_SETTINGS, SUPERUSER, Database
from holdspace.server.database_roles import ensure_roles
from holdspace.server.os_account import (
    Account,
    can_reach,
    database_account,
    own_folder,
    site_account,
)
from holdspace.server.postgres_binaries import programs_for

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100
START_TIMEOUT_SECONDS = 60.0

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # An error message can quote a value, and a value can be about a patient: errors go to the
    # process that asked, never to the server's log.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


class DatabaseDidNotStart(RuntimeError):
    """PostgreSQL was started and did not answer in time, or ended at once."""


class DatabaseDidNotStop(RuntimeError):
    """PostgreSQL was asked to stop and is still there."""


class SocketPathTooLong(RuntimeError):
    """No runtime folder on this machine is short enough for a Unix socket."""


def ensure_running(data_dir: Path, *, durable: bool = True) -> Database:
    """Make the cluster if it is not there, start it if it is not running, and say where it is.

    `durable=False` is for a scratch database that is thrown away after the tests.

    A server started here stops when the calling process dies. A server that already runs on the
    folder is used as it is, and `postmaster` is None.
    """
    account = database_account(data_dir)
    data_dir = _reachable_folder(data_dir, account)
    programs = programs_for(account)
    socket_dir = runtime_folder(data_dir, account)
    database = Database(data_dir=data_dir, socket_dir=socket_dir)
    if not _takes_work(database):
        _initialise(data_dir, programs, account)
        _configure(data_dir, socket_dir, durable="on" if durable else "off")
        database = _start(database, programs, account)
    try:
        ensure_roles(database)
    except psycopg.OperationalError as died:
        # It died again at once. Left unreaped it would look alive for ever.
        _end_ours(database)
        raise DatabaseDidNotStart(f"PostgreSQL ended as soon as it ran: {died}") from died
    return database


def _end_ours(database: Database) -> None:
    if database.postmaster is not None:
        signal_group(database.postmaster, signal.SIGKILL)
        database.postmaster.wait()


def _takes_work(database: Database) -> bool:
    """Whether a server runs there; one that is just stopping is waited for."""
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while is_alive(database) and time.monotonic() < deadline:
        try:
            psycopg.connect(replace(database, name="postgres").admin_url).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return True
    return False


def is_alive(database: Database) -> bool:
    """Whether somebody answers at the socket; a postmaster that was killed does not."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2.0)
        try:
            probe.connect(str(database.socket_dir / SOCKET_NAME))
        except OSError:
            return False
    return True


def is_running(database: Database) -> bool:
    """Whether the postmaster lives, asked of the machine and not of the server: cheap and often."""
    if database.postmaster is not None:
        return database.postmaster.poll() is None
    pid = postmaster_pid(database.data_dir)
    if pid is None:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def stop(database: Database, *, timeout_seconds: float = 30.0) -> None:
    """Stop the server: open work is rolled back, what was committed is on disk."""
    pid = postmaster_pid(database.data_dir)
    if pid is not None and is_running(database):
        os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + timeout_seconds
    while is_running(database):
        if time.monotonic() > deadline:
            raise DatabaseDidNotStop(f"PostgreSQL (process {pid}) is still there after its time.")
        time.sleep(0.02)
    with suppress(OSError):  # gone already, or something else lies in it: nothing is lost by it
        database.socket_dir.rmdir()


def postmaster_pid(data_dir: Path) -> int | None:
    """The process that serves the folder, as it says itself; None when it has stopped."""
    try:
        return int((data_dir / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, IndexError):
        return None


def runtime_folder(data_dir: Path, account: Account) -> Path:
    """A short folder for the socket, the same for every process that asks about `data_dir`."""
    digest = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:10]
    for parent in _runtime_parents():
        folder = parent / f"holdspace-{digest}"
        if len(str(folder / SOCKET_NAME)) < LONGEST_SOCKET_PATH and os.access(parent, os.W_OK):
            own_folder(folder, account)
            return folder
    raise SocketPathTooLong("No short runtime folder for the database's socket; set TMPDIR=/tmp.")


def _runtime_parents() -> list[Path]:
    return [Path("/run"), Path(f"/run/user/{os.geteuid()}"), Path(tempfile.gettempdir())]


def _reachable_folder(data_dir: Path, account: Account) -> Path:
    """The data folder itself, or, when root's database account cannot walk to it, a link to one."""
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    resolved = data_dir.resolve()
    if not can_reach(resolved, account):
        digest = hashlib.sha256(str(resolved).encode()).hexdigest()[:10]
        elsewhere = Path("/var/lib") / f"holdspace-data-{digest}"
        own_folder(elsewhere, account)
        data_dir.symlink_to(elsewhere)
        return elsewhere
    own_folder(resolved, account)
    return resolved


def _initialise(data_dir: Path, programs: Path, account: Account) -> None:
    if (data_dir / "PG_VERSION").exists():
        return
    command = [str(programs / "initdb"), "-D", str(data_dir), "-U", SUPERUSER]
    # The built-in locale sorts the same on every machine, so an index never goes stale on a move.
    command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    command += ["--builtin-locale=C.UTF-8", "--data-checksums", "--auth=peer"]
    with tempfile.TemporaryFile() as output:
        initdb = start_child(command, account=account, output=output)
        if initdb.wait() != 0:
            output.seek(0)
            raise DatabaseDidNotStart(output.read().decode(errors="replace"))


def _configure(data_dir: Path, socket_dir: Path, *, durable: str) -> None:
    """Written at every start, so that a moved folder or another account is no trouble."""
    values = SETTINGS | {"unix_socket_directories": str(socket_dir)}
    values |= dict.fromkeys(DURABLE_SETTINGS, durable)
    lines = [f"{name} = '{value}'\n" for name, value in values.items()]
    _write(data_dir / "holdspace.conf", "".join(lines))
    main = data_dir / "postgresql.conf"
    if "include 'holdspace.conf'" not in main.read_text():
        _write(main, main.read_text() + "include 'holdspace.conf'\n")
    # Only the account that runs the site gets in, and the kernel says who is asking.
    _write(data_dir / "pg_hba.conf", "local all all peer map=holdspace\n")
    _write(data_dir / "pg_ident.conf", f"holdspace {site_account().name} all\n")


def _write(path: Path, text: str) -> None:
    owner = path.parent.stat()
    path.write_text(text)
    path.chmod(0o600)
    if owner.st_uid != os.geteuid():
        os.chown(path, owner.st_uid, owner.st_gid)


def _start(database: Database, programs: Path, account: Account) -> Database:
    log_path = database.data_dir / "server.log"
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while True:
        with log_path.open("wb") as log:
            # Signal 2 is PostgreSQL's fast shutdown: it comes if our process is killed.
            postmaster = start_child(
                [str(programs / "postgres"), "-D", str(database.data_dir)],
                account=account,
                death_signal=signal.SIGINT,
                output=log,
            )
        if _answers(database, postmaster, deadline):
            return Database(database.data_dir, database.socket_dir, database.name, postmaster)
        # After a kill the old server's children may hold the shared memory a moment longer.
        if time.monotonic() > deadline or "shared memory" not in log_path.read_text():
            raise DatabaseDidNotStart(log_path.read_text(errors="replace"))
        time.sleep(0.1)


def _answers(database: Database, postmaster: subprocess.Popen[bytes], deadline: float) -> bool:
    """Whether the server says it is ready before it ends or time is up."""
    status = database.data_dir / "postmaster.pid"
    while time.monotonic() < deadline:
        if postmaster.poll() is not None:
            return False
        lines = status.read_text().splitlines() if status.exists() else []
        if lines[:1] == [str(postmaster.pid)] and lines[-1].strip() == "ready":
            return True
        time.sleep(0.02)
    return False
