"""Open screens as a proof has them: one in each room, which hears what its page would draw."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from holdspace.server.proving.wire import HOST, Broken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.server.proving.tablets import Tablet

JSON = dict[str, Any]
AGAIN_SECONDS = 1.0
SILENT_AFTER_SECONDS = 7.0
BEHIND_TWICE = 2
"""The record ran ahead at two beats: a patch was missed. As the room's page does (`stream.js`)."""
MILLISECOND = timedelta(milliseconds=1)


@dataclass
class Delays:
    """From when something was said to when a screen was told, in milliseconds."""

    entries: list[float] = field(default_factory=list)
    """From the tap."""
    samples: list[float] = field(default_factory=list)
    """From when the gateway had received it."""

    def __str__(self) -> str:
        return f"entries on a screen {_times(self.entries)}, samples {_times(self.samples)}"


def _times(milliseconds: Sequence[float]) -> str:
    if not milliseconds:
        return "never"
    ordered = sorted(milliseconds)
    half, most = (ordered[int(len(ordered) * part)] for part in (0.5, 0.99))
    return f"p50 {half:,.0f} p99 {most:,.0f} ms"


@dataclass
class Screen:
    """The stream of one room, in somebody else's browser than the tablet's."""

    tablet: Tablet
    delays: Delays
    heard: set[str] = field(default_factory=set)
    """Entries by their id, once each."""
    known: int = 0
    """The place in the log that the last patch led to."""
    behind: int = 0
    opened_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def not_told(self) -> list[str]:
        """Acknowledged entries that this screen has not heard of, and how far it has."""
        missing = self.tablet.acknowledged.keys() - self.heard
        lines = sorted(min(self.tablet.acknowledged[one]) for one in missing)
        return [f"line {line}, on a screen that knows line {self.known}" for line in lines]

    async def listen(self, is_over: asyncio.Event) -> None:
        """Until it is over; a connection that ends is opened again, as a browser does."""
        while not is_over.is_set():
            # TimeoutError, for silence, is an OSError.
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._listen_once(is_over)
            with suppress(TimeoutError):
                await asyncio.wait_for(is_over.wait(), AGAIN_SECONDS)

    async def _listen_once(self, is_over: asyncio.Event) -> None:
        reader, writer = await asyncio.open_connection(HOST, self.tablet.port)
        try:
            writer.write(
                f"GET /room/{self.tablet.session_id}/stream HTTP/1.1\r\nHost: localhost\r\n"
                f"Cookie: {self.tablet.who.cookie}\r\nAccept: text/event-stream\r\n\r\n".encode()
            )
            await writer.drain()
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head.split(b"\r\n", 1)[0]:
                raise Broken("the stream was refused")
            unread = b""
            while not is_over.is_set():
                async with asyncio.timeout(SILENT_AFTER_SECONDS):
                    unread += await _chunk(reader)
                *whole, unread = unread.split(b"\n\n")
                for message in whole:
                    self._hear(message.decode())
        finally:
            writer.close()

    def _hear(self, message: str) -> None:
        """One message of the stream."""
        said = dict(line.partition(": ")[::2] for line in message.splitlines())
        event, place = said.get("event"), int(said.get("id", 0))
        if event == "patch":
            self.known = place
            self._hear_entries(json.loads(said["data"]).get("marks") or {})
        elif event == "samples":
            self._hear_samples(json.loads(said["data"])["rows"])
        elif event == "beat":
            self.behind = self.behind + 1 if place > self.known else 0
            if self.behind >= BEHIND_TWICE:
                self.behind = 0
                raise Broken("a patch was missed")

    def _hear_entries(self, marks: JSON) -> None:
        now = time.monotonic() * 1000
        for event_id in marks.keys() - self.heard:
            if (said := self.tablet.said.get(event_id)) is not None:
                self.heard.add(event_id)
                self.delays.entries.append(now - said.monotonic_ms)

    def _hear_samples(self, rows: Sequence[JSON]) -> None:
        now = datetime.now(UTC)
        for row in rows:
            received_at = datetime.fromisoformat(row["received_at"])
            if received_at > self.opened_at:
                self.delays.samples.append((now - received_at) / MILLISECOND)


async def _chunk(reader: asyncio.StreamReader) -> bytes:
    """The next piece of an answer without an end; a long message comes in several."""
    size = int(await reader.readline() or b"0", 16)
    if not size:
        raise Broken("the stream ended")
    piece = await reader.readexactly(size)
    await reader.readexactly(len(b"\r\n"))
    return piece
