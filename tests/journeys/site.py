"""The whole site as `holdspace demo` runs it, on a clock that a test can move forward."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import psutil

from tests.journeys.made import copy_of_demo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ZONE = ZoneInfo("Europe/Berlin")
"""The demo clinic's."""
LAST_LINE = "Ctrl-C stops it.\n"
SIMULATOR = "holdspace.server.simulator"
PAGE_SERVER = "holdspace.server.web"
ALL_HAVE_SEEN_IT_AFTER_SECONDS = 0.2


@dataclass
class Clock:
    """The site's clock: the machine's, and so many seconds."""

    file: Path
    seconds_away: float = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.seconds_away)

    def set_to(self, moment: datetime) -> None:
        self.seconds_away = (moment - datetime.now(UTC)).total_seconds()
        fresh = self.file.with_suffix(".fresh")
        fresh.write_text(str(self.seconds_away))
        fresh.rename(self.file)  # at once: nobody reads half a number
        time.sleep(ALL_HAVE_SEEN_IT_AFTER_SECONDS)


@dataclass
class RunningSite:
    """A demo that runs, with its database, two page servers, gateway, clock and monitor."""

    origin: str
    password: str
    """Everybody's, as it was printed."""
    clock: Clock
    supervisor: psutil.Process
    gateway_port: int

    def monitor(self) -> psutil.Process:
        """The process that is the monitor at the bedside in Room 1."""
        return next(
            one for one in self._running(SIMULATOR) if "--device" not in " ".join(one.cmdline())
        )

    def page_servers(self) -> list[psutil.Process]:
        return self._running(PAGE_SERVER)

    def _running(self, module: str) -> list[psutil.Process]:
        return [one for one in self.supervisor.children() if module in one.cmdline()]


def clock_time(hour: int, minute: int) -> datetime:
    """A time of tomorrow in the clinic: a day that holds nothing yet, and lies ahead."""
    tomorrow = datetime.now(ZONE).date() + timedelta(days=1)
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, hour, minute, tzinfo=ZONE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_site(
    starts_at: datetime, *, made: Callable[[Path, dict[str, str]], None] = lambda *_: None
) -> Iterator[RunningSite]:
    """Made at that time and started a little after; nothing is left of it.

    `made` may do something to its folder and its environment between the two.
    """
    folder = Path(tempfile.mkdtemp(prefix="holdspace-journey-"))
    folder.chmod(0o711)  # the database runs under another account when we are root
    clock = Clock(folder / "clock")
    clock.set_to(starts_at)
    port, gateway_port = free_port(), free_port()
    told = environment(clock.file, gateway_port)
    copy_of_demo(clock, told, folder)
    made(folder, told)
    process = subprocess.Popen(
        [sys.executable, "-m", "holdspace", "demo", "--data", str(folder), "--port", str(port)],
        env=told,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = "".join(takewhile(lambda line: line != LAST_LINE, process.stdout))
    try:
        signs = re.search(r"(http://localhost:\d+)(?s:.*)with the password\s+(\S+)", said)
        assert signs is not None, f"It did not start: {said}"
        yield RunningSite(signs[1], signs[2], clock, psutil.Process(process.pid), gateway_port)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        shutil.rmtree(folder)


def environment(clock: Path, gateway_port: int) -> dict[str, str]:
    """This process's settings without those of the tests' own database, and the moved clock."""
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HOLDSPACE_", "DJANGO_"))
    }
    return plain | {
        "PYTHONPATH": str(Path(__file__).parent / "clock"),
        "JOURNEY_CLOCK": str(clock),
        "HOLDSPACE_GATEWAY_PORT": str(gateway_port),
    }
