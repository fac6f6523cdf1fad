"""The data folder of a demo of one time of day: made once a run, copied for each test.

Making it (tables, packed files, a clinic of made-up people) takes longer than most of what is
tested on it. `python -m tests.journeys.made FOLDER` makes one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.site import Clock

RUN = os.environ.setdefault("JOURNEY_RUN", str(os.getpid()))
"""Said by whoever reads this first: the run itself, before it has workers."""
FOLDER = Path(tempfile.gettempdir()) / f"holdspace-demos-{RUN}"
"""All workers of one run share it; the run takes it away (tests/conftest.py)."""


def copy_of_demo(clock: Clock, environment: dict[str, str], into: Path) -> None:
    """`into` becomes the data folder of a demo that is made now, by the clock, and has not run.

    The clock may be moved on by this: it never stands before what was written under it.
    """
    FOLDER.mkdir(mode=0o711, exist_ok=True)
    made = FOLDER / f"{clock.now():%Y%m%dT%H%M}"
    done = made.with_suffix(".done")
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            _make(environment, made)
            done.write_text(clock.now().isoformat())
    # Not shutil: the database's files belong to another account when we are root.
    subprocess.run(["cp", "-a", f"{made}/.", str(into)], check=True)
    clock.set_to(max(clock.now(), datetime.fromisoformat(done.read_text())))


def _make(environment: dict[str, str], made: Path) -> None:
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(mode=0o711)
    making = [sys.executable, "-m", "tests.journeys.made", str(made)]
    subprocess.run(making, env=environment, stdout=subprocess.DEVNULL, check=True)


def main() -> None:
    """What `holdspace demo` does before its first page."""
    from holdspace.server.running import Run, alone
    from holdspace.server.serve import make_clinic
    from holdspace.server.site import Site

    site = Site(data=Path(sys.argv[1]), port=0, is_demo=True)
    with alone(site):
        run = Run(site)
        try:
            run.prepare()
            make_clinic()
        finally:
            run.database.stop()


if __name__ == "__main__":
    main()
