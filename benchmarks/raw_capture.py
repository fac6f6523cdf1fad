"""What the same machine does without us: rows by COPY, and messages echoed over a socket."""

from __future__ import annotations

import socket
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import psycopg

from benchmarks.many_monitors import END, message_of

if TYPE_CHECKING:
    from benchmarks.site import Site

ROWS = 20_000
COPY_BATCH = 500
ECHOED = 20_000
IN_FLIGHT = 100


def copy_rate(site: Site) -> float:
    """Rows of the same width into a table without walls, one commit for each batch."""
    now = datetime.now(UTC)
    raw = message_of("MANY^0", "1", "20260101000000")
    row = (0, now, now, 70, 70, 97, 120, 80, 93, 14, 38, raw)
    with psycopg.connect(site.database.owner_url) as line:
        line.execute(
            "CREATE TABLE IF NOT EXISTS bench_sample (id bigserial PRIMARY KEY, monitor int,"
            " at timestamptz, received_at timestamptz, hr numeric, pulse numeric, spo2 numeric,"
            " sys numeric, dia numeric, map numeric, rr numeric, etco2 numeric, raw bytea)"
        )
        line.commit()
        begun = time.perf_counter()
        for _ in range(ROWS // COPY_BATCH):
            with line.cursor().copy(
                "COPY bench_sample (monitor, at, received_at, hr, pulse, spo2, sys, dia, map, rr,"
                " etco2, raw) FROM STDIN"
            ) as copy:
                for _ in range(COPY_BATCH):
                    copy.write_row(row)
            line.commit()
        return ROWS / (time.perf_counter() - begun)


def echo_rate() -> float:
    """Messages a second over one socket, each answered with itself, some under way at a time."""
    message = b"\x0b" + message_of("MANY^0", "1", "20260101000000") + END
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = socket.create_connection(server.getsockname())
        there = server.accept()[0]
        echo = threading.Thread(target=_echo, args=(there,))
        echo.start()
        begun, back, sent = time.perf_counter(), 0, 0
        while back < ECHOED * len(message):
            while sent < ECHOED and sent - back // len(message) < IN_FLIGHT:
                here.sendall(message)
                sent += 1
            back += len(here.recv(1 << 20))
        took = time.perf_counter() - begun
        here.close()
        echo.join()
        there.close()
    return ECHOED / took


def _echo(end: socket.socket) -> None:
    while data := end.recv(1 << 20):
        end.sendall(data)
