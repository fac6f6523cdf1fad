"""Ctrl-C while the proofs run: what was done so far is still judged, and said.

The key goes to every process of a terminal at once. Those that a proof starts must not end by it,
or the proof would find a broken site where somebody only stopped waiting: so the signal is held
back, in them too, and one thread takes it up.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from holdspace.server.proving.proof import Say

CTRL_C = signal.SIGINT
PASSED_ON = signal.SIGTERM
"""Ctrl-C reaches the proofs as this; so does `kill`."""

STOPPING = "stopping: what was done so far is still laid beside the record (once more to leave now)"
CLEARING = "the scratch database is put away"


class Stop:
    """Whether somebody asked to stop, and what asking once more does."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._asked = threading.Event()
        self.is_proving = False
        """While it is, asking once more leaves the proof where it stands."""

    def is_asked(self) -> bool:
        return self._asked.is_set()

    def ask(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Raises KeyboardInterrupt when it was asked before and a proof is under way."""
        del number, frame
        if self._asked.is_set() and self.is_proving:
            raise KeyboardInterrupt
        self._asked.set()
        self._say(STOPPING if self.is_proving else CLEARING)


@contextmanager
def heeding_ctrl_c(say: Say) -> Iterator[Stop]:
    """Call it in the main thread, before anything is started: what is started holds it back too."""
    stop, is_over = Stop(say), threading.Event()
    main = threading.get_ident()

    def pass_on() -> None:
        while signal.sigwait({CTRL_C}) and not is_over.is_set():
            signal.pthread_kill(main, PASSED_ON)

    held_before = signal.pthread_sigmask(signal.SIG_BLOCK, {CTRL_C})
    heard_before = signal.signal(PASSED_ON, stop.ask)
    thread = threading.Thread(target=pass_on, name="ctrl-c", daemon=True)
    thread.start()
    try:
        yield stop
    finally:
        is_over.set()
        signal.pthread_kill(thread.ident or main, CTRL_C)
        thread.join()
        signal.signal(PASSED_ON, heard_before)
        signal.pthread_sigmask(signal.SIG_SETMASK, held_before)
