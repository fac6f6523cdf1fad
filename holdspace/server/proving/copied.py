"""R19 and R20: copies made while people chart, loaded again and put back; bad ones are refused."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace.server.copies.archive import BadArchive, open_archive
from holdspace.server.copies.backup import Source, back_up
from holdspace.server.copies.chains import chains_of
from holdspace.server.copies.restore import Target, restore
from holdspace.server.copies.trial import environment_for, loaded
from holdspace.server.database import ensure_running, stop
from holdspace.server.proving.inside import read_record
from holdspace.server.proving.place import scratch_folder
from holdspace.server.proving.proof import Seen
from holdspace.server.proving.rough_day import PATIENCE_SECONDS, tablets_for, until
from holdspace.server.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.place import Place
    from holdspace.server.proving.proof import Work
    from holdspace.server.proving.tablets import Tablet

    Making = Callable[[Source, Path, datetime, Callable[[str], None]], object]
    Opening = Callable[[Path, bytes], object]

ROOMS = 4
GATE_COPIES, LONG_COPIES = 2, 20
GATE_SPOILT, LONG_SPOILT = 60, 2_000
FIRST = 3


@dataclass
class Copies:
    """What was made, and what each held."""

    made: list[Path] = field(default_factory=list)
    acknowledged: list[set[str]] = field(default_factory=list)
    """For each: what tablets had been told is recorded when it was begun."""
    complaints: list[str] = field(default_factory=list)


def prove_copies(work: Work, *, copies: int, making: Making = back_up) -> list[Seen]:
    """Each copy holds every entry that was acknowledged before it was begun, and is whole."""
    clinic = work.place.make_clinic(sessions=ROOMS)
    key = secrets.token_bytes(32)
    with scratch_folder(work.place.folder) as folder:
        done = asyncio.run(_copy_while_charting(work, clinic, copies, folder, making, key))
        tried = len(done.complaints)
        for path, before in zip(done.made, done.acknowledged, strict=True):
            # A copy that was never loaded says nothing, so one is loaded even when stopped.
            if tried and work.is_stopped():
                break
            done.complaints += _not_in(path, before, clinic, folder, key)
            tried += 1
            work.tell(tried / copies, f"{tried} of {copies} copies loaded again")
    whole = tried - len(done.complaints)
    least = min((len(one) for one in done.acknowledged), default=0)
    return [
        Seen(
            promise="R19",
            says="A copy made while people chart is whole",
            size=f"{tried} copies, {ROOMS} tablets charting",
            seen=f"{whole} of {tried} held every entry acknowledged before, {least:,} or more",
            seed=work.seed,
            complaints=done.complaints[:FIRST],
            stopped=work.stopped_at(tried, copies, "copies"),
        )
    ]


async def _copy_while_charting(
    work: Work, clinic: ProvingClinic, copies: int, folder: Path, making: Making, key: bytes
) -> Copies:
    chance = random.Random(work.seed)  # noqa: S311 - the same seed makes the same day
    tablets = tablets_for(clinic, chance, port=work.place.port)
    is_over, done = asyncio.Event(), Copies()
    charting = [asyncio.create_task(one.chart(is_over, pause_seconds=0.02)) for one in tablets]
    for number in range(copies):
        if work.is_stopped():
            break
        seen_before = _answered(tablets)
        await until(lambda before=seen_before: _answered(tablets) > before + ROOMS)  # type: ignore[misc]
        before = {event_id for one in tablets for event_id in one.acknowledged}
        path = folder / f"copy-{number}"
        try:
            await asyncio.to_thread(making, source_of(work.place, key), path, _now(), work.say)
        except BadArchive as refusal:
            done.complaints.append(str(refusal))
            continue
        work.say(f"{number + 1} of {copies} copies made")
        done.made.append(path)
        done.acknowledged.append(before)
    is_over.set()
    await asyncio.gather(*charting)
    await asyncio.gather(*(one.drain(within=PATIENCE_SECONDS) for one in tablets))
    for one in tablets:
        one.close()
    return done


def _not_in(
    path: Path, before: set[str], clinic: ProvingClinic, folder: Path, key: bytes
) -> list[str]:
    """What is wrong with one copy; its own checks first."""
    try:
        archive = open_archive(path, key)
        with (
            scratch_folder(folder) as place,
            loaded(archive, place, key, _nobody, durable=False) as copy,
        ):
            stored = read_record(environment_for(copy.database, place), clinic)
    except BadArchive as refusal:
        return [f"{path.name}: {refusal}"]
    missing = before - {line.event_id for line in stored.lines}
    if missing or stored.broken:
        return [f"{path.name}: {len(missing)} acknowledged entries missing, {stored.broken[:1]}"]
    return []


def prove_restore(work: Work, *, spoilt: int, opening: Opening = open_archive) -> list[Seen]:
    """A copy put back is the same to the last state; one that was spoilt changes nothing."""
    clinic = work.place.make_clinic(sessions=ROOMS)
    asyncio.run(_chart_a_little(work, clinic))
    key = secrets.token_bytes(32)
    with scratch_folder(work.place.folder) as folder:
        path = folder / "copy"
        back_up(source_of(work.place, key), path, _now(), work.say)
        taken, tried = _taken_although_spoilt(work, path, key, spoilt, opening)
        back = put_back(work.place, path, folder / "restored", key, work.say)
    return [
        Seen(
            promise="R20",
            says="A copy put back is the record; a spoilt one is refused before anything changes",
            size=f"{back.sessions} sessions put back; {tried} spoilt copies",
            seen=f"{back.sessions - len(back.unlike)} of {back.sessions} alike, "
            f"{len(taken)} spoilt ones taken",
            seed=work.seed,
            complaints=[*back.unlike[:FIRST], *taken[:FIRST]],
            stopped=work.stopped_at(tried, spoilt, "spoilt copies"),
        )
    ]


async def _chart_a_little(work: Work, clinic: ProvingClinic) -> None:
    chance = random.Random(work.seed)  # noqa: S311 - the same seed makes the same day
    tablets = tablets_for(clinic, chance, port=work.place.port)
    for one in tablets:
        for _ in range(5):
            one.tap()
        await one.drain(within=PATIENCE_SECONDS)
        one.close()


@dataclass(frozen=True)
class PutBack:
    """What a copy came to in an empty place."""

    sessions: int
    unlike: list[str]
    """Sessions that come to something else there than here."""
    seconds: float
    """Until it stood there, looked over to the last row."""


def put_back(
    place: Place, path: Path, data: Path, key: bytes, say: Callable[[str], None]
) -> PutBack:
    """Restore a copy of this site into an empty folder, and compare what each session comes to."""
    before = chains_of(place.environment, with_states=True)
    site = Site(data=data, port=0)
    target = Target(site=site, spool=data / "spool", anchor=data / "anchor", key=key)
    begun = time.monotonic()
    restore(open_archive(path, key), target, _now(), say)
    seconds = time.monotonic() - begun
    database = ensure_running(site.database_folder)
    try:
        after = chains_of(environment_for(database, data), with_states=True)
    finally:
        stop(database)
    unlike = [one for one, state in before.states.items() if after.states.get(one) != state]
    said = [f"session {one} came to something else" for one in unlike]
    return PutBack(before.sessions, said, seconds)


def _taken_although_spoilt(
    work: Work, path: Path, key: bytes, spoilt: int, opening: Opening
) -> tuple[list[str], int]:
    """One byte changed, or cut off somewhere, or another site's key; and how many were tried."""
    chance = random.Random(work.seed)  # noqa: S311 - the same seed makes the same day
    whole = path.read_bytes()
    bad, taken, tried = path.with_name("spoilt"), list[str](), 0
    while tried < spoilt and not work.is_stopped():
        at = chance.randrange(len(whole))
        if tried % 4:
            other = bytes([whole[at] ^ (1 << chance.randrange(8))])
            bad.write_bytes(whole[:at] + other + whole[at + 1 :])
            what = f"byte {at} changed"
        else:
            bad.write_bytes(whole[:at])
            what = f"cut off at byte {at}"
        if _is_taken(bad, key, opening):
            taken.append(what)
        tried += 1
        if tried % 50 == 0:
            work.tell(tried / spoilt, f"{tried:,} of {spoilt:,} spoilt copies")
    if _is_taken(path, secrets.token_bytes(32), opening):
        taken.append("sealed by another site")
    return taken, tried


def _is_taken(path: Path, key: bytes, opening: Opening) -> bool:
    try:
        opening(path, key)
    except BadArchive:
        return False
    return True


def source_of(place: Place, key: bytes) -> Source:
    """The proving site, as `holdspace backup` sees a site."""
    assert place.database.running is not None  # noqa: S101 - it runs
    return Source(
        url=place.database.running.admin_url,
        spool=place.folder / "spool",
        anchor=place.folder / "anchor" / "none",
        key=key,
    )


def _answered(tablets: Sequence[Tablet]) -> int:
    return sum(len(one.answered) for one in tablets)


def _now() -> datetime:
    return datetime.now(UTC)


def _nobody(text: str) -> None:
    del text
