"""R16 and the server's half of R24: many writers in one session, and one who holds everybody up."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import psycopg

from holdspace.server.proving.checking import check
from holdspace.server.proving.inside import read_record
from holdspace.server.proving.proof import Seen
from holdspace.server.proving.tablets import Tablet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.place import Place
    from holdspace.server.proving.proof import Work

WRITERS = 8
GATE_ENTRIES, LONG_ENTRIES = 40, 250
"""For each writer. The longest sessions hold some hundred entries; all of them stand in one."""
HELD_SECONDS = 5.0
PATIENCE_SECONDS = 120.0
"""For one entry: as long as they are taken, the run goes on."""


def prove_many_writers(work: Work, *, entries: int) -> list[Seen]:
    """Eight tablets in one session; every entry is taken at its first sending."""
    clinic = work.place.make_clinic(sessions=1)
    tablets = asyncio.run(_all_write(work, clinic, entries))
    found = check(tablets, read_record(work.place.environment, clinic))
    unwelcome = [said for one in tablets for said in one.unwelcome]
    answers = sum(sum(one.statuses.values()) for one in tablets)
    good = sum(one.statuses[200] for one in tablets)
    return [
        Seen(
            promise="R16",
            says="A busy database is waited for: nobody sees a lock or a clash",
            size=f"{WRITERS} writers in one session, held up for {HELD_SECONDS:.0f} s",
            seen=f"{answers:,} answers, {answers - good} of them errors",
            seed=work.seed,
            complaints=[*unwelcome[:3], *found.complaints()],
        ),
        Seen(
            promise="R24",
            says="When several chart at once, every entry stands under its own author",
            size=f"{WRITERS} writers, {entries} entries each",
            seen=f"{found.stored:,} of {WRITERS * entries:,} stand, {len(found.mixed)} mixed",
            seed=work.seed,
            complaints=_missing(found.stored, WRITERS * entries) + found.complaints(),
        ),
    ]


def _missing(stored: int, said: int) -> list[str]:
    return [f"{said - stored} entries do not stand"] if stored != said else []


async def _all_write(work: Work, clinic: ProvingClinic, entries: int) -> Sequence[Tablet]:
    chance = random.Random(work.seed)  # noqa: S311 - the same seed makes the same day
    people = list(clinic.staff.items())
    session_id = clinic.sessions[0]
    tablets = []
    for number in range(WRITERS):
        key, who = people[number % len(people)]
        own = random.Random(chance.getrandbits(64))  # noqa: S311 - from the seed, as above
        name = f"writer {number + 1}, {key}, {own.getrandbits(32):08x}"
        tablets.append(Tablet(name, session_id, who, work.place.port, own))
    held = asyncio.Event()
    holding = _hold_everybody_up(work.place, session_id, held)
    await asyncio.gather(*(_write(one, entries, held) for one in tablets), holding)
    work.say(f"{WRITERS * entries} entries written")
    return tablets


async def _write(tablet: Tablet, entries: int, held: asyncio.Event) -> None:
    """One after the other, as fast as they are taken; half of it while they are held up."""
    for number in range(entries):
        async with asyncio.timeout(PATIENCE_SECONDS):
            if number == entries // 2:
                await held.wait()
            tablet.tap()
            await tablet.send()
    await tablet.drain(within=PATIENCE_SECONDS)
    tablet.close()


async def _hold_everybody_up(place: Place, session_id: str, held: asyncio.Event) -> None:
    """Somebody takes the turn of this session and the table of the log, and keeps both."""
    await asyncio.sleep(0.5)
    url = place.environment["HOLDSPACE_OWNER_DATABASE_URL"]
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [session_id]
        )
        await connection.execute("LOCK TABLE dosing_session_sessionevent IN EXCLUSIVE MODE")
        held.set()
        await asyncio.sleep(HELD_SECONDS)
