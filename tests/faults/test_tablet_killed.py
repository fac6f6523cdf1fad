"""The tablet's browser is killed in the middle of tapping, again and again: no tap is lost (R5).

Killed for real, every process of it at once, while the server cannot be reached. The moments are
random; the seed is printed.
"""

from __future__ import annotations

import os
import random
import re
import secrets
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import psutil
import pytest
from playwright.sync_api import sync_playwright

from tests.chromium import FLAGS, found
from tests.journeys import enrolled
from tests.journeys.enrolled import PINS, origin_of, tap
from tests.journeys.site import clock_time, running_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserType, Page

    from tests.journeys.site import RunningSite

KILLS = int(os.environ.get("HOLDSPACE_BROWSER_KILLS", "10"))
LONGEST_LIFE_SECONDS = 1.5
TAPS = ("Tears", "Laughter", "Floating", "Nausea", "Music")
CHARTED = {"Observed", "SupportGiven"}
SHOWN = re.compile(r"On this tablet: (\d+) waiting")


@pytest.fixture
def site() -> Iterator[RunningSite]:
    with running_site(clock_time(0, 30)) as running:
        running.clock.set_to(clock_time(8, 55))
        yield running


@contextmanager
def a_life(chromium: BrowserType, profile: Path) -> Iterator[Page]:
    """A browser on the tablet's own disk. However it ends, every process of it is killed."""
    context = chromium.launch_persistent_context(
        str(profile), executable_path=found(), args=FLAGS, viewport={"width": 1180, "height": 820}
    )
    try:
        page = context.pages[0]
        page.set_default_timeout(enrolled.PATIENCE_SECONDS * 1000)
        yield page
    finally:
        kill_all(profile)
        with suppress(Exception):
            context.close()


def kill_all(profile: Path) -> None:
    ours = [one for one in psutil.Process().children(recursive=True) if _is_of(one, profile)]
    family = [*ours, *(child for one in ours for child in _children(one))]
    for one in family:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(family, timeout=10)


def _is_of(process: psutil.Process, profile: Path) -> bool:
    with suppress(psutil.NoSuchProcess):
        return f"--user-data-dir={profile}" in process.cmdline()
    return False


def _children(process: psutil.Process) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return list(process.children(recursive=True))
    return []


def shown(page: Page) -> int:
    """How many the screen says are kept on this tablet."""
    said = SHOWN.search(page.locator("#link").inner_text())
    return int(said[1]) if said else 0


def tap_until(page: Page, moment: float, chance: random.Random) -> int:
    """How many the screen said were kept, the last time anybody looked."""
    kept = shown(page)
    while time.monotonic() < moment:
        tap(page, chance.choice(TAPS))
        kept = shown(page)
    return kept


def prepared(chromium: BrowserType, profile: Path, site: RunningSite, origin: str) -> str:
    """An enrolled tablet with a PIN and an open room, whose cookies have reached the disk."""
    with a_life(chromium, profile) as page:
        enrolled.sign_in(page, origin, "ana", site.password)
        enrolled.enrol(page, origin, "Tablet A")
        enrolled.set_pin(page, origin, PINS["Ana Silva"])
        address = origin + enrolled.open_a_session(page, origin)
        enrolled.is_ready_for_an_outage(page, address)
        page.context.close()
    return address


def live_and_die(page: Page, address: str, kept: int, chance: random.Random) -> int:
    """Open by PIN, find everything, tap for a random while. How many the screen says are kept."""
    enrolled.open_by_pin(page, address, "Ana Silva")
    before = shown(page)
    assert before >= kept
    life = chance.uniform(0.2, LONGEST_LIFE_SECONDS)
    return tap_until(page, time.monotonic() + life, chance)


def test_a_browser_that_is_killed_loses_nothing_that_was_tapped(
    site: RunningSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = int(os.environ.get("HOLDSPACE_SEED", "0")) or secrets.randbelow(10**6)
    chance = random.Random(seed)  # noqa: S311 - chance, not secrecy
    wire = enrolled.wire_to(site)
    kept = 0
    with sync_playwright() as playwright:
        address = prepared(playwright.chromium, tmp_path, site, origin_of(wire))
        with wire.cut():
            for _ in range(KILLS):
                with a_life(playwright.chromium, tmp_path) as page:
                    kept = live_and_die(page, address, kept, chance)
        with a_life(playwright.chromium, tmp_path) as page:
            enrolled.open_by_pin(page, address, "Ana Silva")
            enrolled.is_all_in_the_record(page)
            taps = [one for one in enrolled.marks(page) if one["kind"] in CHARTED]
    wire.close()
    with capsys.disabled():
        sys.stdout.write(
            f"seed {seed}: {KILLS} kills, {kept} said to be kept, {len(taps)} in the record\n"
        )
    assert len(taps) >= kept > 0, f"HOLDSPACE_SEED={seed}"
    assert len({one["at"] for one in taps}) == len(taps), f"HOLDSPACE_SEED={seed}"
