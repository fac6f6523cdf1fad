"""The gateway process: hears monitors, spools, acknowledges, and loads the database beside it."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.db import DatabaseError, connection

from holdspace.server.gateway_http import http_place, serve_posts

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.interfaces.monitors.drain import Drain

log = logging.getLogger("holdspace.gateway")

DEFAULT_PORT = 2575
IDLE_SECONDS = 1.0
UNREADABLE = (
    "The gateway takes messages and keeps them, and cannot load them: a part of its spool cannot "
    "be read. Call whoever looks after this machine."
)
GATHER_SECONDS = 0.05
"""After a batch, so that what many monitors send at once is loaded together."""
LAST_STEP_SECONDS = 2.0
"""For the batch that is being loaded when the gateway is stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayPlace:
    """Where the gateway listens, keeps its spool, and for which clinic (None: the first)."""

    spool_folder: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    clinic_id: int | None = None
    messages_per_second: float | None = None
    """From one address; None: what the listener allows by itself."""


def place_of_environment() -> GatewayPlace:
    clinic = os.environ.get("HOLDSPACE_GATEWAY_CLINIC", "")
    allowed = os.environ.get("HOLDSPACE_GATEWAY_MESSAGES_PER_SECOND", "")
    return GatewayPlace(
        spool_folder=settings.SPOOL_FOLDER,
        host=os.environ.get("HOLDSPACE_GATEWAY_HOST", "127.0.0.1"),
        port=int(os.environ.get("HOLDSPACE_GATEWAY_PORT", str(DEFAULT_PORT))),
        clinic_id=int(clinic) if clinic else None,
        messages_per_second=float(allowed) if allowed else None,
    )


def run_gateway(place: GatewayPlace) -> None:
    """Runs until SIGTERM or SIGINT. Says in one line on standard output where it listens."""
    asyncio.run(_run(place))


async def _run(place: GatewayPlace) -> None:
    from holdspace.interfaces.monitors.committer import Committer
    from holdspace.interfaces.monitors.drain import Drain
    from holdspace.interfaces.monitors.listener import Bounds, Listener
    from holdspace.interfaces.monitors.spool import Spool

    # As in the page servers: what is loaded by now stays, and is not walked through any more.
    gc.collect()
    gc.freeze()
    spool = Spool(place.spool_folder)
    committer = Committer(spool)
    allowed = place.messages_per_second
    bounds = Bounds() if allowed is None else Bounds(messages_per_second=allowed)
    listener = Listener(committer, bounds)
    server = await listener.serve(place.host, place.port)
    heard_at = f"{place.host}:{server.sockets[0].getsockname()[1]}"
    sys.stdout.write(f"gateway listens on {heard_at}\n")
    sys.stdout.flush()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    # Not among the work whose end ends the gateway: HL7 is heard whatever becomes of this door.
    posts = asyncio.create_task(
        serve_posts(http_place(place.host, place.port), committer, place.clinic_id)
    )
    posts.add_done_callback(_say_that_it_ended)
    drain = Drain(spool, place.clinic_id, heard_at)
    work = [
        asyncio.create_task(committer.run()),
        asyncio.create_task(_drain_for_ever(drain, committer.synced)),
        asyncio.create_task(stop.wait()),
    ]
    done, pending = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
    server.close()
    # Each is waited for: what is cut off in the middle would be told as an error that is none.
    for task in (*pending, posts):
        task.cancel()
    await asyncio.gather(*pending, posts, listener.hang_up(), return_exceptions=True)
    for task in done:
        task.result()


def _say_that_it_ended(posts: asyncio.Task[None]) -> None:
    error = None if posts.cancelled() else posts.exception()
    if error is not None:
        log.error("devices cannot post any more: %s", type(error).__name__)


async def _drain_for_ever(drain: Drain, synced: asyncio.Event) -> None:
    # One thread only: a database connection belongs to the thread that opened it.
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drain")
    loop = asyncio.get_running_loop()
    while True:
        synced.clear()
        step = loop.run_in_executor(thread, _step, drain)
        try:
            may_be_more = await asyncio.shield(step)
        except asyncio.CancelledError:
            await asyncio.wait([step], timeout=LAST_STEP_SECONDS)
            raise
        if may_be_more:
            continue
        await asyncio.sleep(GATHER_SECONDS)
        try:
            await asyncio.wait_for(synced.wait(), IDLE_SECONDS)
        except TimeoutError:
            continue


def _step(drain: Drain) -> bool:
    from holdspace.interfaces.monitors.spool_fill import fill_of
    from holdspace.interfaces.monitors.spool_records import SpoolBroken

    try:
        return drain.once(datetime.now(UTC))
    except DatabaseError as error:
        # Names the kind only: a message could quote a value, and a value can be a person's.
        log.warning("samples wait in the spool: %s", type(error).__name__)
        words = fill_of(drain.spool).words(datetime.now(UTC))
        if words:
            log.error("%s", words)  # noqa: TRY400 - not about this error
        connection.close()
        return False
    except SpoolBroken as error:
        # Messages are still taken; loading them stands still until somebody looks.
        log.error("the spool cannot be read on: %s", error)  # noqa: TRY400 - says all there is
        with suppress(DatabaseError):
            drain.say_trouble(f"{UNREADABLE} ({error})", datetime.now(UTC))
        return False


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s gateway %(message)s")
    django.setup()
    run_gateway(place_of_environment())
    logging.shutdown()
    sys.stdout.flush()
    # Not by returning: a thread that waits for a database that is away would be waited for. Like
    # a kill it loses nothing, because what it held lies in the spool.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
