"""The gateway process: hears monitors, spools, acknowledges, and loads the database beside it."""

import asyncio
import logging
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.db import DatabaseError, connection

from holdspace.interfaces.monitors.committer import Committer
from holdspace.interfaces.monitors.drain import Drain
from holdspace.interfaces.monitors.listener import Bounds, Listener
from holdspace.interfaces.monitors.spool import Spool

log = logging.getLogger(__name__)

DEFAULT_PORT = 2575
IDLE_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayPlace:
    """Where the gateway listens, keeps its spool, and for which clinic."""

    spool_folder: Path
    clinic_id: int
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    bounds: Bounds = field(default_factory=Bounds)


def run_gateway(place: GatewayPlace) -> None:
    """Runs until SIGTERM or SIGINT. Prints one line with the port once it listens."""
    asyncio.run(_run(place))


async def _run(place: GatewayPlace) -> None:
    spool = Spool(place.spool_folder)
    committer = Committer(spool)
    server = await Listener(committer, place.bounds).serve(place.host, place.port)
    port = server.sockets[0].getsockname()[1]
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    work = [
        asyncio.create_task(committer.run()),
        asyncio.create_task(_drain_for_ever(Drain(spool, place.clinic_id), committer.synced)),
        asyncio.create_task(stop.wait()),
    ]
    print(f"gateway listens on {place.host}:{port}", flush=True)  # noqa: T201 - read by who started it
    done, pending = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
    server.close()
    for task in pending:
        task.cancel()
    for task in done:
        task.result()


async def _drain_for_ever(drain: Drain, synced: asyncio.Event) -> None:
    # One thread only: a database connection belongs to the thread that opened it.
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drain")
    loop = asyncio.get_running_loop()
    while True:
        synced.clear()
        if await loop.run_in_executor(thread, _step, drain):
            continue
        try:
            await asyncio.wait_for(synced.wait(), IDLE_SECONDS)
        except TimeoutError:
            continue


def _step(drain: Drain) -> bool:
    try:
        return drain.once(datetime.now(UTC))
    except DatabaseError as error:
        # Names the kind only: a message could quote a value, and a value can be a person's.
        log.warning("samples wait in the spool: %s", type(error).__name__)
        connection.close()
        return False
