"""The gateway's second door, for devices that post FHIR: uvicorn inside the gateway's own loop.

It opens to the network only with a certificate: a token that travels in the clear is anybody's.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import os
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn
from django.db import DatabaseError, connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.interfaces.monitors.committer import Committer
    from holdspace.interfaces.monitors.posted.door import Door
    from holdspace.interfaces.monitors.posted.token_book import TokenBook

log = logging.getLogger("holdspace.gateway.http")

RENEW_SECONDS = 5.0
LONGEST_WAIT_SECONDS = 2.0
"""For the database to say whether a token is known."""
TRY_PORT_AGAIN_SECONDS = 5.0
GRACE_SECONDS = 1
MOST_AT_ONCE = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpPlace:
    host: str
    port: int
    certificate: str = ""
    key: str = ""

    @property
    def why_shut(self) -> str:
        """Empty when it may be opened."""
        if self.certificate or _is_loopback(self.host):
            return ""
        return (
            f"the door for devices that post stays shut: {self.host} is reached from the network, "
            "and there is no certificate (HOLDSPACE_GATEWAY_CERTIFICATE, HOLDSPACE_GATEWAY_KEY)"
        )

    @property
    def scheme(self) -> str:
        return "https" if self.certificate else "http"


def http_place(host: str, port: int) -> HttpPlace:
    """By its own settings, else beside where monitors send: the next port of the same address."""
    setting = os.environ.get
    return HttpPlace(
        host=setting("HOLDSPACE_GATEWAY_HTTP_HOST", host),
        port=int(setting("HOLDSPACE_GATEWAY_HTTP_PORT", str(port + 1 if port else 0))),
        certificate=setting("HOLDSPACE_GATEWAY_CERTIFICATE", ""),
        key=setting("HOLDSPACE_GATEWAY_KEY", ""),
    )


class InOurLoop(uvicorn.Server):
    """The gateway itself hears when it is to stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve_posts(place: HttpPlace, committer: Committer, clinic_id: int | None) -> None:
    """Runs until it is cancelled. What goes wrong here never stops the door for HL7."""
    from holdspace.interfaces.monitors.posted.door import Door
    from holdspace.interfaces.monitors.posted.token_book import TokenBook

    if place.why_shut:
        log.error("%s", place.why_shut)
        return
    book = TokenBook(committer.spool.folder)
    renewal = Renewal(book, clinic_id)
    door = Door(committer, book, renewal.ask)
    listening = await _listening(place)
    port = listening.getsockname()[1]
    sys.stdout.write(f"devices post to {place.scheme}://{place.host}:{port}/interfaces/fhir\n")
    sys.stdout.flush()
    server = InOurLoop(_configuration(door, place))
    renewing = asyncio.create_task(renewal.for_ever())
    serving = asyncio.create_task(server.serve([listening]))
    try:
        # Whichever ends first: a door whose book is never renewed is no door.
        done, _ = await asyncio.wait({renewing, serving}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        renewing.cancel()
        listening.close()
        server.should_exit = True
        # It tells those who are in the middle of a post; after its grace it lets them go.
        await asyncio.wait([serving], timeout=2 * GRACE_SECONDS)
        serving.cancel()


class Renewal:
    """Keeps the book of tokens as the database has it, with a connection of its own."""

    def __init__(self, book: TokenBook, clinic_id: int | None) -> None:
        self.book = book
        self.clinic_id = clinic_id
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tokens")
        self._running: asyncio.Task[bool] | None = None
        self._begun_at = 0.0

    async def ask(self) -> bool:
        """True when the database answered a question that was put after this was called.

        One at a time, whoever knocks how often; and nobody waits long for a database that is away.
        """
        asked_at = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(LONGEST_WAIT_SECONDS):
                while self._running is not None and self._begun_at < asked_at:
                    await asyncio.wait([self._running])
                if self._running is None:
                    self._begun_at = asyncio.get_running_loop().time()
                    self._running = asyncio.create_task(self._once())
                return await asyncio.shield(self._running)
        except TimeoutError:
            return False

    async def _once(self) -> bool:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._renew)
        finally:
            self._running = None

    async def for_ever(self) -> None:
        while True:
            await self.ask()
            await asyncio.sleep(RENEW_SECONDS)

    def _renew(self) -> bool:
        from holdspace.interfaces.monitors.posted.token_book import tokens_in_database

        try:
            self.book.renew(tokens_in_database(self.clinic_id))
        except (DatabaseError, OSError) as error:
            log.warning("device tokens could not be read or kept: %s", type(error).__name__)
            connection.close()
            return False
        return True


def _configuration(door: Door, place: HttpPlace) -> uvicorn.Config:
    return uvicorn.Config(
        door,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_AT_ONCE,
        timeout_graceful_shutdown=GRACE_SECONDS,
        ssl_certfile=place.certificate or None,
        ssl_keyfile=place.key or None,
    )


async def _listening(place: HttpPlace) -> socket.socket:
    """Waits while the port is taken: monitors that speak HL7 are heard meanwhile."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    while True:
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((place.host, place.port))
            # From here on a device that knocks waits for the door to be opened.
            listening.listen(MOST_AT_ONCE)
        except OSError as error:
            listening.close()
            log.error(  # noqa: TRY400 - says all there is
                "devices cannot post: port %d of %s is taken (%s)",
                place.port,
                place.host,
                error.strerror,
            )
            await asyncio.sleep(TRY_PORT_AGAIN_SECONDS)
        else:
            return listening


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
