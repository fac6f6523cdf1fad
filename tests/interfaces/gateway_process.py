"""A real gateway in a process of its own, for tests that speak to its socket or kill it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import IO, TYPE_CHECKING

from holdspace.interfaces.hl7v2.sender import Sender

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class GatewayProcess:
    """Starts at once; `kill` is SIGKILL; `start` again uses the same ports and spool."""

    def __init__(self, spool: Path, database_url: str, *, stderr: IO[str] | None = None) -> None:
        self.spool = spool
        self.stderr = stderr
        self.database_url = database_url
        self.port = 0
        self.http_port = 0
        self.start()

    def start(self) -> None:
        environment = os.environ | {
            "HOLDSPACE_DATABASE_URL": self.database_url,
            "HOLDSPACE_SPOOL": str(self.spool),
            "HOLDSPACE_GATEWAY_PORT": str(self.port),
            "HOLDSPACE_GATEWAY_HTTP_PORT": str(self.http_port),
            "DJANGO_SETTINGS_MODULE": "holdspace.settings",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "holdspace.server.gateway"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=self.stderr,
            text=True,
        )
        line = self.process.stdout.readline()
        self.port = int(line.strip().rsplit(":", 1)[1])
        # The second door is said in a second line, with a path behind its port.
        posts = self.process.stdout.readline()
        self.http_port = int(posts.strip().rsplit(":", 1)[1].split("/")[0])
        self.sender = Sender("127.0.0.1", self.port)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self._reap()

    def stop(self) -> None:
        self.process.terminate()
        self._reap()

    def _reap(self) -> None:
        self.sender.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


def wait_until(is_so: Callable[[], bool], *, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.02)
