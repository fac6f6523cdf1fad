"""Hears monitors over MLLP: reads within bounds, spools, syncs, and only then acknowledges."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from holdspace.interfaces.hl7v2.acknowledgement import (
    Addressee,
    Outcome,
    Problem,
    acknowledgement,
    addressee_in,
    addressee_of,
    codes_for,
)
from holdspace.interfaces.hl7v2.charset import WrongEncoding, decode
from holdspace.interfaces.hl7v2.er7 import NotHl7, parse
from holdspace.interfaces.hl7v2.mllp import (
    DEFAULT_MOST_BYTES,
    CutOff,
    Frame,
    FrameReader,
    Noise,
    Oversized,
    Received,
    framed,
)
from holdspace.interfaces.hl7v2.sender import NOT_NOW
from holdspace.interfaces.monitors.committer import Committer
from holdspace.interfaces.monitors.spool import Item, SpoolFull

log = logging.getLogger(__name__)

VERSIONS = ("2.3", "2.4", "2.5", "2.6")
TAKEN = ("ORU^R01", "ORU^")
"""Some senders of 2.3 leave the trigger out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    connections: int = 256
    connections_per_source: int = 128
    frame_bytes: int = DEFAULT_MOST_BYTES
    messages_per_second: float = 500.0
    """Per source, over bursts of ten seconds. A flood is slowed down, never dropped silently."""
    idle_seconds: float = 600.0


@dataclass(slots=True)
class Allowance:
    """How many messages a source may send now; it refills with time."""

    per_second: float
    left: float = 0.0
    at: float = 0.0

    def wait_for(self, now: float) -> float:
        """Takes one message from the allowance; answers how long to pause before reading on."""
        burst = self.per_second * 10
        self.left = (
            burst if self.at == 0.0 else min(burst, self.left + (now - self.at) * self.per_second)
        )
        self.at = now
        self.left -= 1
        return max(0.0, -self.left / self.per_second)


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    words: str
    addressee: Addressee
    problem: Problem | None = None


@dataclass(slots=True)
class Listener:
    committer: Committer
    bounds: Bounds = field(default_factory=Bounds)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _open: Counter[str] = field(default_factory=Counter)
    _allowances: dict[str, Allowance] = field(default_factory=dict)
    _talking: set[asyncio.Task[None]] = field(default_factory=set)

    async def serve(self, host: str, port: int) -> asyncio.Server:
        return await asyncio.start_server(self._greet, host, port, limit=64 * 1024)

    async def hang_up(self) -> None:
        """Ends every conversation. What was not acknowledged is kept by its sender."""
        talking = list(self._talking)
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)

    async def _greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        source = str(writer.get_extra_info("peername")[0])
        too_many = self._open.total() >= self.bounds.connections
        if too_many or self._open[source] >= self.bounds.connections_per_source:
            log.warning("connection from %s refused: too many are open", source)
            writer.close()
            return
        self._open[source] += 1
        task = asyncio.current_task()
        if task is not None:
            self._talking.add(task)
            task.add_done_callback(self._talking.discard)
        try:
            await self._converse(reader, writer, source)
        except asyncio.CancelledError:
            # Ends here, because asyncio's streams call a cancelled conversation an error.
            log.info("connection from %s ended: the gateway stops", source)
        except (ConnectionError, TimeoutError) as error:
            log.info("connection from %s ended: %s", source, type(error).__name__)
        finally:
            self._open[source] -= 1
            writer.close()
            with contextlib.suppress(ConnectionError, TimeoutError):
                await writer.wait_closed()

    async def _converse(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, source: str
    ) -> None:
        frames = FrameReader(self.bounds.frame_bytes)
        while data := await asyncio.wait_for(reader.read(64 * 1024), self.bounds.idle_seconds):
            for received in frames.feed(data):
                await self._answer(received, writer, source)
        for received in frames.close():
            await self._answer(received, writer, source)

    async def _answer(self, received: Received, writer: asyncio.StreamWriter, source: str) -> None:
        if isinstance(received, Noise):
            log.warning(
                "%d bytes outside of any frame from %s were dropped", received.count, source
            )
            return
        await asyncio.sleep(self._pause_for(source))
        now = self.clock()
        raw, verdict = judge(received)
        refusal = "" if verdict.outcome == "AA" else verdict.words
        try:
            await self.committer.commit(
                Item(received_at=now, source=source, raw=raw, refusal=refusal), now=now
            )
        except (SpoolFull, OSError) as error:
            # Nothing was stored, so the sender must keep it and try again.
            log.error("a message from %s could not be stored: %s", source, error)  # noqa: TRY400
            words = f"not stored, {NOT_NOW}: {error}"
            verdict = Verdict("AR", words, verdict.addressee, "207")
        for answer in answers_to(verdict, now):
            writer.write(framed(answer))
        await writer.drain()

    def _pause_for(self, source: str) -> float:
        if len(self._allowances) > 4 * self.bounds.connections:
            self._allowances.clear()
        rate = self.bounds.messages_per_second
        allowance = self._allowances.setdefault(source, Allowance(rate))
        return allowance.wait_for(asyncio.get_running_loop().time())


def answers_to(verdict: Verdict, now: datetime) -> list[bytes]:
    """As many as the sender asked for: one, in the original mode."""
    to = verdict.addressee
    return [
        acknowledgement(to, code, verdict.words, now=now, problem=verdict.problem)
        for code in codes_for(to, verdict.outcome, verdict.problem)
    ]


def judge(received: Frame | CutOff | Oversized) -> tuple[bytes, Verdict]:
    """What is kept of it, and what the sender is told. Raises nothing whatever the bytes are."""
    match received:
        case Frame(raw):
            return raw, _judge_message(raw)
        case CutOff(raw):
            words = "the frame was cut off before its end"
            return raw, Verdict("AE", words, addressee_in(raw), "102")
        case Oversized(head, most_bytes):
            words = f"the message is longer than {most_bytes} bytes; only its start was kept"
            return head, Verdict("AE", words, addressee_in(head), "102")


def _judge_message(raw: bytes) -> Verdict:
    try:
        message = parse(decode(raw).text)
    except WrongEncoding as error:
        return Verdict("AE", str(error), addressee_in(raw), "102")
    except NotHl7 as error:
        return Verdict("AE", str(error), addressee_in(raw), "100")
    to = addressee_of(message)
    if message.kind not in TAKEN:
        return Verdict("AR", f"{message.kind[:20]} is not taken here, ORU^R01 is", to, "200")
    if message.version and not message.version.startswith(VERSIONS):
        words = f"version {message.version[:10]} is not one of 2.3 to 2.6"
        return Verdict("AR", words, to, "203")
    if next(message.named("OBX"), None) is None:
        return Verdict("AE", "the message holds no observation (OBX)", to, "101")
    return Verdict("AA", "stored", to)
