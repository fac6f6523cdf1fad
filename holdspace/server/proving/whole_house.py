"""R25: twelve rooms with a tablet and a monitor each, forty phones of patients, for a long time.

Nothing is killed. What is looked at: everything acknowledged is there, every page is answered, and
the processes of the site do not grow.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

import psutil

from holdspace.server.proving.bedside import heard_of, sign_in_phones, stand_monitors
from holdspace.server.proving.checking import check
from holdspace.server.proving.inside import read_record
from holdspace.server.proving.monitored import HONEST_GATEWAY, Bedside, gateway_beside
from holdspace.server.proving.proof import Seen
from holdspace.server.proving.rough_day import PATIENCE_SECONDS, tablets_for
from holdspace.server.proving.wire import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.proof import Work
    from holdspace.server.proving.tablets import Tablet

ROOMS, PHONES = 12, 40
GATE_SECONDS, LONG_SECONDS = 45.0, 20 * 60.0
SETTLED_SHARE = 0.4
"""Caches fill at first; growth is looked for from here on."""
MOST_GROWTH = 0.05
LEAST_SECONDS_FOR_GROWTH = 600.0
TAP_SECONDS, LOOK_SECONDS, WEIGH_SECONDS = 2.0, 20.0, 1.0
OK, MEGABYTE = 200, 1024 * 1024
FIRST = 3


@dataclass
class House:
    """What was seen while everybody was there."""

    pages: int = 0
    not_answered: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    """MB of the site's own processes, again and again."""

    @property
    def growth(self) -> float:
        """From the middle of the run to its end, as a share."""
        settled = self.weights[int(len(self.weights) * SETTLED_SHARE) :]
        half = len(settled) // 2
        if not half:
            return 0.0
        return fmean(settled[half:]) / fmean(settled[:half]) - 1


def prove_whole_house(work: Work, *, seconds: float) -> list[Seen]:
    """Every entry and every sample is there, every page came, and the memory is flat."""
    work.place.dress()
    clinic = work.place.make_clinic(sessions=ROOMS)
    environment = work.place.environment
    cookies = sign_in_phones(environment, clinic, PHONES)
    with gateway_beside(work.place, clinic, HONEST_GATEWAY) as (_, port):
        monitors = [
            Bedside(clinic.clinic_id * 1_000 + number, port, every_seconds=1.0)
            for number in range(ROOMS)
        ]
        stand_monitors(environment, clinic, [one.key for one in monitors])
        for one in monitors:
            one.start()
        house, tablets = asyncio.run(_all_day(work, clinic, cookies, seconds))
        for one in monitors:
            one.may_stop.set()
        for one in monitors:
            one.join(timeout=PATIENCE_SECONDS)
        time.sleep(2 * WEIGH_SECONDS)  # the last second of samples is on its way
        heard = heard_of(environment, clinic, [one.key for one in monitors])
    found = check(tablets, read_record(environment, clinic))
    sent = sum(len(one.acknowledged) for one in monitors)
    stored = sum(len(one.heart_rates) for one in heard.values())
    complaints = [*found.complaints(), *house.not_answered[:FIRST]]
    complaints += [f"{sent - stored} samples not stored"] if sent != stored else []
    is_long = seconds >= LEAST_SECONDS_FOR_GROWTH
    if is_long and house.growth > MOST_GROWTH:
        complaints.append(f"memory grew by {house.growth:.0%} from the middle of the run")
    return [
        Seen(
            promise="R25",
            says="A full house is served" + (", and the site does not grow" if is_long else ""),
            size=f"{ROOMS} rooms, {PHONES} phones, {seconds:,.0f} s",
            seen=f"{found.acknowledged:,} entries, {stored:,} of {sent:,} samples, "
            f"{house.pages:,} pages; {house.weights[-1]:,.0f} MB, {house.growth:+.1%}",
            seed=work.seed,
            complaints=complaints,
        )
    ]


async def _all_day(
    work: Work, clinic: ProvingClinic, cookies: Sequence[str], seconds: float
) -> tuple[House, Sequence[Tablet]]:
    chance = random.Random(work.seed)  # noqa: S311 - the same seed makes the same day
    tablets = tablets_for(clinic, chance, port=work.place.port)
    house, is_over = House(), asyncio.Event()
    busy = [
        *(one.chart(is_over, pause_seconds=TAP_SECONDS) for one in tablets),
        *(
            _look(cookie, work.place.port, house, is_over, chance.uniform(0, LOOK_SECONDS))
            for cookie in cookies
        ),
        _weigh(work, house, is_over),
    ]
    tasks = [asyncio.create_task(one) for one in busy]
    for minute in range(int(seconds // 60) + 1):
        await asyncio.sleep(min(60.0, seconds - 60.0 * minute))
        work.say(f"{house.pages:,} pages, {house.weights[-1]:,.0f} MB")
    is_over.set()
    await asyncio.gather(*tasks)
    await asyncio.gather(*(one.drain(within=PATIENCE_SECONDS) for one in tablets))
    for one in tablets:
        one.close()
    return house, tablets


async def _look(
    cookie: str, port: int, house: House, is_over: asyncio.Event, begins_after: float
) -> None:
    """A person who opens their own page again and again."""
    line = Line(port, cookie)
    await asyncio.sleep(begins_after)
    while not is_over.is_set():
        try:
            answer = await line.get("/me/", within=PATIENCE_SECONDS)
            if answer.status != OK:
                house.not_answered.append(f"a phone was answered with {answer.status}")
        except (OSError, TimeoutError) as wrong:
            house.not_answered.append(f"a phone was not answered: {type(wrong).__name__}")
        house.pages += 1
        with suppress(TimeoutError):
            await asyncio.wait_for(is_over.wait(), LOOK_SECONDS)
    line.close()


async def _weigh(work: Work, house: House, is_over: asyncio.Event) -> None:
    while not is_over.is_set():
        running = [one.process for one in work.place.services if one.process is not None]
        weights = [psutil.Process(one.pid).memory_info().rss for one in running]
        house.weights.append(sum(weights) / MEGABYTE)
        await asyncio.sleep(WEIGH_SECONDS)
