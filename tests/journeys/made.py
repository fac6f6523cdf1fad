"""The data folder of a demo of one time of day: made once a run, copied for each test.

Making it (packed files, a clinic of made-up people) takes longer than most of what is tested on
it. `python -m tests.journeys.made FOLDER SITE` makes one, with the tables of that site.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.made_once import copy, made_once, made_site

if TYPE_CHECKING:
    from tests.journeys.site import Clock

MADE_AT = "made-at"
"""In the folder: the site's time when its last row was written."""


def copy_of_demo(clock: Clock, environment: dict[str, str], into: Path) -> None:
    """`into` becomes the data folder of a demo that is made now, by the clock, and has not run.

    The clock may be moved on by this: it never stands before what was written under it.
    """

    def make(made: Path) -> None:
        making = [sys.executable, "-m", "tests.journeys.made", str(made), str(made_site())]
        subprocess.run(making, env=environment, stdout=subprocess.DEVNULL, check=True)
        (made / MADE_AT).write_text(clock.now().isoformat())

    made = made_once(f"{clock.now():%Y%m%dT%H%M}", make)
    copy(made, into)
    clock.set_to(max(clock.now(), datetime.fromisoformat((made / MADE_AT).read_text())))


def main() -> None:
    """What `holdspace demo` does before its first page."""
    from holdspace.server.running import Run, alone
    from holdspace.server.serve import make_clinic
    from holdspace.server.site import Site, make_keys

    site = Site(data=Path(sys.argv[1]), port=0, is_demo=True)
    make_keys(site)  # while it is new: a site that has a database is given no other keys
    copy(Path(sys.argv[2]), site.data)
    with alone(site):
        run = Run(site)
        try:
            run.prepare()
            make_clinic()
        finally:
            run.database.stop()


if __name__ == "__main__":
    main()
