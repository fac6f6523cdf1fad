"""R3: PostgreSQL and all of its processes killed at random moments, again and again.

A killed process is not a power cut: what the kernel had not written yet survives it. That the
disk is waited for is asked of the settings, which the site refuses to start without.
"""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import psycopg

from holdspace.server.database_address import DURABLE_SETTINGS
from holdspace.server.proving.checking import check
from holdspace.server.proving.inside import read_record
from holdspace.server.proving.proof import Seen
from holdspace.server.proving.rough_day import PATIENCE_SECONDS, ROOMS, tablets_for, until

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.place import Place
    from holdspace.server.proving.proof import Work
    from holdspace.server.proving.tablets import Tablet

GATE_KILLS, LONG_KILLS = 8, 100
EVERY_THIRD = 3
WORKS_FOR_SECONDS = (0.3, 1.5)


def prove_database_kills(work: Work, *, kills: int) -> list[Seen]:
    """Nothing acknowledged is lost, and the database comes up whole each time."""
    clinic = work.place.make_clinic(sessions=ROOMS)
    tablets, killed = asyncio.run(_charting_while_it_dies(work, clinic, kills))
    found = check(tablets, read_record(work.place.environment, clinic))
    return [
        Seen(
            promise="R3",
            says="No acknowledged entry is lost when the whole database is killed",
            size=f"{killed} kills of every PostgreSQL process",
            seen=f"{found.acknowledged:,} acknowledged, {len(found.lost)} lost; "
            f"{', '.join(f'{name} {said}' for name, said in settings_of(work.place).items())}",
            seed=work.seed,
            complaints=[*found.complaints(), *_unsafe(work.place)],
            stopped=work.stopped_at(killed, kills, "kills"),
        )
    ]


async def _charting_while_it_dies(
    work: Work, clinic: ProvingClinic, kills: int
) -> tuple[Sequence[Tablet], int]:
    """The tablets, and how often it was killed."""
    chance = random.Random(work.seed)  # noqa: S311 - the same seed makes the same day
    tablets = tablets_for(clinic, chance, port=work.place.port)
    is_over = asyncio.Event()
    charting = [asyncio.create_task(one.chart(is_over)) for one in tablets]
    killed = 0
    while killed < kills and not work.is_stopped():
        # Every third time it dies again while it starts, before it did anything.
        if (killed + 1) % EVERY_THIRD:
            await _until_more_is_acknowledged(tablets)
        await asyncio.sleep(chance.uniform(*WORKS_FOR_SECONDS))
        await asyncio.to_thread(work.place.kill_database)
        killed += 1
        work.tell(killed / kills, f"{killed} of {kills} kills of the database")
    is_over.set()
    await asyncio.gather(*charting)
    await asyncio.gather(*(one.drain(within=PATIENCE_SECONDS) for one in tablets))
    for one in tablets:
        one.close()
    return tablets, killed


async def _until_more_is_acknowledged(tablets: Sequence[Tablet]) -> None:
    before = _answered(tablets)
    await until(lambda: _answered(tablets) > before)


def _answered(tablets: Sequence[Tablet]) -> int:
    return sum(len(one.answered) for one in tablets)


def settings_of(place: Place) -> dict[str, str]:
    """What the database itself says of how it keeps what it acknowledged."""
    with psycopg.connect(place.environment["HOLDSPACE_DATABASE_URL"]) as connection:
        return {
            name: str(connection.execute("SELECT current_setting(%s)", [name]).fetchone()[0])  # type: ignore[index]
            for name in (*DURABLE_SETTINGS, "data_checksums")
        }


def _unsafe(place: Place) -> list[str]:
    return [f"{name} is {said}" for name, said in settings_of(place).items() if said != "on"]
