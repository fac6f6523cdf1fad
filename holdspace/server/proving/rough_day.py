"""R1 and R2: page servers killed at random moments while the network cuts what tablets send.

A tablet in each of nine rooms: five entries under way at most, each kept until an answer named
its id.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.server.proving.checking import check
from holdspace.server.proving.inside import read_record
from holdspace.server.proving.proof import Seen
from holdspace.server.proving.tablets import Tablet
from holdspace.server.proving.wire import RoughWire

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from holdspace.server.proving.checking import Findings
    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.proof import Work

BETWEEN_KILLS_SECONDS = (1.6, 2.8)
PATIENCE_SECONDS = 60.0
ROOMS = 9
GATE_KILLS, GATE_CUTS = 50, 1_000
LONG_KILLS, LONG_CUTS = 1_000, 30_000


@dataclass(frozen=True)
class RoughDay:
    """What happened, and what the record looked like afterwards."""

    kills: int
    cut_requests: int
    cut_replies: int
    two_tabs: int
    findings: Findings
    unwelcome: Sequence[str]

    @property
    def cuts(self) -> int:
        return self.cut_requests + self.cut_replies


def prove_kills_and_cuts(work: Work, *, kills: int, cuts: int) -> list[Seen]:
    """Two promises from one day: nothing acknowledged is lost, nothing is there twice."""
    day = asyncio.run(rough_day(work, kills=kills, cuts=cuts))
    found = day.findings
    return [
        Seen(
            promise="R1",
            says="No acknowledged entry is lost when the page servers are killed",
            size=f"{day.kills} kills",
            seen=f"{found.acknowledged:,} acknowledged, {len(found.lost)} lost",
            seed=work.seed,
            complaints=found.complaints(),
            stopped=work.stopped_at(day.kills, kills, "kills"),
        ),
        Seen(
            promise="R2",
            says="No entry is doubled by sending it again",
            size=f"{day.cuts:,} cut connections",
            seen=f"{found.stored:,} stored, {len(found.doubled)} doubled",
            seed=work.seed,
            complaints=[*found.complaints(), *day.unwelcome[:3]],
            stopped=work.stopped_at(day.cuts, cuts, "cuts"),
        ),
    ]


async def rough_day(work: Work, *, kills: int, cuts: int) -> RoughDay:
    """Go on until both numbers are reached; then let the tablets send what they still hold."""
    place, chance = work.place, random.Random(work.seed)  # noqa: S311 - the same seed makes the same day
    clinic = await asyncio.to_thread(place.make_clinic, sessions=ROOMS)
    async with RoughWire(place.port, chance) as wire:
        tablets = tablets_for(clinic, chance, port=wire.port)
        is_over = asyncio.Event()
        charting = [asyncio.create_task(one.chart(is_over)) for one in tablets]
        killed = 0
        while (killed < kills or wire.cuts < cuts) and not work.is_stopped():
            await asyncio.sleep(chance.uniform(*BETWEEN_KILLS_SECONDS))
            await _until_something_was_acknowledged(tablets)
            if killed < kills:
                place.kill_pages(chance)
                killed += 1
            work.tell(
                min(_share(killed, kills), _share(wire.cuts, cuts)),
                f"{killed:,} of {kills:,} kills, {wire.cuts:,} of {cuts:,} cuts",
            )
        is_over.set()
        await asyncio.gather(*charting)
        wire.is_calm = True
        await asyncio.gather(*(one.drain(within=PATIENCE_SECONDS) for one in tablets))
        for one in tablets:
            one.close()
    stored = await asyncio.to_thread(read_record, place.environment, clinic)
    return RoughDay(
        kills=killed,
        cut_requests=wire.cut_requests,
        cut_replies=wire.cut_replies,
        two_tabs=sum(one.both_tabs for one in tablets),
        findings=check(tablets, stored),
        unwelcome=[said for one in tablets for said in one.unwelcome],
    )


def _share(done: int, of: int) -> float:
    return done / of if of else 1.0


def tablets_for(clinic: ProvingClinic, chance: random.Random, *, port: int) -> list[Tablet]:
    """One in each room, in different hands."""
    people = list(clinic.staff.items())
    tablets = []
    for number, session_id in enumerate(clinic.sessions):
        key, who = people[number % len(people)]
        own = random.Random(chance.getrandbits(64))  # noqa: S311 - from the seed, as above
        name = f"tablet {number + 1} of {key}, {own.getrandbits(32):08x}"
        tablets.append(Tablet(name, session_id, who, port, own))
    return tablets


async def _until_something_was_acknowledged(tablets: Sequence[Tablet]) -> None:
    """A server that was killed before it did anything proves nothing."""
    before = sum(len(one.answered) for one in tablets)
    await until(lambda: sum(len(one.answered) for one in tablets) > before)


async def until(is_so: Callable[[], bool], *, within: float = PATIENCE_SECONDS) -> None:
    """Wait for it. Raises TimeoutError."""
    deadline = time.monotonic() + within
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"What was waited for did not come about in {within:.0f} s.")
        await asyncio.sleep(0.02)
