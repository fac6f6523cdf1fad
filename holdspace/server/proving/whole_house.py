"""R25: twelve rooms with a tablet, a screen and a monitor each, somebody who looks in, and forty
phones, for a whole day.

Nothing is killed. What is looked at: everything acknowledged is there and was told to the screens,
every page is answered, and the processes of the site do not grow from one shift to the next.

A day is compressed: its monitors send several times a second what they would send each second.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

import psutil

from holdspace.server.proving.bedside import (
    close_sessions,
    heard_of,
    sign_in_phones,
    stand_monitors,
)
from holdspace.server.proving.checking import check
from holdspace.server.proving.inside import read_record
from holdspace.server.proving.monitored import HONEST_GATEWAY, Bedside, gateway_beside
from holdspace.server.proving.proof import Seen
from holdspace.server.proving.rough_day import PATIENCE_SECONDS, tablets_for
from holdspace.server.proving.screens import Delays, Screen
from holdspace.server.proving.wire import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.proof import Work
    from holdspace.server.proving.tablets import Tablet

ROOMS, PHONES = 12, 40
HOUR_SECONDS = 60 * 60
TAP_SECONDS, WEIGH_SECONDS = 2.0, 1.0
SHOWN_WITHIN_SECONDS = 20.0
"""Long enough for a screen that was let go to come back and ask for all of it."""
MOST_GROWTH = 0.05
END_SHARE = 0.3
"""A shift is weighed towards its end, when its sessions are at their longest."""
MIDDLE = (0.3, 0.5)
SHIFTS_TO_COMPARE = 3
"""In the first, caches fill; the last is laid beside the one before it."""
GATEWAY = "gateway"
OK, MEGABYTE = 200, 1024 * 1024
FIRST = 3


@dataclass(frozen=True)
class Day:
    """How long it is, and how fast it goes by."""

    shifts: int
    shift_seconds: int
    """Of the day: so many samples each monitor sends in one shift."""
    pace: float = 1.0
    """Seconds of the day in one second, as far as the machine keeps up."""
    look_seconds: float = 20.0
    """From one look of a phone, or of somebody who looks in, to the next."""
    least_pages: int = 0
    """Of each shift: it lasts until so many have come."""

    @property
    def is_weighed(self) -> bool:
        return self.shifts >= SHIFTS_TO_COMPARE


GATE_DAY = Day(shifts=1, shift_seconds=45)
LONG_DAY = Day(shifts=4, shift_seconds=8 * HOUR_SECONDS // 4, pace=32.0)
SHORT_DAY = Day(shifts=3, shift_seconds=25, look_seconds=2.0, least_pages=400)
"""Of many pages: what keeps each of them is seen, however slow the machine is."""


@dataclass
class House:
    """What was seen while everybody was there."""

    acknowledged: int = 0
    sent: int = 0
    stored: int = 0
    pages: int = 0
    complaints: list[str] = field(default_factory=list)
    delays: Delays = field(default_factory=Delays)
    weights: list[dict[str, list[float]]] = field(default_factory=list)
    """For each shift: MB of each process of the site, again and again."""


def prove_whole_house(work: Work, *, day: Day) -> list[Seen]:
    """Every entry and every sample is there and was shown, every page came, the memory is flat."""
    work.place.dress()
    house, begun = House(), time.monotonic()
    for _ in range(day.shifts):
        if not work.is_stopped():
            _one_shift(work, day, house)
    lasted = time.monotonic() - begun
    ended = [at_the_end(one) for one in house.weights]
    complaints = house.complaints[:FIRST]
    of = ROOMS * day.shifts * day.shift_seconds
    if day.is_weighed and len(ended) == day.shifts:
        before, after = together(ended[-2]), together(ended[-1])
        complaints += grown(before, after, "from one shift to the next")
        # Each shift has a gateway of its own: it is laid beside itself.
        late = {name: seen for name, seen in house.weights[-1].items() if name == GATEWAY}
        complaints += grown(in_the_middle(late), at_the_end(late), "from the middle of a shift on")
    return [
        Seen(
            promise="R25",
            says="A full house is served" + (", and it does not grow" if day.is_weighed else ""),
            size=f"{ROOMS} rooms, {PHONES} phones, {len(ended)} shifts of "
            f"{day.shift_seconds:,} s at 1 Hz, in {lasted:,.0f} s",
            seen=f"{house.acknowledged:,} entries, {house.stored:,} of {house.sent:,} samples, "
            f"{house.pages:,} pages; {house.delays}; "
            f"MB at the end of each shift: {_weighed(ended)}",
            seed=work.seed,
            complaints=complaints,
            stopped=work.stopped_at(house.sent, of, "samples"),
        )
    ]


def at_the_end(weights: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """What each process weighed in the last part of a shift."""
    return {
        name: fmean(seen[-max(1, int(len(seen) * END_SHARE)) :]) for name, seen in weights.items()
    }


def in_the_middle(weights: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """What each process weighed when a shift was well under way."""
    return {
        name: fmean(seen[int(len(seen) * MIDDLE[0]) : int(len(seen) * MIDDLE[1]) + 1])
        for name, seen in weights.items()
    }


def together(weights: Mapping[str, float]) -> dict[str, float]:
    """The page servers as one: which of them a screen comes to is chance."""
    servers = [weight for name, weight in weights.items() if name.startswith("web-")]
    others = {name: weight for name, weight in weights.items() if not name.startswith("web-")}
    return {"the page servers": sum(servers), **others} if servers else others


def grown(before: Mapping[str, float], after: Mapping[str, float], since: str) -> list[str]:
    """Whatever weighs more than before, beyond what is promised."""
    return [
        f"{name} grew by {after[name] / weight - 1:.1%} {since}"
        for name, weight in sorted(before.items())
        if after.get(name, 0) > weight * (1 + MOST_GROWTH)
    ]


def _weighed(ended: Sequence[Mapping[str, float]]) -> str:
    return ", ".join(
        f"{name} " + " ".join(f"{one.get(name, 0):,.0f}" for one in ended)
        for name in (ended[0] if ended else ())
    )


# --- one shift ------------------------------------------------------------------------------------


def _one_shift(work: Work, day: Day, house: House) -> None:
    """People, sessions and monitors of their own; only the site is the same as before."""
    clinic = work.place.make_clinic(sessions=ROOMS)
    environment = work.place.environment
    cookies = sign_in_phones(environment, clinic, PHONES)
    with gateway_beside(work.place, clinic, HONEST_GATEWAY) as (_, port):
        monitors = [
            Bedside(
                clinic.clinic_id * 1_000 + number, port, day.shift_seconds,
                every_seconds=1.0 / day.pace,
            )
            for number in range(ROOMS)
        ]  # fmt: skip
        keys = [one.key for one in monitors]
        stand_monitors(environment, clinic, keys)
        tablets = asyncio.run(_work_through(work, day, house, (clinic, monitors, cookies)))
        sent = sum(len(one.acknowledged) for one in monitors)
        _until_stored(work, clinic, keys, sent, house)
    house.sent += sent
    house.complaints += [f"not taken: {said}" for one in monitors for said in one.refused[:1]]
    found = check(tablets, read_record(environment, clinic))
    house.acknowledged += found.acknowledged
    house.complaints += found.complaints()
    close_sessions(environment, clinic)


def _until_stored(
    work: Work, clinic: ProvingClinic, keys: Sequence[str], sent: int, house: House
) -> None:
    """The last second of samples is on its way still."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        heard = heard_of(work.place.environment, clinic, keys)
        stored = sum(len(one.heart_rates) for one in heard.values())
        if stored == sent or time.monotonic() > deadline:
            break
        time.sleep(1.0)
    house.stored += stored
    house.complaints += [f"{sent - stored} samples not stored"] if sent != stored else []


async def _work_through(
    work: Work,
    day: Day,
    house: House,
    there: tuple[ProvingClinic, Sequence[Bedside], Sequence[str]],
) -> Sequence[Tablet]:
    """Everybody at once, until the monitors have sent their shift."""
    clinic, monitors, cookies = there
    chance = random.Random(work.seed)  # noqa: S311 - the same seed makes the same day
    port = work.place.port
    tablets = tablets_for(clinic, chance, port=port)
    screens = [Screen(one, house.delays) for one in tablets]
    is_over, is_quiet = asyncio.Event(), asyncio.Event()
    busy = [
        *(one.chart(is_over, pause_seconds=TAP_SECONDS) for one in tablets),
        *(
            _look(one, day, house, is_over, begins_after=chance.uniform(0, day.look_seconds))
            for one in (
                *(Looker(Line(port, cookie), "/me/") for cookie in cookies),
                *(_who_looks_in(one) for one in tablets),
            )
        ),
        _weigh(work, house, is_over),
    ]
    tasks = [asyncio.create_task(one) for one in busy]
    listening = [asyncio.create_task(one.listen(is_quiet)) for one in screens]
    for one in monitors:
        one.start()
    until = house.pages + day.least_pages
    while any(one.is_alive() for one in monitors) or (
        house.pages < until and not work.is_stopped()
    ):
        await asyncio.sleep(WEIGH_SECONDS)
        _tell(work, day, house, monitors)
        if work.is_stopped():
            for one in monitors:
                one.may_stop.set()
    is_over.set()
    await asyncio.gather(*tasks)
    await asyncio.gather(*(one.drain(within=PATIENCE_SECONDS) for one in tablets))
    house.complaints += await _not_shown(screens)
    is_quiet.set()
    await asyncio.gather(*listening)
    for tablet in tablets:
        tablet.close()
    return tablets


def _tell(work: Work, day: Day, house: House, monitors: Sequence[Bedside]) -> None:
    sent = house.sent + sum(len(one.acknowledged) for one in monitors)
    of = ROOMS * day.shifts * day.shift_seconds
    megabytes = sum(seen[-1] for seen in house.weights[-1].values())
    work.tell(
        sent / of, f"{sent:,} of {of:,} samples, {house.pages:,} pages, {megabytes:,.0f} MB"
    )  # fmt: skip


async def _not_shown(screens: Sequence[Screen]) -> list[str]:
    """Entries that were acknowledged and that their room's screen was not told of."""
    deadline = time.monotonic() + SHOWN_WITHIN_SECONDS
    while missing := [said for one in screens for said in one.not_told()]:
        if time.monotonic() > deadline:
            return [f"{len(missing)} entries were not told to a screen: {missing[0]}"]
        await asyncio.sleep(0.1)
    return []


@dataclass(frozen=True)
class Looker:
    """A person who opens a page again and again."""

    line: Line
    path: str
    is_anew: bool = False
    """By a new connection each time."""


def _who_looks_in(tablet: Tablet) -> Looker:
    """A colleague who comes to each page server in turn: all of them keep the samples of all rooms
    from the first shift on, and only what should not grow can."""
    line = Line(tablet.port, tablet.who.cookie)
    return Looker(line, f"/room/{tablet.session_id}/state", is_anew=True)


async def _look(
    one: Looker, day: Day, house: House, is_over: asyncio.Event, *, begins_after: float
) -> None:
    await _until_over(is_over, begins_after)
    while not is_over.is_set():
        try:
            answer = await one.line.get(one.path, within=PATIENCE_SECONDS)
            if answer.status != OK:
                house.complaints.append(f"a page was answered with {answer.status}")
        except (OSError, TimeoutError) as wrong:
            house.complaints.append(f"a page was not answered: {type(wrong).__name__}")
        house.pages += 1
        if one.is_anew:
            one.line.close()
        await _until_over(is_over, day.look_seconds)
    one.line.close()


async def _until_over(is_over: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(is_over.wait(), seconds)


async def _weigh(work: Work, house: House, is_over: asyncio.Event) -> None:
    weights: dict[str, list[float]] = defaultdict(list)
    house.weights.append(weights)
    while not is_over.is_set():
        for one in work.place.services:
            if one.process is not None:
                with suppress(psutil.NoSuchProcess):
                    weight = psutil.Process(one.process.pid).memory_info().rss
                    weights[one.name].append(weight / MEGABYTE)
        await asyncio.sleep(WEIGH_SECONDS)
