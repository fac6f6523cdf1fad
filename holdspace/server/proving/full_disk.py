"""R15: the disk fills up under a site that charts, to the last byte, and is emptied again.

Runs as a process of its own, on a small disk that only it sees. What it saw it prints as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import shutil
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace.domain.free_space import (
    CANNOT_CHART,
    KEPT_FOR_READING_BYTES,
    NO_SESSION_BELOW_SHARE,
    WARN_BELOW_SHARE,
)
from holdspace.server.proving.checking import check
from holdspace.server.proving.inside import CSRF, read_record
from holdspace.server.proving.place import Place, running_place, scratch_folder
from holdspace.server.proving.proof import Seen
from holdspace.server.proving.rough_day import PATIENCE_SECONDS, tablets_for, until
from holdspace.server.proving.small_disk import NoSmallDisk, have_small_disk
from holdspace.server.proving.wire import Answer, Line
from holdspace.server.reserve import FILE_NAME as RESERVE
from holdspace.server.supervisor import python

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.tablets import Tablet

DISK_MEGABYTES = 800
MEGABYTE = 1024 * 1024
BOARD = "/"
WITHIN_SECONDS = 20.0
TAKEN, UNPROCESSABLE, UNAVAILABLE = 200, 422, 503
SAYS = "A full disk is said in plain words; nothing acknowledged is lost; it recovers by itself"
COULD_NOT = 3


def prove_full_disk(
    seed: int, page_server: tuple[str, ...] = (), *, made: Path | None = None
) -> list[Seen]:
    """In a process of its own: the small disk is seen by it and its children alone.

    `made` has a `database` with its tables and packed `static` files already: making both takes
    longer than the day itself.
    """
    options = [f"--made={made}"] if made is not None else []
    with scratch_folder() as folder:
        ran = subprocess.run(
            [*python("holdspace.server.proving.full_disk", *options, str(folder), str(seed)),
             *page_server],
            stdout=subprocess.PIPE, check=False, text=True,
        )  # fmt: skip
    size = f"a disk of {DISK_MEGABYTES} MB, filled to its last byte"
    if ran.returncode == COULD_NOT:
        why = ran.stdout.strip()
        return [Seen("R15", SAYS, size, "", seed, could_not_run=why)]
    if ran.returncode != 0:
        return [Seen("R15", SAYS, size, "it did not come to its end", seed, ["it broke off"])]
    told = json.loads(ran.stdout.splitlines()[-1])
    seen = (
        f"{told['acknowledged']:,} acknowledged, {told['refused']} refused while it was full, "
        f"{told['lost']} lost"
    )
    return [Seen("R15", SAYS, size, seen, seed, told["complaints"])]


@dataclass
class Told:
    """What the day on a full disk looked like."""

    acknowledged: int = 0
    refused: int = 0
    lost: int = 0
    complaints: list[str] = field(default_factory=list)

    async def hope(self, what: str, is_so: Callable[[], bool]) -> None:
        """Wait for it a while; a day on which it does not come about goes on."""
        try:
            await until(is_so, within=WITHIN_SECONDS)
        except TimeoutError:
            self.complaints.append(what)

    def expect(self, what: str, *, so: bool) -> None:
        if not so:
            self.complaints.append(what)


@dataclass
class Disk:
    """The disk, and what lies on it only to take up room."""

    folder: Path

    @property
    def ballast(self) -> Path:
        return self.folder / "ballast"

    def leave_free(self, free_bytes: int) -> None:
        """Fill it, or empty it, until that much is free."""
        with self.ballast.open("ab", buffering=0) as file:
            while (more := shutil.disk_usage(self.folder).free - free_bytes) > 0:
                try:
                    file.write(bytes(min(more, MEGABYTE)))
                except OSError:
                    return
            file.truncate(max(0, file.tell() + more))

    def empty(self) -> None:
        self.ballast.unlink()


# --- the day --------------------------------------------------------------------------------------


async def full_day(place: Place, clinic: ProvingClinic, seed: int) -> tuple[Told, list[Tablet]]:
    """Tablets chart all the while; then what they still hold must go by itself."""
    told = Told()
    chance = random.Random(seed)  # noqa: S311 - the same seed makes the same day
    tablets = tablets_for(clinic, chance, port=place.port)
    is_over = asyncio.Event()
    charting = [asyncio.create_task(one.chart(is_over, pause_seconds=0.05)) for one in tablets]
    ana = Line(place.port, clinic.staff["ana"].cookie)
    await _fill_and_empty(Disk(place.folder), told, ana, clinic, tablets)
    is_over.set()
    await asyncio.gather(*charting)
    await asyncio.gather(*(one.drain(within=PATIENCE_SECONDS) for one in tablets))
    said = {words for one in tablets for words in one.unwelcome}
    strange = [words for words in said if CANNOT_CHART not in words]
    told.complaints += [f"an answer that is no plain sentence: {words}" for words in strange]
    ana.close()
    for one in tablets:
        one.close()
    return told, tablets


async def _fill_and_empty(
    disk: Disk, told: Told, ana: Line, clinic: ProvingClinic, tablets: list[Tablet]
) -> None:
    """Roomy, a tenth free, a twentieth free, nearly full, full, and roomy again."""
    total = shutil.disk_usage(disk.folder).total
    await _until_more(tablets)
    disk.leave_free(int(total * (WARN_BELOW_SHARE - 0.01)))
    board = await ana.get(BOARD, within=WITHIN_SECONDS)
    told.expect("no warning on the board below a tenth", so=b"disk is free" in board.body)

    disk.leave_free(int(total * (NO_SESSION_BELOW_SHARE - 0.002)))
    opening = await _open_session(ana, clinic)
    refused = opening.status == UNPROCESSABLE and b"No session can be opened" in opening.body
    told.expect(f"a session opened below a twentieth ({opening.status})", so=refused)
    await _until_more(tablets)  # who is in a room goes on charting

    disk.leave_free(KEPT_FOR_READING_BYTES - 8 * MEGABYTE)
    await told.hope("no tablet was told that the disk is full", lambda: _refused(tablets) > 0)
    await _read_everything(ana, clinic, told, "nearly full")
    disk.leave_free(0)
    reserve = disk.folder / RESERVE
    await told.hope("the room for reading was not given up", lambda: not reserve.exists())
    await _read_everything(ana, clinic, told, "full to the last byte")
    disk.leave_free(KEPT_FOR_READING_BYTES - 8 * MEGABYTE)
    await _read_everything(ana, clinic, told, "full again")
    told.refused = _refused(tablets)
    disk.empty()
    await _until_more(tablets)


async def _read_everything(line: Line, clinic: ProvingClinic, told: Told, when: str) -> None:
    for session_id in clinic.sessions:
        answer = await line.get(f"/room/{session_id}/state", within=WITHIN_SECONDS)
        told.expect(
            f"{when}: a room could not be read ({answer.status})", so=answer.status == TAKEN
        )


async def _open_session(line: Line, clinic: ProvingClinic) -> Answer:
    body = f"csrfmiddlewaretoken={CSRF}".encode()
    return await line.post(
        f"/session/open/{clinic.waiting}/", body, within=WITHIN_SECONDS,
        kind="application/x-www-form-urlencoded",
    )  # fmt: skip


async def _until_more(tablets: list[Tablet]) -> None:
    before = sum(len(one.answered) for one in tablets)
    await until(lambda: sum(len(one.answered) for one in tablets) > before + len(tablets))


def _refused(tablets: list[Tablet]) -> int:
    return sum(one.statuses[UNAVAILABLE] for one in tablets)


def main() -> int:
    """`python -m holdspace.server.proving.full_disk [--made FOLDER] FOLDER SEED [PAGE SERVER]`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("--made", type=Path)
    parser.add_argument("page_server", nargs="*")
    asked = parser.parse_args()
    disk, static = asked.folder / "disk", asked.folder / "static"
    disk.mkdir()
    try:
        have_small_disk(disk, megabytes=DISK_MEGABYTES)
    except NoSmallDisk as refusal:
        sys.stdout.write(f"{refusal}\n")
        return COULD_NOT
    if asked.made is not None:
        _copy(asked.made / "database", disk / "database")
        _copy(asked.made / "static", static)
    place = Place(disk, static=static, has_clock=True)
    with running_place(place):
        clinic = place.make_clinic(sessions=3)
        other = tuple(asked.page_server)
        with place.served_by(other) if other else nullcontext():
            told, tablets = asyncio.run(full_day(place, clinic, asked.seed))
        findings = check(tablets, read_record(place.environment, clinic))
    told.acknowledged, told.lost = findings.acknowledged, len(findings.lost)
    told.complaints += findings.complaints()
    sys.stdout.write(f"{json.dumps(asdict(told))}\n")
    return 0


def _copy(made: Path, into: Path) -> None:
    """Owners and all: a database's files belong to another account when we are root."""
    subprocess.run(["cp", "-a", str(made), str(into)], check=True)  # noqa: S607 - where it lies differs


if __name__ == "__main__":
    sys.exit(main())
