"""When a mail that the server could not take now is tried again, and when no longer.

Our own numbers: soon at first, because most trouble is short; half a day apart at the end, because
a mail that is a day late helps nobody and a person must be reached in another way.
"""

from __future__ import annotations

from datetime import timedelta

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
"""After the first try, the second ...; after the last of them there is no further try."""
TRIES = len(WAITS) + 1


def wait_after(tries: int) -> timedelta | None:
    """How long to wait once so many tries were made; None when it was the last one."""
    if tries < 1:
        raise ValueError(f"after {tries} tries there is nothing to wait for")
    return WAITS[tries - 1] if tries < TRIES else None
