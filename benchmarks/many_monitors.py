"""A process of its own that speaks for many monitors: one message each a second, eight values each.

Run as `python -m benchmarks.many_monitors PORT FIRST COUNT SECONDS LINES [ALARMING]`. Each line is
one socket of a central station; messages of all its monitors are spread evenly over the second.
ALARMING: so many of the first monitors sound an alarm for two seconds, every six. Prints what was
sent and how long an answer took, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.interfaces.messages import (
    DIASTOLIC,
    HEART_RATE,
    MMHG,
    PER_MINUTE,
    PERCENT,
    SPO2,
    SYSTOLIC,
    obx,
    oru,
)

MEAN = "150303^MDC_PRESS_CUFF_MEAN^MDC"
PULSE = "149530^MDC_PULS_OXIM_PULS_RATE^MDC"
BREATHING = "151562^MDC_RESP_RATE^MDC"
CARBON_DIOXIDE = "151708^MDC_CONC_AWAY_CO2_ET^MDC"
BREATHS = "264928^MDC_DIM_RESP_PER_MIN^MDC"
END = b"\x1c\r"
CUT = b"@HERE@"
STEPS_A_SECOND = 20
PATIENCE_SECONDS = 60.0
ALARM_EVERY_SECONDS, ALARM_SECONDS = 6, 2


def message_of(device: str, control_id: str, sent: str, *, alarm: str = "") -> bytes:
    """Eight values, as one bedside monitor sends them. `alarm`: what it says of the heart rate."""
    return oru(
        obx(HEART_RATE, "70", PER_MINUTE, flags=alarm),
        obx(PULSE, "70", PER_MINUTE),
        obx(SPO2, "97", PERCENT),
        obx(SYSTOLIC, "120", MMHG),
        obx(DIASTOLIC, "80", MMHG),
        obx(MEAN, "93", MMHG),
        obx(BREATHING, "14", BREATHS),
        obx(CARBON_DIOXIDE, "38", MMHG),
        control_id=control_id,
        sent=sent,
        device=device,
    )


def template_of(number: int, *, alarm: str = "") -> list[bytes]:
    """A message cut at its time, its control id and its time: only these change."""
    cut = CUT.decode()
    return (b"\x0b" + message_of(f"MANY^{number}", cut, cut, alarm=alarm) + END).split(CUT)


def sounds(second: int) -> bool:
    """Whether an alarming monitor sounds in this second: two of every six."""
    return second % ALARM_EVERY_SECONDS >= ALARM_EVERY_SECONDS - ALARM_SECONDS


@dataclass
class Line:
    """One socket and the monitors behind it."""

    numbers: range
    alarming: int = 0
    sent: int = 0
    answered: int = 0
    waited_ms: list[float] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, port: int, seconds: int, begin: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        due: asyncio.Queue[float] = asyncio.Queue()
        hearing = asyncio.create_task(self._hear(reader, due))
        calm = [template_of(number) for number in self.numbers]
        alarmed = [
            template_of(number, alarm="H") if number < self.alarming else calm[place]
            for place, number in enumerate(self.numbers)
        ]
        for step in range(seconds * STEPS_A_SECOND):
            at = begin + step / STEPS_A_SECOND
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            second, part = divmod(step, STEPS_A_SECOND)
            templates = alarmed if sounds(second) else calm
            self._send(writer, templates[part::STEPS_A_SECOND], second, due)
            await writer.drain()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.answered < self.sent:
                self.heard.clear()
                await self.heard.wait()
        hearing.cancel()
        writer.close()

    def _send(
        self,
        writer: asyncio.StreamWriter,
        templates: list[list[bytes]],
        second: int,
        due: asyncio.Queue[float],
    ) -> None:
        stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S.%f")[:18].encode() + b"+0000"
        control_id = str(second).encode()
        now = time.perf_counter()
        for header, to_control_id, to_panel, rest in templates:
            writer.write(
                b"".join((header, stamp, to_control_id, control_id, to_panel, stamp, rest))
            )
            due.put_nowait(now)
        self.sent += len(templates)

    async def _hear(self, reader: asyncio.StreamReader, due: asyncio.Queue[float]) -> None:
        """Answers come in the order of the questions."""
        while data := await reader.read(256 * 1024):
            now = time.perf_counter()
            for _ in range(data.count(END[:1])):
                self.waited_ms.append((now - due.get_nowait()) * 1000)
                self.answered += 1
            self.heard.set()


async def run(
    port: int, first: int, count: int, seconds: int, lines: int, alarming: int = 0
) -> dict[str, float]:
    started = time.monotonic()
    step = -(-count // lines)
    stop = first + count
    all_lines = [
        Line(range(begin, min(begin + step, stop)), alarming) for begin in range(first, stop, step)
    ]
    begin = time.monotonic() + 0.5
    await asyncio.gather(*(line.run(port, seconds, begin) for line in all_lines))
    took = time.monotonic() - begin
    waited = sorted(ms for line in all_lines for ms in line.waited_ms)
    sent = sum(line.sent for line in all_lines)
    return {
        "sent": sent,
        "before_first": begin - started,
        "seconds": took,
        "cpu_seconds": time.process_time(),
        "answer_ms_p50": waited[len(waited) // 2],
        "answer_ms_p99": waited[len(waited) * 99 // 100],
    }


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:7]]
    sys.stdout.write(json.dumps(asyncio.run(run(*numbers))))
