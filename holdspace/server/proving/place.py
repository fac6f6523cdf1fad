"""The place of a proof: the real site in a scratch folder, kept running by the real supervisor."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg

from holdspace.server.cannot_start import CannotStart
from holdspace.server.child_process import signal_group
from holdspace.server.database import ensure_running, postmaster_pid
from holdspace.server.proving.inside import make_clinic
from holdspace.server.running import MANAGE, KeptDatabase, answers, listen
from holdspace.server.supervisor import Service, Supervisor, python

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from holdspace.server.proving.inside import ProvingClinic

WORKERS = 2
STEP_SECONDS = 0.05
PATIENCE_SECONDS = 120.0
LAST_WORDS = 500
PAGE_SERVER = "holdspace.server.web"


@dataclass
class Place:
    """A site that runs. Its processes may be killed; its supervisor brings them back."""

    folder: Path
    workers: int = WORKERS
    static: Path | None = None
    """Where style sheets were collected, when pages are looked at."""
    has_clock: bool = False
    database: KeptDatabase = field(init=False)
    services: list[Service] = field(default_factory=list)
    port: int = 0
    environment: dict[str, str] = field(default_factory=dict)
    listening: socket.socket | None = None
    is_over: threading.Event = field(default_factory=threading.Event)
    failed: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.database = KeptDatabase(self.folder / "database")

    def make_clinic(self, *, sessions: int) -> ProvingClinic:
        """A clinic that nothing has happened in yet: each proof has its own."""
        return make_clinic(self.environment, sessions=sessions)

    def dress(self) -> None:
        """Collect style sheets, which pages need and entries do not, for the servers to see."""
        self._manage("collectstatic", "--noinput", "--skip-checks", "-v0")
        self._serve_with([one.command for one in self.page_servers])

    # --- what a bad day does to it ----------------------------------------------------------------

    def kill_pages(self, chance: Random) -> None:
        """SIGKILL to one page server, or to all of them at once."""
        running = [one for one in self.page_servers if one.process is not None]
        for one in chance.choice([running, running[:1], running[-1:], running]):
            # Killed by a proof, not broken: the supervisor need not grow careful.
            one.deaths = 0
            if one.process is not None:
                signal_group(one.process, signal.SIGKILL)

    def kill_database(self) -> None:
        """SIGKILL to PostgreSQL and everything it began, as when the power goes."""
        pid = postmaster_pid(self.folder / "database")
        if pid is None:
            return
        with suppress(psutil.NoSuchProcess):
            postmaster = psutil.Process(pid)
            # Held first, so that it begins nothing more while the others are found.
            postmaster.suspend()
            for one in [*postmaster.children(recursive=True), postmaster]:
                with suppress(psutil.NoSuchProcess):
                    one.kill()

    @property
    def page_servers(self) -> list[Service]:
        return self.services[: self.workers]

    @contextmanager
    def served_by(self, page_server: tuple[str, ...]) -> Iterator[None]:
        """Other page servers for a while: such as keep no promise."""
        honest = [one.command for one in self.page_servers]
        self._serve_with([self._command(page_server)] * len(honest))
        try:
            yield
        finally:
            self._serve_with(honest)

    def _serve_with(self, commands: list[list[str]]) -> None:
        for one, command in zip(self.page_servers, commands, strict=True):
            one.command = command
            one.deaths = 0
            if one.process is not None:
                signal_group(one.process, signal.SIGKILL)
        time.sleep(2 * STEP_SECONDS)
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not answers(self.port):
            if self.failed:
                raise CannotStart(f"The proving site ended: {self.failed[0]}")
            if time.monotonic() > deadline:
                raise CannotStart(f"The proving site did not answer. {self._last_words()}")
            time.sleep(0.05)

    def wait_until_its_database_answers(self) -> None:
        """After a kill it comes back by itself: what it holds cannot be read before."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                psycopg.connect(self.environment["HOLDSPACE_DATABASE_URL"]).close()
            except psycopg.OperationalError as wrong:
                if time.monotonic() > deadline:
                    raise CannotStart("The proving database did not come back.") from wrong
                time.sleep(0.1)
            else:
                return

    def _last_words(self) -> str:
        logs = sorted((self.folder / "logs").glob("*.log"))
        return " ".join(log.read_text(errors="replace")[-LAST_WORDS:] for log in logs)

    # --- its life, in a thread of its own: the kernel ends the children of a thread that ended ----

    def live(self, ready: threading.Event) -> None:
        try:
            self._begin()
            ready.set()
            supervisor = Supervisor(
                self.services, keep_database=self.database.keep, should_stop=self.is_over.is_set
            )
            try:
                while supervisor.step(time.monotonic()):
                    time.sleep(STEP_SECONDS)
            finally:
                supervisor.stop()
        except BaseException as wrong:  # noqa: BLE001 - told to whoever waits, in their thread
            self.failed.append(wrong)
        finally:
            ready.set()
            self.database.stop()
            if self.listening is not None:
                self.listening.close()

    def _begin(self) -> None:
        self.database.running = ensure_running(self.folder / "database")
        self.environment = self._environment()
        self._manage("migrate", "--skip-checks", "-v0")
        if self.static is not None:
            self._manage("collectstatic", "--noinput", "--skip-checks", "-v0")
        self.listening = listen("127.0.0.1", 0)
        self.port = int(self.listening.getsockname()[1])
        self.services += [
            Service(
                f"web-{worker}", self._command((PAGE_SERVER,)), self.environment,
                sockets=(self.listening.fileno(),),
                log_file=self.folder / "logs" / f"web-{worker}.log",
            )
            for worker in range(1, self.workers + 1)
        ]  # fmt: skip

        if self.has_clock:
            self.services.append(self._clock())

    def _clock(self) -> Service:
        key = self.folder / "anchor_key"
        key.write_text(secrets.token_urlsafe(48), encoding="ascii")
        environment = self.environment | {
            "HOLDSPACE_ANCHOR_FOLDER": str(self.folder / "anchor"),
            "HOLDSPACE_ANCHOR_KEY_FILE": str(key),
        }
        log_file = self.folder / "logs" / "clock.log"
        return Service("clock", python("holdspace.server.clock"), environment, log_file=log_file)

    def _command(self, page_server: tuple[str, ...]) -> list[str]:
        assert self.listening is not None  # noqa: S101 - for the type checker
        return python(*page_server, "--socket", str(self.listening.fileno()))

    def _environment(self) -> dict[str, str]:
        """Nothing of the clinic's own settings gets in: this is another site."""
        assert self.database.running is not None  # noqa: S101 - for the type checker
        foreign = ("HOLDSPACE_", "DJANGO_")
        plain = {name: said for name, said in os.environ.items() if not name.startswith(foreign)}
        return {
            **plain,
            **self.database.running.environment(),
            "DJANGO_SETTINGS_MODULE": "holdspace.settings",
            "HOLDSPACE_DATA": str(self.folder),
            "HOLDSPACE_STATIC": str(self.static or self.folder / "static"),
            "HOLDSPACE_SECRET_KEY": secrets.token_urlsafe(64),
            "HOLDSPACE_HOSTS": "localhost,127.0.0.1",
            "HOLDSPACE_DEMO": "1",  # made-up people, plain HTTP on the loopback
        }

    def _manage(self, *arguments: str) -> None:
        owner = self.environment["HOLDSPACE_OWNER_DATABASE_URL"]
        environment = self.environment | {"HOLDSPACE_DATABASE_URL": owner}
        if subprocess.run([*MANAGE, *arguments], env=environment, check=False).returncode != 0:
            raise CannotStart(f"`holdspace manage {arguments[0]}` failed on the scratch database.")


@contextmanager
def running_place(place: Place) -> Iterator[Place]:
    """Started; nothing of it runs any more afterwards."""
    ready = threading.Event()
    thread = threading.Thread(target=place.live, args=(ready,), name="proving-site")
    thread.start()
    try:
        ready.wait()
        if place.failed:
            raise CannotStart(f"The proving site did not start: {place.failed[0]}")
        place.wait_until_it_answers()
        yield place
    finally:
        place.is_over.set()
        thread.join()


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder on the disk of `parent`, for a database of its own; gone afterwards."""
    if parent is not None:
        parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="holdspace-proof-", dir=parent))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        # A link when the account of the database could not walk down here.
        shutil.rmtree((folder / "database").resolve(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
