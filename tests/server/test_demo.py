"""`holdspace demo` as a person runs it: one address, and nothing left when it stops."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LAST_LINE = "Ctrl-C stops it.\n"


@dataclass
class Place:
    """Where a demo runs: its folder and its two ports."""

    folder: Path
    environment: dict[str, str]
    port: int
    gateway_port: int

    def command(self) -> list[str]:
        where = ["--data", str(self.folder), "--port", str(self.port)]
        return [sys.executable, "-m", "holdspace", "demo", *where]

    def settings(self) -> dict[str, str]:
        return self.environment | {"HOLDSPACE_GATEWAY_PORT": str(self.gateway_port)}

    def start(self) -> RunningDemo:
        process = subprocess.Popen(
            self.command(),
            env=self.settings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        said = list(takewhile(lambda line: line != LAST_LINE, process.stdout))
        assert process.poll() is None, said
        return RunningDemo(self, process, said)

    def refused(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(),
            env=self.settings(),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )


@dataclass
class RunningDemo:
    place: Place
    process: subprocess.Popen[str]
    said: list[str]

    def everything(self) -> list[psutil.Process]:
        here = psutil.Process(self.process.pid)
        return [here, *here.children(recursive=True)]


def gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=20)
    return not alive


@pytest.fixture(scope="module")
def place(demo_folder: Path, environment: dict[str, str], free_port: Callable[[], int]) -> Place:
    """Where every start of these tests happens: the first one from nothing, each later one on what
    was left by an end of another kind."""
    return Place(demo_folder, environment, free_port(), free_port())


@pytest.fixture(scope="module")
def demo(place: Place) -> Iterator[RunningDemo]:
    """One that runs for several tests."""
    running = place.start()
    yield running
    running.process.send_signal(signal.SIGINT)
    running.process.communicate(timeout=60)


@pytest.fixture
def elsewhere(folder: Path, environment: dict[str, str], free_port: Callable[[], int]) -> Place:
    """Another place, with nothing in its way."""
    return Place(folder, environment, free_port(), free_port())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_it_nothing_is_left_running(place: Place, number: signal.Signals) -> None:
    """Before the demo below: two on one folder are refused."""
    running = place.start()
    everything = running.everything()

    running.process.send_signal(number)
    running.process.communicate(timeout=30)

    # Itself, the database, two web workers, the gateway, the clock and the monitor at least.
    assert len(everything) > 6
    assert gone(everything)


def test_it_prints_one_address_with_a_name_and_answers_there(demo: RunningDemo) -> None:
    addresses = re.findall(r"https?://\S+", "".join(demo.said))
    site = f"http://localhost:{demo.place.port}"
    phones = (f"{site}/me/join/", f"{site}/circle/join/")

    assert addresses.count(site) == 1
    assert [one for one in addresses if not one.startswith(phones)] == [site]
    assert [one for one in addresses if one.startswith(phones[1])] != []
    assert {_status(one) for one in addresses} == {200}


def _status(address: str) -> int:
    with urllib.request.urlopen(address) as page:
        return page.status


def test_two_on_one_folder_are_refused(demo: RunningDemo, elsewhere: Place) -> None:
    second = replace(elsewhere, folder=demo.place.folder).refused()

    assert second.returncode == 1
    assert "already runs" in second.stderr


def test_a_taken_port_is_said_plainly(demo: RunningDemo, elsewhere: Place) -> None:
    second = replace(elsewhere, port=demo.place.port).refused()

    assert second.returncode == 1
    assert f"Port {demo.place.port} is taken" in second.stderr
    assert "PORT=" in second.stderr


def test_a_taken_port_for_monitors_is_said_plainly(demo: RunningDemo, elsewhere: Place) -> None:
    second = replace(elsewhere, gateway_port=demo.place.gateway_port).refused()

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
    assert answers_again(demo.place.port)


def answers_again(port: int) -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            return urllib.request.urlopen(f"http://localhost:{port}/", timeout=5).status == 200
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    return False
