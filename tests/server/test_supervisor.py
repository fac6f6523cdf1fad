"""The supervisor: what dies comes back, and nothing outlives it. With real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from holdspace.server.supervisor import LEAN_MEMORY, PAUSES_SECONDS, Service, Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)",
]
WITH_A_CHILD = [
    sys.executable,
    "-c",
    "import os, time; os.fork(); time.sleep(600)",
]
SUPERVISOR = """
import os, sys
from holdspace.server.supervisor import Service, Supervisor
sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
services = [Service("one", sleeper, os.environ), Service("two", sleeper, os.environ)]
Supervisor(services, keep_database=lambda: None).run()
"""


def until(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


@pytest.fixture
def supervise() -> Iterator[Callable[[list[str]], tuple[Supervisor, Service]]]:
    started: list[Supervisor] = []

    def start(command: list[str]) -> tuple[Supervisor, Service]:
        service = Service("sleeper", command, os.environ)
        supervisor = Supervisor([service], keep_database=lambda: None)
        started.append(supervisor)
        supervisor.step(100.0)
        return supervisor, service

    yield start
    for supervisor in started:
        supervisor.stop()


def test_a_process_gives_its_memory_back_unless_somebody_says_otherwise(
    supervise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "7")
    _, service = supervise(SLEEPER)

    told = psutil.Process(service.process.pid).environ()

    assert LEAN_MEMORY.items() <= {**told, "MALLOC_ARENA_MAX": "2"}.items()
    assert told["MALLOC_ARENA_MAX"] == "7"


def test_what_dies_is_started_again_after_a_pause(supervise) -> None:
    supervisor, service = supervise(SLEEPER)
    first = service.process
    first.kill()
    first.wait()

    supervisor.step(101.0)
    just_before = service.process
    supervisor.step(101.0 + PAUSES_SECONDS[0] - 0.01)
    still_before = service.process
    supervisor.step(101.0 + PAUSES_SECONDS[0])

    assert just_before is None
    assert still_before is None
    assert service.process is not None
    assert service.process.pid != first.pid


def test_what_keeps_dying_is_given_longer_pauses(supervise) -> None:
    supervisor, service = supervise([sys.executable, "-c", ""])
    service.process.wait()
    supervisor.step(101.0)
    supervisor.step(102.0)
    service.process.wait()

    supervisor.step(103.0)

    assert service.start_again_at == 103.0 + PAUSES_SECONDS[1]


def test_what_ran_steadily_is_given_the_short_pause_again(supervise) -> None:
    supervisor, service = supervise(SLEEPER)
    service.deaths = 4
    service.process.kill()
    service.process.wait()

    supervisor.step(131.0)

    assert service.start_again_at == 131.0 + PAUSES_SECONDS[0]


def test_the_database_is_looked_after_at_every_step(supervise) -> None:
    supervisor, _ = supervise(SLEEPER)
    looked: list[float] = []
    supervisor.keep_database = lambda: looked.append(1.0)

    supervisor.step(101.0)
    supervisor.step(102.0)

    assert len(looked) == 2


def test_stopping_ends_a_process_and_its_children(supervise) -> None:
    supervisor, service = supervise(WITH_A_CHILD)
    parent = psutil.Process(service.process.pid)
    assert until(lambda: len(parent.children()) == 1)
    child = parent.children()[0]

    supervisor.stop()

    assert until(lambda: not child.is_running())
    assert service.process.poll() is not None


def test_stopping_does_not_wait_for_the_stubborn(supervise, monkeypatch) -> None:
    monkeypatch.setattr("holdspace.server.supervisor.STOP_WITHIN_SECONDS", 0.3)
    supervisor, service = supervise(STUBBORN)
    time.sleep(0.3)

    supervisor.stop()

    assert service.process.wait() == -signal.SIGKILL


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_whatever_ends_the_supervisor_nothing_outlives_it(
    number: signal.Signals, tmp_path: Path
) -> None:
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR], start_new_session=True)
    here = psutil.Process(supervisor.pid)
    assert until(lambda: len(here.children()) == 2)
    children = here.children()

    supervisor.send_signal(number)
    supervisor.wait(timeout=10)

    assert until(lambda: not any(child.is_running() for child in children))
