"""Python loads this file by itself in every process of a journey's site: it moves the wall clock.

A session lasts hours. The site's processes read the same clock as ever, but it stands where the
file named by JOURNEY_CLOCK says, so many seconds away from the machine's. Nothing of the product is
changed or replaced, and the monotonic clock is left alone.
"""

from __future__ import annotations

import os
import threading
import time
from datetime import timedelta
from pathlib import Path

import time_machine

LOOK_EVERY_SECONDS = 0.02


def seconds_away(file: Path) -> float:
    return float(file.read_text())


def follow(file: Path, clock: time_machine.Traveller, stands_at: float) -> None:
    """Move the clock whenever the file says another number."""
    while True:
        time.sleep(LOOK_EVERY_SECONDS)
        wanted = seconds_away(file)
        clock.shift(wanted - stands_at)
        stands_at = wanted


def start() -> None:
    file = Path(os.environ["JOURNEY_CLOCK"])
    away = seconds_away(file)
    clock = time_machine.travel(timedelta(seconds=away), tick=True).start()
    time.time()  # it begins to tick when it is first asked
    threading.Thread(target=follow, args=(file, clock, away), daemon=True).start()


start()
