"""Brings a site up from nothing: keys, database, tables, checks, then its processes."""

from __future__ import annotations

import fcntl
import http.client
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace.server.cannot_start import CannotStart
from holdspace.server.checks import (
    EXIT_UNSAFE,
    SiteSettings,
    disk_warning,
    unsafe_database,
    unsafe_settings,
)
from holdspace.server.database import DatabaseDidNotStart, ensure_running, is_running, stop
from holdspace.server.database_address import Database
from holdspace.server.known_tables import unknown_tables
from holdspace.server.sealing import make_sealing_key_if_unused, unsafe_sealing
from holdspace.server.site import Site, make_keys
from holdspace.server.static_files import StaticFiles, static_folder
from holdspace.server.supervisor import Service, Supervisor, python
from holdspace.server.tls import TlsFiles, local_tls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from holdspace.server.checks import Unsafe

log = logging.getLogger("holdspace.running")

WEB_WORKERS = 2
GATEWAY_PORT = 2575  # the number monitors expect for HL7
RETRY_DATABASE_SECONDS = 2.0


HALF_RESTORED = "half-restored"
"""A file in the data folder while a restore exchanges what lies there."""


class UnsafeToStart(CannotStart):
    """The checks found something; each is named."""

    exit_code = EXIT_UNSAFE

    def __init__(self, findings: list[Unsafe]) -> None:
        lines = [f"  {finding.name}: {finding.sentence}" for finding in findings]
        super().__init__("\n".join(["Holdspace does not start, because it is not safe:", *lines]))


@dataclass
class KeptDatabase:
    """The site's database: the embedded one, or one that somebody else keeps."""

    folder: Path
    running: Database | None = None
    try_again_at: float = 0.0

    @property
    def is_outside(self) -> bool:
        return self.running is None

    def keep(self) -> None:
        """Start it again if it died; called at every step of the supervisor."""
        if self.running is None or is_running(self.running) or time.monotonic() < self.try_again_at:
            return
        log.warning("the database ended; starting it again")
        try:
            self.running = ensure_running(self.folder)
        except DatabaseDidNotStart as refusal:
            self.try_again_at = time.monotonic() + RETRY_DATABASE_SECONDS
            log.warning("the database did not start: %s", refusal)

    def stop(self) -> None:
        """Stop it if it is ours."""
        if self.running is not None:
            stop(self.running)


@dataclass
class Run:
    """One start of a site, from its lock to the last process gone."""

    site: Site
    tls: TlsFiles | None = None
    database: KeptDatabase = field(init=False)

    def __post_init__(self) -> None:
        self.database = KeptDatabase(self.site.database_folder)

    def prepare(self) -> None:
        """Everything before the first page: database, tables, static files, checks."""
        refuse_half_restored(self.site.data)
        warning = disk_warning(self.site.data)
        if warning is not None:
            log.warning("%s", warning)
        make_keys(self.site)
        os.environ.update(self.site.environment())
        refuse_if_any(list(unsafe_settings(SiteSettings.of_environment(os.environ))))
        refuse_taken_gateway_port()
        self._start_database()
        owner_url = os.environ["HOLDSPACE_OWNER_DATABASE_URL"]
        refuse_if_any(list(unknown_tables(owner_url, self.site)))
        # Both take seconds and neither needs the other.
        static_files = StaticFiles(MANAGE, static_folder())
        manage_as_owner("migrate", "--skip-checks", "-v0")
        static_files.wait()
        app_url = os.environ["HOLDSPACE_DATABASE_URL"]
        refuse_if_any(list(unsafe_database(app_url, datetime.now(UTC))))
        sealing_key = Path(os.environ["HOLDSPACE_SEALING_KEY_FILE"])
        make_sealing_key_if_unused(sealing_key, app_url)
        # Said and not refused: nobody in a room should pay for a file that is missing.
        for finding in unsafe_sealing(sealing_key, app_url):
            log.warning("%s: %s", finding.name, finding.sentence)

    def _start_database(self) -> None:
        if "HOLDSPACE_DATABASE_URL" in os.environ:
            if "HOLDSPACE_OWNER_DATABASE_URL" not in os.environ:
                raise CannotStart(
                    "HOLDSPACE_DATABASE_URL is set. Set HOLDSPACE_OWNER_DATABASE_URL too: the "
                    "role that owns the tables and runs migrations."
                )
            return
        self.database.running = ensure_running(self.site.database_folder)
        os.environ.update(self.database.running.environment())

    def web(self, name: str, sockets: list[socket.socket], tls: TlsFiles | None) -> list[Service]:
        """The web workers on these sockets."""
        numbers = tuple(listening.fileno() for listening in sockets)
        options = [word for number in numbers for word in ("--socket", str(number))]
        if tls is not None:
            options += ["--certificate", str(tls.certificate), "--key", str(tls.key)]
        command = python("holdspace.server.web", *options)
        return [
            self.service(f"{name}-{worker}", command, sockets=numbers)
            for worker in range(1, WEB_WORKERS + 1)
        ]

    def service(
        self,
        name: str,
        command: list[str],
        *,
        sockets: tuple[int, ...] = (),
        as_owner: bool = False,
    ) -> Service:
        """A process of the site; only those that make tables are told how to be the owner."""
        environment = dict(os.environ)
        if not as_owner:
            environment.pop("HOLDSPACE_OWNER_DATABASE_URL", None)
        # The demo keeps the terminal for its one address.
        log_file = self.site.logs_folder / f"{name}.log" if self.site.is_demo else None
        return Service(name, command, environment, sockets=sockets, log_file=log_file)

    def behind_the_pages(self) -> list[Service]:
        """The gateway for monitors, and the clock."""
        return [
            self.service("gateway", python("holdspace.server.gateway")),
            self.service("clock", python("holdspace.server.clock"), as_owner=True),
        ]

    def supervisor(self, services: list[Service]) -> Supervisor:
        return Supervisor(services, keep_database=self.database.keep)


MANAGE = [*python("holdspace"), "manage"]


def manage_as_owner(*arguments: str) -> None:
    """Run one of Django's commands as the owner of the tables."""
    owner = os.environ | {"HOLDSPACE_DATABASE_URL": os.environ["HOLDSPACE_OWNER_DATABASE_URL"]}
    if subprocess.run([*MANAGE, *arguments], env=owner, check=False).returncode != 0:
        raise CannotStart(f"`holdspace manage {arguments[0]}` failed; its message is above.")


def refuse_half_restored(data: Path) -> None:
    """A record that is half one and half another is not for reading."""
    if (data / HALF_RESTORED).exists():
        raise CannotStart(
            f"A restore was cut off while it put the copy in place in {data}. Run `holdspace "
            "restore` with the same copy once more; what was there before lies in the folder "
            "`replaced-…` beside it."
        )


def refuse_taken_gateway_port() -> None:
    """Said before anything starts: monitors have the number set by hand, so it is not changed."""
    host = os.environ.get("HOLDSPACE_GATEWAY_HOST", "127.0.0.1")
    port = int(os.environ.get("HOLDSPACE_GATEWAY_PORT", GATEWAY_PORT))
    try:
        listen(host, port).close()
    except CannotStart:
        raise CannotStart(
            f"Port {port}, where monitors send, is taken. Stop what uses it, or choose another "
            "with HOLDSPACE_GATEWAY_PORT."
        ) from None


def refuse_if_any(findings: list[Unsafe]) -> None:
    if findings:
        raise UnsafeToStart(findings)


@contextmanager
def alone(site: Site) -> Iterator[None]:
    """Two supervisors on one data folder would fight over it."""
    site.data.mkdir(parents=True, exist_ok=True)
    with (site.data / "running.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"Holdspace already runs on {site.data}. Stop it there with Ctrl-C first."
            ) from None
        yield


def listen(host: str, port: int) -> socket.socket:
    """A listening socket that the web workers inherit."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        listening.bind((host, port))
    except OSError as refusal:
        listening.close()
        raise CannotStart(
            f"Port {port} is taken ({refusal.strerror}). Stop what uses it, or choose another: "
            f"make demo PORT={port + 79}"
        ) from None
    listening.listen(1024)
    return listening


def listen_on_loopback(port: int) -> list[socket.socket]:
    """Both numbers that `localhost` may stand for."""
    sockets = [listen("127.0.0.1", port)]
    if socket.has_ipv6 and Path("/proc/net/if_inet6").exists():
        try:
            sockets.append(listen("::1", port))
        except CannotStart:
            log.info("no IPv6 loopback here")
    return sockets


def answers(port: int) -> bool:
    """Whether the site answers a request on the loopback, whatever it says."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        connection.close()


def stop_on_signals() -> None:
    """Until the supervisor takes over, a request to stop unwinds whatever is being prepared."""

    def unwind(number: int, frame: FrameType | None) -> None:
        del frame
        sys.exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, unwind)


def tls_for(site: Site, certificate: Path | None, key: Path | None) -> TlsFiles:
    """The files that were given, or the local authority's."""
    if certificate is not None and key is not None:
        return TlsFiles(certificate, key)
    files = local_tls(site.data / "tls", site.names(), datetime.now(UTC))
    for name in files.left_out:
        log.warning(
            "%s is newer than the local authority, which cannot vouch for it. To use it, remove "
            "%s, start again, and trust the new authority on each tablet.",
            name,
            site.data / "tls",
        )
    return files
