"""`holdspace demo` as a person runs it: one address, and nothing left when it stops."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PORT = 18398
GATEWAY_PORT = 18498
LAST_LINE = "Ctrl-C stops it.\n"


@dataclass
class RunningDemo:
    process: subprocess.Popen[str]
    said: list[str]

    def everything(self) -> list[psutil.Process]:
        here = psutil.Process(self.process.pid)
        return [here, *here.children(recursive=True)]


def gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=20)
    return not alive


def start(folder: Path, environment: dict[str, str]) -> RunningDemo:
    process = subprocess.Popen(
        [sys.executable, "-m", "holdspace", "demo", "--data", str(folder), "--port", str(PORT)],
        env=environment | {"HOLDSPACE_GATEWAY_PORT": str(GATEWAY_PORT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    # Ends at the end of its output too: then it did not start, and what it said is in the report.
    said = list(takewhile(lambda line: line != LAST_LINE, process.stdout))
    return RunningDemo(process, said)


def start_again(
    folder: Path, environment: dict[str, str], port: int, gateway_port: int
) -> subprocess.CompletedProcess[str]:
    """A start that has to be refused."""
    return subprocess.run(
        [sys.executable, "-m", "holdspace", "demo", "--data", str(folder), "--port", str(port)],
        env=environment | {"HOLDSPACE_GATEWAY_PORT": str(gateway_port)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.fixture(scope="module")
def demo(demo_folder: Path, environment: dict[str, str]) -> Iterator[RunningDemo]:
    """One that runs for several tests."""
    running = start(demo_folder, environment)
    yield running
    running.process.send_signal(signal.SIGINT)
    running.process.communicate(timeout=60)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_it_nothing_is_left_running(
    folder: Path, environment: dict[str, str], number: signal.Signals
) -> None:
    running = start(folder, environment)
    everything = running.everything()

    running.process.send_signal(number)
    running.process.communicate(timeout=30)

    # Itself, the database, two web workers, the gateway, the clock and the monitor at least.
    assert len(everything) > 6
    assert gone(everything)


def test_it_prints_one_address_with_a_name_and_answers_there(demo: RunningDemo) -> None:
    addresses = re.findall(r"https?://\S+", "".join(demo.said))

    with urllib.request.urlopen(addresses[0]) as page:
        status = page.status
    assert addresses == [f"http://localhost:{PORT}"]
    assert status == 200


def test_two_on_one_folder_are_refused(
    demo: RunningDemo, demo_folder: Path, environment: dict[str, str]
) -> None:
    second = start_again(demo_folder, environment, PORT + 2, GATEWAY_PORT + 2)

    assert second.returncode == 1
    assert "already runs" in second.stderr


def test_a_taken_port_is_said_plainly(
    demo: RunningDemo, tmp_path: Path, environment: dict[str, str]
) -> None:
    second = start_again(tmp_path, environment, PORT, GATEWAY_PORT + 2)

    assert second.returncode == 1
    assert f"Port {PORT} is taken" in second.stderr
    assert "PORT=" in second.stderr


def test_a_taken_port_for_monitors_is_said_plainly(
    demo: RunningDemo, tmp_path: Path, environment: dict[str, str]
) -> None:
    second = start_again(tmp_path, environment, PORT + 2, GATEWAY_PORT)

    assert second.returncode == 1
    assert "HOLDSPACE_GATEWAY_PORT" in second.stderr


def test_a_killed_database_and_a_killed_page_server_come_back(demo: RunningDemo) -> None:
    doomed = [
        child
        for child in psutil.Process(demo.process.pid).children()
        if child.name() == "postgres" or "holdspace.server.web" in " ".join(child.cmdline())
    ]

    for child in doomed:
        child.kill()

    assert len(doomed) == 3
    assert gone(doomed)
    assert answers_again()


def answers_again() -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            return urllib.request.urlopen(f"http://localhost:{PORT}/", timeout=5).status == 200
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    return False
