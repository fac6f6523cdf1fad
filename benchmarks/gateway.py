"""Samples a second through the gateway's socket, spool and database, beside a raw COPY."""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from benchmarks.numbers import say, say_rates
from holdspace.interfaces.hl7v2.mllp import Frame, FrameReader, framed
from tests.interfaces.gateway_process import GatewayProcess
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

if TYPE_CHECKING:
    from benchmarks.site import Site

MONITORS = 4
MESSAGES_EACH = 2_500
IN_FLIGHT = 50
DEVICE = "BENCH^{}"
PATIENCE_SECONDS = 60
COPY_BATCH = 500


def run(site: Site) -> None:
    for number in range(MONITORS):
        site.add_monitor(f"BENCH / {number}", number)
    with tempfile.TemporaryDirectory() as folder:
        gateway = GatewayProcess(Path(folder) / "spool", site.database.app_url)
        try:
            answered, stored = _through(gateway.port, site)
        finally:
            gateway.stop()
    say_rates("Samples through the gateway", stored, _copy(site), against="raw COPY, 500 a commit")
    say(f"  {'answered on the socket':34} {answered:10.0f} messages/s")


def _through(port: int, site: Site) -> tuple[float, float]:
    """Messages answered and rows stored a second; every one of them is found in the database."""
    before = site.count("vitals_sample")
    threads = [threading.Thread(target=_send, args=(port, number)) for number in range(MONITORS)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answered = time.perf_counter() - begun
    total = MONITORS * MESSAGES_EACH
    until = time.monotonic() + PATIENCE_SECONDS
    while (found := site.count("vitals_sample") - before) < total:
        if time.monotonic() > until:
            raise RuntimeError(f"{total - found} of {total} samples did not arrive.")
        time.sleep(0.05)
    return total / answered, total / (time.perf_counter() - begun)


def _send(port: int, number: int) -> None:
    """One monitor that does not wait for each answer, but never has many outstanding."""
    frames = FrameReader()
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as line:
        outstanding = 0
        for each in range(MESSAGES_EACH):
            line.sendall(framed(_message(number, each)))
            outstanding += 1
            if outstanding >= IN_FLIGHT:
                outstanding -= _answers(line, frames)
        while outstanding > 0:
            outstanding -= _answers(line, frames)


def _answers(line: socket.socket, frames: FrameReader) -> int:
    return sum(isinstance(item, Frame) for item in frames.feed(line.recv(65_536)))


def _message(number: int, each: int) -> bytes:
    return oru(
        obx(HEART_RATE, str(60 + each % 40), PER_MINUTE),
        obx(SPO2, "97", PERCENT),
        obx(SYSTOLIC, "120", MMHG),
        obx(DIASTOLIC, "80", MMHG),
        control_id=f"{number}-{each}",
        device=DEVICE.format(number),
    )


def _copy(site: Site) -> float:
    """Rows of the same width into a table without walls, as fast as the server takes them."""
    rows = MONITORS * MESSAGES_EACH
    now = datetime.now(UTC)
    with psycopg.connect(site.database.owner_url) as connection:
        connection.execute(
            "CREATE TABLE bench_sample (id bigserial PRIMARY KEY, monitor int,"
            " at timestamptz, received_at timestamptz,"
            " hr numeric, spo2 numeric, sys numeric, dia numeric, raw text)"
        )
        connection.commit()
        begun = time.perf_counter()
        for begin in range(0, rows, COPY_BATCH):
            with connection.cursor().copy(
                "COPY bench_sample (monitor, at, received_at, hr, spo2, sys, dia, raw) FROM STDIN"
            ) as copy:
                for each in range(begin, begin + COPY_BATCH):
                    raw = _message(0, each).decode()
                    copy.write_row((0, now, now, 60 + each % 40, 97, 120, 80, raw))
            connection.commit()
        return rows / (time.perf_counter() - begun)
