"""How often one place may type a code that no chair waits for, so that none is found by trying.

Counted for each address, in the memory of each page server; after a pause it is forgotten. A right
code that comes meanwhile is not looked at either, or the limit would tell the two apart.
"""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache

MOST_WRONG = 20
"""Far more than a hand mistypes; with it a thousand million codes take centuries."""
PAUSE = timedelta(minutes=10)
"""As long as a code lasts."""


def is_paused(address: str) -> bool:
    wrong: int = cache.get(_key(address), 0)
    return wrong >= MOST_WRONG


def note_wrong(address: str) -> None:
    key = _key(address)
    cache.add(key, 0, PAUSE.total_seconds())
    cache.incr(key)


def _key(address: str) -> str:
    return f"chair-codes-{address}"
