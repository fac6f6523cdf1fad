"""Keeps the site's processes running: starts them, restarts what dies, stops all of it together."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace.server.child_process import group_is_alive, signal_group, start_child

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType

log = logging.getLogger("holdspace.supervisor")

PAUSES_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
STEADY_AFTER_SECONDS = 30.0
STOP_WITHIN_SECONDS = 5.0
STEP_SECONDS = 0.1
LEAN_MEMORY = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
"""For glibc. Else it keeps what each of many threads freed in a heap of its own, and what was large
once: a page server, with its short threads and long answers, would weigh more every day."""


@dataclass
class Service:
    """One process of the site, and how often it died lately."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    sockets: tuple[int, ...] = ()
    log_file: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    """On the monotonic clock."""
    start_again_at: float = 0.0
    deaths: int = 0

    def start(self, now: float) -> None:
        """Start it, and remember when."""
        self.started_at = now
        if self.log_file is None:
            self.process = self._start(None)
            return
        self.log_file.parent.mkdir(parents=True, exist_ok=True)
        with self.log_file.open("ab") as output:
            self.process = self._start(output.fileno())

    def _start(self, output: int | None) -> subprocess.Popen[bytes]:
        return start_child(
            self.command,
            # Nothing acknowledged is lost when one of ours is cut off: the surest signal will do.
            death_signal=signal.SIGKILL,
            environment={**LEAN_MEMORY, **self.environment},
            sockets=self.sockets,
            output=output,
        )


@dataclass
class Supervisor:
    """Watches the database and the services until it is told to stop."""

    services: list[Service]
    keep_database: Callable[[], None]
    """Starts the database again if it has died; called at every step."""
    should_stop: Callable[[], bool] = lambda: False
    announce: Callable[[], bool] = lambda: True
    """Tells the person who waits that the site answers; called until it says it has."""
    stopping: bool = False
    announced: bool = False

    def run(self) -> None:
        """Start everything, then step until a signal comes; leave nothing running."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        try:
            while self.step(time.monotonic()):
                time.sleep(STEP_SECONDS)
        finally:
            self.stop()

    def step(self, now: float) -> bool:
        """Look at everything once; whether to go on."""
        if self.stopping or self.should_stop():
            return False
        self.keep_database()
        for service in self.services:
            self._look_after(service, now)
        self.announced = self.announced or self.announce()
        return True

    def _look_after(self, service: Service, now: float) -> None:
        if service.process is None:
            if now >= service.start_again_at:
                service.start(now)
            return
        exit_code = service.process.poll()
        if exit_code is None:
            return
        # What it may have left behind goes with it.
        signal_group(service.process, signal.SIGKILL)
        if now - service.started_at > STEADY_AFTER_SECONDS:
            service.deaths = 0
        pause = PAUSES_SECONDS[min(service.deaths, len(PAUSES_SECONDS) - 1)]
        log.warning(
            "%s ended (%s); starting it again in %s s%s",
            service.name,
            exit_code,
            pause,
            f"; what it said is in {service.log_file}" if service.log_file else "",
        )
        service.deaths += 1
        service.process = None
        service.start_again_at = now + pause

    def stop(self) -> None:
        """Ask every service to end, and end those that do not."""
        running = [service.process for service in self.services if service.process is not None]
        for process in running:
            signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + STOP_WITHIN_SECONDS
        while any(group_is_alive(process) for process in running):
            if time.monotonic() > deadline:
                for process in running:
                    signal_group(process, signal.SIGKILL)
            time.sleep(0.02)

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.stopping = True


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs one of our modules with this interpreter."""
    return [sys.executable, "-m", module, *arguments]
