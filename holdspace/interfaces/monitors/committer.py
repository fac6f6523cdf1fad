"""Writes what several connections bring with one disk sync, and tells each only after it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from holdspace.interfaces.monitors.spool import Item, Spool

MOST_WAITING = 1000
MOST_PER_SYNC = 500


@dataclass(slots=True)
class Committer:
    spool: Spool
    synced: asyncio.Event = field(default_factory=asyncio.Event)
    """Set after each sync: there may be something for the database."""
    _waiting: asyncio.Queue[tuple[Item, asyncio.Future[None]]] = field(
        default_factory=lambda: asyncio.Queue(MOST_WAITING)
    )

    async def commit(self, item: Item, *, now: datetime) -> None:
        """Returns when the item is on disk. Raises SpoolFull or OSError when it is not."""
        self.spool.refuse_if_full(now)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self._waiting.put((item, done))
        await done

    async def run(self) -> None:
        while True:
            batch = [await self._waiting.get()]
            while not self._waiting.empty() and len(batch) < MOST_PER_SYNC:
                batch.append(self._waiting.get_nowait())
            await self._write(batch)

    async def _write(self, batch: list[tuple[Item, asyncio.Future[None]]]) -> None:
        failure: OSError | None = None
        try:
            await asyncio.to_thread(self.spool.append, [item for item, _ in batch])
        except OSError as error:
            failure = error
        for _, done in batch:
            if done.cancelled():
                continue
            if failure is None:
                done.set_result(None)
            else:
                done.set_exception(OSError(failure.errno, "the spool's disk refuses to write"))
        self.synced.set()
