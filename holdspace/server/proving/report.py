"""The dated report: what was promised, how hard it was tried, what was seen, on which machine."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import psycopg

from holdspace.server.proving.proof import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from holdspace.server.proving.proof import Seen

WIDE = 100


@dataclass(frozen=True)
class Machine:
    """Where the proofs were run, and with what."""

    holdspace: str
    postgresql: str
    python: str
    system: str
    cores: int

    def lines(self) -> list[str]:
        return [
            f"Holdspace {self.holdspace}, PostgreSQL {self.postgresql}, Python {self.python}",
            f"{self.system}, {self.cores} cores",
        ]


def this_machine(database_url: str) -> Machine:
    """Asked now, of the machine and of the scratch database."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    try:
        ours = version("holdspace")
    except PackageNotFoundError:
        ours = "not installed"
    return Machine(
        holdspace=ours,
        postgresql=str(row[0]).split()[0] if row else "unknown",
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        cores=os.cpu_count() or 0,
    )


def text_of(
    seen: Sequence[Seen],
    machine: Machine,
    *,
    begun: datetime,
    ended: datetime,
    size: str,
    not_begun: Sequence[str] = (),
) -> str:
    """The report as it is printed and kept; `not_begun`: what somebody stopped it before."""
    lines = [
        f"Holdspace: proofs of {begun:%Y-%m-%d %H:%M} UTC, {size} size",
        *machine.lines(),
        f"In {(ended - begun).total_seconds():.0f} s, on a scratch database that is gone again.",
        "",
        *(line for one in seen for line in _lines_of(one)),
        "",
        _summing_up(seen, not_begun),
    ]
    return "\n".join(lines) + "\n"


def _lines_of(one: Seen) -> list[str]:
    seen = one.could_not_run or "; ".join(filter(None, (one.size, one.seen, f"seed {one.seed}")))
    return [
        f"{one.promise:4} {one.verdict}: {one.says}",
        f"     {seen}",
        *([f"     stopped by hand at {one.stopped}"] if one.stopped else []),
        *(f"     ! {complaint}" for complaint in one.complaints),
    ]


def _summing_up(seen: Sequence[Seen], not_begun: Sequence[str]) -> str:
    """What broke comes first: it is true however far the rest went."""
    named = {
        verdict: [one.promise for one in seen if one.verdict is verdict] for verdict in Verdict
    }
    broken, missing = named[Verdict.BROKEN], named[Verdict.NOT_RUN]
    part = named[Verdict.STOPPED]
    sentences = []
    if broken:
        sentences.append(
            f"NOT KEPT on this machine: {', '.join(broken)}. Do not run a session on it before it "
            "is known why; keep this report."
        )
    elif seen and (missing or part or not_begun):
        sentences.append("Nothing was broken.")
    if missing:
        sentences.append(f"Not run here, so not proven: {', '.join(missing)}.")
    if part:
        sentences.append(f"Stopped by hand, so tried only as far as is said: {', '.join(part)}.")
    if not_begun:
        sentences.append(f"Stopped by hand, so not tried: {', '.join(not_begun)}.")
    return " ".join(sentences) or "Every promise that was tried was kept on this machine."


def keep(report: str, folder: Path, begun: datetime) -> Path:
    """Written beside the site's data, one file for each run."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"proof-{begun:%Y-%m-%d-%H%M%S}.txt"
    path.write_text(report, encoding="utf-8")
    return path
