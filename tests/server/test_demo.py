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
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PORT = 18398


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


@pytest.fixture
def start_demo(folder: Path, environment: dict[str, str]) -> Iterator[Callable[[], RunningDemo]]:
    started: list[RunningDemo] = []

    def start() -> RunningDemo:
        process = subprocess.Popen(
            [sys.executable, "-m", "holdspace", "demo", "--data", str(folder), "--port", str(PORT)],
            env=environment | {"HOLDSPACE_GATEWAY_PORT": "18399"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        demo = RunningDemo(process, [])
        started.append(demo)
        assert process.stdout is not None
        demo.said = list(iter(process.stdout.readline, "Ctrl-C stops it.\n"))
        return demo

    yield start
    for demo in started:
        demo.process.send_signal(signal.SIGINT)
        demo.process.communicate(timeout=60)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_it_nothing_is_left_running(
    start_demo: Callable[[], RunningDemo], number: signal.Signals
) -> None:
    demo = start_demo()
    everything = demo.everything()

    demo.process.send_signal(number)
    demo.process.wait(timeout=30)

    # The database, two web workers, the gateway, the clock and the monitor at least.
    assert len(everything) > 6
    assert gone(everything)


def test_it_prints_one_address_with_a_name_and_answers_there(
    start_demo: Callable[[], RunningDemo],
) -> None:
    demo = start_demo()

    addresses = re.findall(r"https?://\S+", "".join(demo.said))
    with urllib.request.urlopen(addresses[0]) as page:
        status = page.status
    assert addresses == [f"http://localhost:{PORT}"]
    assert status == 200


def test_a_second_start_keeps_what_the_first_one_made(
    start_demo: Callable[[], RunningDemo], folder: Path
) -> None:
    first = start_demo()
    kept = (folder / "keys" / "anchor_key").read_text()
    first.process.send_signal(signal.SIGINT)
    first.process.wait(timeout=30)

    second = start_demo()

    assert (folder / "keys" / "anchor_key").read_text() == kept
    assert [line for line in second.said if "localhost" in line]


def test_two_on_one_folder_are_refused(
    start_demo: Callable[[], RunningDemo], folder: Path, environment: dict[str, str]
) -> None:
    start_demo()

    second = subprocess.run(
        [sys.executable, "-m", "holdspace", "demo", "--data", str(folder), "--port", "18400"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert second.returncode == 1
    assert "already runs" in second.stderr


def test_a_taken_port_is_said_plainly(
    start_demo: Callable[[], RunningDemo], tmp_path: Path, environment: dict[str, str]
) -> None:
    start_demo()

    second = subprocess.run(
        [sys.executable, "-m", "holdspace", "demo", "--data", str(tmp_path), "--port", str(PORT)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert second.returncode == 1
    assert f"Port {PORT} is taken" in second.stderr
    assert "PORT=" in second.stderr


def test_a_killed_database_and_a_killed_page_server_come_back(
    start_demo: Callable[[], RunningDemo],
) -> None:
    demo = start_demo()
    children = psutil.Process(demo.process.pid).children()
    doomed = [
        child
        for child in children
        if child.name() == "postgres" or "holdspace.server.web" in " ".join(child.cmdline())
    ]

    for child in doomed:
        child.kill()

    assert gone(doomed)
    assert answers_again()


def answers_again() -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            return bool(
                urllib.request.urlopen(f"http://localhost:{PORT}/", timeout=5).status == 200
            )
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    return False
