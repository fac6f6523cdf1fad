"""Runs every benchmark once, or those that are named, and prints what it found."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import kinetics, tablets, tap
from benchmarks.numbers import say
from holdspace.server.database import ensure_running, stop
from holdspace.server.proving.place import Place, running_place, scratch_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.server.database_address import Database

ALONE = {"kinetics": kinetics.run}
ON_A_PLACE = {"tablets": tablets.run, "tap": tap.run}
"""On a whole site under its supervisor."""
ON_A_DATABASE = ("screens", "gateway", "history", "watched", "capture")
"""On processes that they start themselves, beside a database made for the run."""


def main(arguments: Sequence[str] | None = None) -> int:
    every = (*ALONE, *ON_A_PLACE, *ON_A_DATABASE)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(every)}")
    parser.add_argument("--sessions", type=int, help="how long the history is")
    options = parser.parse_args(arguments)
    names = options.names or every
    strange = [name for name in names if name not in every]
    if strange:
        parser.error(f"There is no {strange[0]}. There is: {', '.join(every)}.")
    begun = time.monotonic()
    say(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name in (one for one in ALONE if one in names):
        ALONE[name]()
    if any(name in ON_A_PLACE for name in names):
        _on_a_place([name for name in ON_A_PLACE if name in names])
    if any(name in ON_A_DATABASE for name in names):
        _on_a_database([name for name in ON_A_DATABASE if name in names], options.sessions)
    say(f"\nIn {time.monotonic() - begun:.0f} s.")
    return 0


def _on_a_place(names: Sequence[str]) -> None:
    with scratch_folder() as folder:
        place = Place(folder / "site", static=folder / "static")
        place.folder.mkdir(mode=0o711)
        with running_place(place):
            for name in names:
                ON_A_PLACE[name](place)


def _on_a_database(names: Sequence[str], sessions: int | None) -> None:
    # Not a private folder: the account that the database runs under must reach it.
    home = Path(tempfile.mkdtemp(prefix="holdspace-bench-"))
    home.chmod(0o711)
    database = ensure_running(home / "database")
    try:
        os.environ |= {
            **database.environment(),
            "DJANGO_SETTINGS_MODULE": "holdspace.settings",
            "HOLDSPACE_SECRET_KEY": "only-for-this-run-" + "x" * 50,
            "HOLDSPACE_DEMO": "1",
        }
        _migrate(database.owner_url)
        _run(names, database, sessions)
    finally:
        stop(database)
        shutil.rmtree(home, ignore_errors=True)


def _migrate(owner_url: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        env={**os.environ, "HOLDSPACE_DATABASE_URL": owner_url},
        check=True,
    )


def _run(names: Sequence[str], database: Database, sessions: int | None) -> None:
    import django

    django.setup()
    from benchmarks import capture, gateway, history, screens, watched
    from benchmarks.site import Site

    site = Site(database)
    steps = {
        "screens": screens.run,
        "gateway": gateway.run,
        "watched": watched.run,
        "capture": capture.run,
        "history": lambda of: history.run(of, sessions or history.SESSIONS),
    }
    for name in names:
        steps[name](site)


if __name__ == "__main__":
    sys.exit(main())
