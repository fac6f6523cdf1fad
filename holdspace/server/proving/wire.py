"""HTTP as a proof speaks it: one connection that may break at any byte, and a proxy that breaks it.

No library: what matters here is what happens between two bytes.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from holdspace.server.proving.inside import CSRF

if TYPE_CHECKING:
    from random import Random

JSON = dict[str, Any]

HOST = "127.0.0.1"
AT_ONCE = 65_536
CUT_REQUESTS = 0.15
CUT_REPLIES = 0.3


class Broken(OSError):
    """The connection ended before the answer was whole."""


@dataclass(frozen=True)
class Answer:
    """What the site said, whole."""

    status: int
    body: bytes

    def json(self) -> JSON:
        read = json.loads(self.body)
        if not isinstance(read, dict):
            raise Broken("no object")
        return read


class Line:
    """A connection to the site that is taken up again when it broke."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port = port
        self._cookie = cookie
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str, *, within: float) -> Answer:
        return await self._ask("GET", path, b"", "application/json", within)

    async def post(
        self, path: str, body: bytes, *, within: float, kind: str = "application/json"
    ) -> Answer:
        return await self._ask("POST", path, body, kind, within)

    async def _ask(self, method: str, path: str, body: bytes, kind: str, within: float) -> Answer:
        """Raises Broken, OSError or TimeoutError; then nothing is known about what was sent."""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {self._cookie}\r\n"
            f"X-CSRFToken: {CSRF}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            async with asyncio.timeout(within):
                reader, writer = await self._connected()
                writer.write(head.encode() + body)
                await writer.drain()
                return await _read_answer(reader)
        except BaseException:
            self.close()
            raise

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._ends is None or self._ends[0].at_eof():
            self.close()
            self._ends = await asyncio.open_connection(HOST, self._port)
        return self._ends

    def close(self) -> None:
        if self._ends is not None:
            self._ends[1].close()
        self._ends = None


async def _gone(writer: asyncio.StreamWriter) -> None:
    """Closed, and waited for until it is."""
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


async def _read_answer(reader: asyncio.StreamReader) -> Answer:
    try:
        first = await reader.readline()
        status = int(first.split()[1])
        length = None
        while (line := await reader.readline()) not in {b"\r\n", b""}:
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            raise Broken("no length")
        return Answer(status, await reader.readexactly(length))
    except (IndexError, ValueError, EOFError) as wrong:
        raise Broken("the answer was cut off") from wrong


class RoughWire:
    """Stands between tablets and site, and cuts connections, sometimes in the middle of a word."""

    def __init__(self, to: int, chance: Random) -> None:
        self._to = to
        self._chance = chance
        self._server: asyncio.Server | None = None
        self._carrying: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0
        self.cut_requests = 0
        self.cut_replies = 0
        self.is_calm = False

    @property
    def cuts(self) -> int:
        return self.cut_requests + self.cut_replies

    async def __aenter__(self) -> RoughWire:
        self._server = await asyncio.start_server(self._join, HOST, 0)
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
        for one in self._carrying:
            one.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)
        await asyncio.gather(*(_gone(one) for one in self._writers))

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._carrying.add(task)
            task.add_done_callback(self._carrying.discard)
        try:
            far_reader, far_writer = await asyncio.open_connection(HOST, self._to)
        except OSError:
            writer.close()  # the site is down: refused, as in life
            return
        requests = self._carry(reader, far_writer, CUT_REQUESTS)
        replies = self._carry(far_reader, writer, CUT_REPLIES)
        self._writers |= {writer, far_writer}
        with suppress(asyncio.CancelledError):
            await asyncio.gather(requests, replies, return_exceptions=True)
        self._writers -= {writer, far_writer}
        await asyncio.gather(_gone(writer), _gone(far_writer))

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, share: float
    ) -> None:
        try:
            while data := await reader.read(AT_ONCE):
                if not self.is_calm and self._chance.random() < share:
                    # All of it, part of it or nothing: an end never knows which.
                    writer.write(data[: self._chance.randrange(len(data) + 1)])
                    self._count(share)
                    await writer.drain()
                    return
                writer.write(data)
                await writer.drain()
        except OSError:
            return
        finally:
            writer.close()

    def _count(self, share: float) -> None:
        if share == CUT_REQUESTS:
            self.cut_requests += 1
        else:
            self.cut_replies += 1
