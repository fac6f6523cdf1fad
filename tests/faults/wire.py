"""A wire to the site that can go dead while it stays connected, or be cut."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = 65_536
ACCEPTS_WITHIN_SECONDS = 0.1


class Wire:
    """Carries bytes between a browser and a port of the site, until a test says otherwise."""

    def __init__(self, port: int) -> None:
        self._to = ("127.0.0.1", port)
        self._carries = threading.Event()
        self._carries.set()
        self._is_cut = False
        self._over = False
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(ACCEPTS_WITHIN_SECONDS)
        self.port = int(self._listening.getsockname()[1])
        self.swallowed = 0
        """Connections that were taken since the wire went dead."""
        self._start(self._accept)

    # --- what a test does to it -------------------------------------------------------------------

    @contextmanager
    def dead(self) -> Iterator[None]:
        """Nothing comes through, nothing is closed, and whoever connects is taken and not heard."""
        self.swallowed = 0
        self._carries.clear()
        try:
            yield
        finally:
            self._carries.set()

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Every connection ends, and no new one lasts."""
        self._is_cut = True
        self._end_all()
        try:
            yield
        finally:
            self._is_cut = False

    @property
    def open_ends(self) -> int:
        """Connections that neither side has closed."""
        return sum(one.fileno() != -1 for one in self._ends) // 2

    def close(self) -> None:
        self._over = True
        self._carries.set()
        self._end_all()
        for thread in list(self._threads):
            thread.join(timeout=10)
        for one in (*self._ends, self._listening):
            one.close()

    # --- carrying ---------------------------------------------------------------------------------

    def _start(self, work, *given: object) -> None:
        self._threads.append(threading.Thread(target=work, args=given, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        while not self._over:
            with suppress(TimeoutError):
                near, _ = self._listening.accept()
                self._join(near)

    def _join(self, near: socket.socket) -> None:
        if self._is_cut:
            near.close()
            return
        self.swallowed += not self._carries.is_set()
        near.settimeout(None)
        far = socket.create_connection(self._to)
        self._ends += [near, far]
        self._start(self._carry, near, far)
        self._start(self._carry, far, near)

    def _carry(self, source: socket.socket, to: socket.socket) -> None:
        """One way, until either end is closed."""
        with suppress(OSError):
            while data := source.recv(AT_ONCE):
                self._carries.wait()
                to.sendall(data)
        end(source)
        end(to)

    def _end_all(self) -> None:
        for one in list(self._ends):
            end(one)


def end(one: socket.socket) -> None:
    """Both ways; whoever waits on it hears so at once."""
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
