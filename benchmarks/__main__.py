"""Runs every benchmark once, in about three minutes, and prints what it found."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import kinetics, tablets, tap
from benchmarks.numbers import say
from holdspace.server.database import ensure_running, stop
from holdspace.server.database_address import Database
from holdspace.server.proving.place import Place, running_place, scratch_folder


def main() -> int:
    begun = time.monotonic()
    say(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    kinetics.run()
    with scratch_folder() as folder:
        place = Place(folder / "site", static=folder / "static")
        place.folder.mkdir(mode=0o711)
        with running_place(place):
            tablets.run(place)
            tap.run(place)
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
        _run(database)
    finally:
        stop(database)
        shutil.rmtree(home, ignore_errors=True)
    say(f"\nIn {time.monotonic() - begun:.0f} s.")
    return 0


def _migrate(owner_url: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        env={**os.environ, "HOLDSPACE_DATABASE_URL": owner_url},
        check=True,
    )


def _run(database: Database) -> None:
    import django

    django.setup()
    from benchmarks import gateway, screens
    from benchmarks.site import Site
    from tests.pathway.dosing_session.live import running_site

    with running_site(database.app_url) as port:
        site = Site(port, database)
        screens.run(site)
    gateway.run(site)


if __name__ == "__main__":
    sys.exit(main())
