"""Ctrl-C at a real terminal while proofs run: the site of the proof lives on until it is judged."""

from __future__ import annotations

import os
import pty
import signal
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROVING = """
import subprocess, sys, time
from holdspace.server.proving.stopping import heeding_ctrl_c

def say(text):
    print(text, flush=True)

with heeding_ctrl_c(say) as stop:
    stop.is_proving = True
    part_of_the_site = subprocess.Popen(["sleep", "30"])
    say("proving")
    try:
        while not stop.is_asked():
            time.sleep(0.01)
        say(f"asked, its site: {part_of_the_site.poll()}")
        if "twice" in sys.argv:
            time.sleep(30)
    except KeyboardInterrupt:
        say("left at once")
    stop.is_proving = False
    part_of_the_site.kill()
    part_of_the_site.wait()
    if "late" in sys.argv:
        say("clearing")
        time.sleep(0.3)
say("ended")
sys.stdin.readline()
"""
"""It waits to be let go: what a process says in its last moment a terminal may lose."""
CTRL_C, ENTER = b"\x03", b"\n"


class Terminal:
    """A process with a terminal of its own: a key reaches every process on it."""

    def __init__(self, *words: str) -> None:
        self.pid, self.keys = pty.fork()
        if self.pid == 0:
            os.execv(sys.executable, [sys.executable, "-c", PROVING, *words])  # noqa: S606
        self.read = ""

    def until(self, words: str) -> str:
        while words not in self.read:
            try:
                self.read += os.read(self.keys, 4096).decode()
            except OSError:
                pytest.fail(f"It ended before it said {words!r}: {self.read!r}")
        return self.read

    def press_ctrl_c(self) -> None:
        os.write(self.keys, CTRL_C)

    def exit_code(self) -> int:
        os.write(self.keys, ENTER)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal(request) -> Iterator[Terminal]:
    terminal = Terminal(*getattr(request, "param", ()))
    terminal.until("proving")
    yield terminal
    os.close(terminal.keys)


def test_ctrl_c_is_heard_and_what_the_proof_started_lives_on(terminal: Terminal) -> None:
    terminal.press_ctrl_c()

    assert "asked, its site: None" in terminal.until("\nended")
    assert "stopping: what was done so far is still laid beside the record" in terminal.read
    assert terminal.exit_code() == 0


@pytest.mark.parametrize("terminal", [("twice",)], indirect=True)
def test_once_more_leaves_the_proof_where_it_stands(terminal: Terminal) -> None:
    terminal.press_ctrl_c()
    terminal.until("asked")
    terminal.press_ctrl_c()

    assert "left at once" in terminal.until("\nended")
    assert terminal.exit_code() == 0


@pytest.mark.parametrize("terminal", [("late",)], indirect=True)
def test_while_it_clears_up_it_is_not_left_half_done(terminal: Terminal) -> None:
    terminal.press_ctrl_c()
    terminal.until("clearing")
    terminal.press_ctrl_c()

    assert "the scratch database is put away" in terminal.until("\nended")
    assert terminal.exit_code() == 0


def test_a_request_of_another_process_to_end_is_heard_alike(terminal: Terminal) -> None:
    os.kill(terminal.pid, signal.SIGTERM)

    assert "asked, its site: None" in terminal.until("\nended")
    assert terminal.exit_code() == 0
