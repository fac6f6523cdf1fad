"""Gateways that break a promise on purpose, so that a proof of monitors can be seen to notice.

Only `holdspace prove --controls` and the tests start them, on a scratch database.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from holdspace.interfaces.monitors.spool import Item, Spool

    Appending = Callable[[Spool, Sequence[Item]], None]

LATER_SECONDS = 1.0
EVERY = 50


def drops_one_in_fifty(appending: Appending) -> Appending:
    """Acknowledges every message, and forgets one in fifty."""
    heard = 0

    def dropping(spool: Spool, items: Sequence[Item]) -> None:
        nonlocal heard
        kept = [item for number, item in enumerate(items, start=heard + 1) if number % EVERY]
        heard += len(items)
        if kept:
            appending(spool, kept)

    return dropping


def acknowledges_before_it_spools(appending: Appending) -> Appending:
    """Acknowledges what it holds in memory, and writes it a moment later."""
    waiting: queue.Queue[tuple[Spool, Sequence[Item]]] = queue.Queue()

    def write_later() -> None:
        while True:
            spool, items = waiting.get()
            time.sleep(LATER_SECONDS)
            appending(spool, items)
            while not waiting.empty():
                appending(*waiting.get())

    threading.Thread(target=write_later, daemon=True).start()

    def early(spool: Spool, items: Sequence[Item]) -> None:
        waiting.put((spool, list(items)))

    return early


HERE = "holdspace.server.proving.broken_gateway"


def gateway(broken: Callable[[Appending], Appending]) -> tuple[str, ...]:
    """The words that start a gateway broken in this way."""
    return (HERE, broken.__name__)


def main() -> int:
    """The real gateway, with one function of its spool exchanged."""
    from holdspace.interfaces.monitors import spool
    from holdspace.server.gateway import main as run

    broken: dict[str, Callable[[Appending], Appending]] = {
        one.__name__: one for one in (drops_one_in_fifty, acknowledges_before_it_spools)
    }
    spool.Spool.append = broken[sys.argv[1]](spool.Spool.append)  # type: ignore[assignment, method-assign]
    return run()


if __name__ == "__main__":
    sys.exit(main())
