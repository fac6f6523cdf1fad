"""A flood is slowed down and a crowd turned away; what is heard meanwhile is not lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from holdspace.interfaces.hl7v2.mllp import framed
from holdspace.interfaces.hl7v2.sender import answer_in
from holdspace.interfaces.monitors.committer import Committer
from holdspace.interfaces.monitors.listener import Allowance, Bounds, Listener
from holdspace.interfaces.monitors.spool import Spool, SpoolBounds, SpoolReader
from tests.interfaces.messages import HEART_RATE, PER_MINUTE, obx, oru

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

GOOD = oru(obx(HEART_RATE, "72", PER_MINUTE), control_id="1")


def test_a_source_may_send_its_burst_at_once_and_then_waits_its_turn() -> None:
    allowance = Allowance(per_second=2)

    pauses = [allowance.wait_for(100.0) for _ in range(22)]

    assert pauses[:20] == [0.0] * 20
    assert pauses[20:] == [0.5, 1.0]


def test_an_allowance_refills_with_time_up_to_its_burst() -> None:
    allowance = Allowance(per_second=2)
    for _ in range(20):
        allowance.wait_for(100.0)

    assert allowance.wait_for(100.4) == pytest.approx(0.1)
    assert [allowance.wait_for(9999.0) for _ in range(20)] == [0.0] * 20


def test_more_connections_than_allowed_are_closed_and_the_first_goes_on(tmp_path: Path) -> None:
    async def scene(port: int) -> tuple[bytes, str]:
        first = await asyncio.open_connection("127.0.0.1", port)
        assert await asked(first) == "AA"
        second = await asyncio.open_connection("127.0.0.1", port)
        turned_away = await second[0].read()
        again = await asked(first)
        await closed(first, second)
        return turned_away, again

    assert heard_by(tmp_path, scene, Bounds(connections_per_source=1)) == (b"", "AA")


def test_a_full_spool_says_not_now_and_stores_nothing(tmp_path: Path) -> None:
    async def scene(port: int) -> str:
        connection = await asyncio.open_connection("127.0.0.1", port)
        code = await asked(connection)
        await closed(connection)
        return code

    assert heard_by(tmp_path, scene, spool_bounds=SpoolBounds(most_bytes=0)) == "AR"
    assert SpoolReader(tmp_path).read(after=0, most=9) == []


def test_a_monitor_that_says_nothing_for_too_long_is_let_go(tmp_path: Path) -> None:
    async def scene(port: int) -> bytes:
        connection = await asyncio.open_connection("127.0.0.1", port)
        rest = await connection[0].read()
        await closed(connection)
        return rest

    assert heard_by(tmp_path, scene, Bounds(idle_seconds=0.05)) == b""


def test_what_is_acknowledged_is_already_on_disk(tmp_path: Path) -> None:
    async def scene(port: int) -> int:
        connection = await asyncio.open_connection("127.0.0.1", port)
        await asked(connection)
        on_disk = len(SpoolReader(tmp_path).read(after=0, most=9))
        await closed(connection)
        return on_disk

    assert heard_by(tmp_path, scene) == 1


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def heard_by(
    folder: Path,
    scene: Callable[[int], Awaitable[object]],
    bounds: Bounds | None = None,
    spool_bounds: SpoolBounds | None = None,
) -> object:
    async def run() -> object:
        committer = Committer(Spool(folder, spool_bounds))
        writing = asyncio.create_task(committer.run())
        server = await Listener(committer, bounds or Bounds()).serve("127.0.0.1", 0)
        answer = await scene(server.sockets[0].getsockname()[1])
        server.close()
        await server.wait_closed()
        writing.cancel()
        return answer

    return asyncio.run(run())


async def asked(connection: Connection) -> str:
    connection[1].write(framed(GOOD))
    reply = await connection[0].readuntil(b"\x1c\r")
    return answer_in(reply[1:-2]).code


async def closed(*connections: Connection) -> None:
    for _, writer in connections:
        writer.close()
        await writer.wait_closed()
