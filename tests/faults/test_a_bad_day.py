"""Page servers, network and database fail again and again; the record stays whole.

The proofs are those of `holdspace prove`, at their gate size, and each is seen to notice a page
server that breaks the promise. Seeds are printed; a seed that failed once is run for ever.
"""

from __future__ import annotations

import secrets
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from holdspace.server.proving import broken
from holdspace.server.proving.busy import GATE_ENTRIES, prove_many_writers
from holdspace.server.proving.database_killed import GATE_KILLS as GATE_DATABASE_KILLS
from holdspace.server.proving.database_killed import prove_database_kills
from holdspace.server.proving.place import Place, running_place, scratch_folder
from holdspace.server.proving.proof import Seen, Verdict, Work
from holdspace.server.proving.rough_day import GATE_CUTS, GATE_KILLS, prove_kills_and_cuts
from tests.made_once import copy_of_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEEDS_THAT_FAILED: tuple[int, ...] = ()
"""None yet. What fails once is added here, and stays."""
TODAY = secrets.randbits(32)
STOPPED_AFTER = 2
SEEDS = [pytest.param(TODAY, id="today"), *SEEDS_THAT_FAILED]
"""A name that stays: tests are handed out to several processes by it."""


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """The site as it is run, on a durable database of its own."""
    with scratch_folder() as folder:
        copy_of_tables(folder / "database")
        with running_place(Place(folder)) as place:
            yield place


def seen(place: Place, prove: Callable[[Work], list[Seen]], seed: int = TODAY) -> dict[str, Seen]:
    """What a proof saw, by promise. In a thread: a browser of other tests may hold this one."""
    sys.stdout.write(f"seed {seed}\n")
    with ThreadPoolExecutor(max_workers=1) as thread:
        report = thread.submit(prove, Work(place, seed, say=lambda _: None)).result()
    return {one.promise: one for one in report}


def complaints(report: dict[str, Seen]) -> dict[str, list[str]]:
    return {promise: list(one.complaints) for promise, one in report.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_acknowledged_is_lost_or_doubled_by_kills_and_cuts(place: Place, seed: int) -> None:
    report = seen(
        place, lambda work: prove_kills_and_cuts(work, kills=GATE_KILLS, cuts=GATE_CUTS), seed
    )

    assert complaints(report) == {"R1": [], "R2": []}


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_acknowledged_is_lost_when_the_whole_database_is_killed(
    place: Place, seed: int
) -> None:
    report = seen(place, lambda work: prove_database_kills(work, kills=GATE_DATABASE_KILLS), seed)

    assert complaints(report) == {"R3": []}


def test_a_day_that_is_stopped_by_hand_says_what_it_saw_until_then(place: Place) -> None:
    said: list[str] = []
    work = Work(place, TODAY, said.append, is_stopped=lambda: len(said) >= STOPPED_AFTER)

    with ThreadPoolExecutor(max_workers=1) as thread:
        kills, cuts = thread.submit(prove_kills_and_cuts, work, kills=1_000, cuts=0).result()

    assert (kills.verdict, kills.stopped) == (Verdict.STOPPED, "2 of 1,000 kills")
    assert kills.seen.endswith("acknowledged, 0 lost")
    assert cuts.verdict is Verdict.KEPT


def test_eight_who_chart_at_once_wait_for_each_other_and_every_entry_stands(place: Place) -> None:
    report = seen(place, lambda work: prove_many_writers(work, entries=GATE_ENTRIES))

    assert complaints(report) == {"R16": [], "R24": []}


def test_a_yes_before_the_commit_is_noticed(place: Place) -> None:
    with place.served_by(broken.page_server(broken.acknowledges_before_commit)):
        report = seen(place, lambda work: prove_kills_and_cuts(work, kills=3, cuts=0))

    assert report["R1"].verdict is Verdict.BROKEN
    assert "acknowledged and lost" in report["R1"].complaints[0]


def test_an_id_of_the_servers_own_is_noticed(place: Place) -> None:
    with place.served_by(broken.page_server(broken.invents_ids)):
        report = seen(place, lambda work: prove_kills_and_cuts(work, kills=0, cuts=20))

    assert report["R2"].verdict is Verdict.BROKEN
    assert any("stored twice" in one for one in report["R2"].complaints)


def test_writers_who_take_no_turns_are_noticed(place: Place) -> None:
    with place.served_by(broken.page_server(broken.lets_writers_collide)):
        report = seen(place, lambda work: prove_many_writers(work, entries=10))

    assert report["R16"].verdict is Verdict.BROKEN
    assert report["R24"].verdict is Verdict.BROKEN
