"""A clinic has outgrown the database that comes along: its record moves to a PostgreSQL of its own.

Moved by a copy that is put back there. Two page servers and one gateway go on as before.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.chromium import running_browser
from tests.faults.eyes import OXYGEN, until_it_is
from tests.journeys import room
from tests.journeys.site import clock_time, free_port, running_site
from tests.journeys.tablet import Staff
from tests.outside_postgres import running_outside
from tests.server.conftest import open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journeys.site import RunningSite
    from tests.journeys.tablet import Tablet
    from tests.outside_postgres import Outside


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    with open_folder() as folder, running_outside(folder, free_port()) as outside:
        outside.make_as_told("run-it.md")
        outside.make_as_told("keep-a-copy.md")
        yield outside


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """What the site's own commands are told; filled when it is made."""
    return {}


@pytest.fixture(scope="module")
def site(outside: Outside, told: dict[str, str]) -> Iterator[RunningSite]:
    """In the morning, with Mara in the middle of her infusion and a monitor at her side."""

    def move(folder: Path, environment: dict[str, str]) -> None:
        copy = str(folder / "copy")
        command("backup", copy, folder, environment)
        environment |= outside.environment()
        command("restore", copy, folder, environment)
        (folder / "database").rename(folder / "the-earlier-one")
        told.update(environment, FOLDER=str(folder))

    with running_site(clock_time(10, 30), made=move) as running:
        yield running


@pytest.fixture
def staff(site: RunningSite) -> Iterator[Staff]:
    with running_browser() as browser:
        everybody = Staff(browser, site)
        yield everybody
        everybody.go_home()
        assert everybody.found == []


def command(what: str, path: str, data: Path | str, environment: dict[str, str]) -> str:
    words = [sys.executable, "-m", "holdspace", what, path, "--data", str(data)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def enter(staff: Staff, who: str) -> Tablet:
    tablet = staff.sign_in(who)
    tablet.page.locator('.room-card a[href*="/room/"]').first.click()
    tablet.open_room()
    return tablet


def asked(outside: Outside, question: str) -> object:
    with psycopg.connect(outside.url("postgres"), autocommit=True) as connection:
        return connection.execute(question.encode()).fetchone()[0]


def test_a_session_goes_on_with_a_database_that_somebody_else_keeps(
    outside: Outside, site: RunningSite, staff: Staff, told: dict[str, str]
) -> None:
    ana, jonas = enter(staff, "ana"), enter(staff, "jonas")

    until_it_is(ana.page, OXYGEN, "live")
    room.chart_vitals(ana, "131/84 77 15 97")
    jonas.shows("131")
    cut = asked(
        outside,
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE usename = 'holdspace_app'",
    )
    room.chart_vitals(ana, "132/85 78 16 97")
    jonas.shows("132")
    until_it_is(ana.page, OXYGEN, "live")
    copied = command("backup", f"{told['FOLDER']}/another-copy", told["FOLDER"], told)

    assert len(site.page_servers()) == 2
    assert cut > 2
    assert asked(outside, "SELECT count(*) FROM vitals_sample") > 0
    assert not any("postgres" in one.name() for one in site.supervisor.children(recursive=True))
    assert "sessions" in copied
