"""Monitors send while all around them dies, and copies are made and put back: nothing is missing.

The proofs are those of `holdspace prove`; a gateway and a copy that break the promise are noticed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdspace.server.proving import broken_gateway
from holdspace.server.proving.copied import GATE_SPOILT, prove_copies, prove_restore
from holdspace.server.proving.many_sessions import prove_many_put_back
from holdspace.server.proving.monitored import prove_all_stored, prove_kills_around
from holdspace.server.proving.place import Place, running_place, scratch_folder
from holdspace.server.proving.proof import Verdict
from holdspace.server.proving.spoiling import copies_a_later_moment
from tests.faults.test_a_bad_day import complaints, seen
from tests.made_once import copy_of_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS, KILLS, COPIES, MANY_SESSIONS = 60, 5, 1, 100
"""Less than the gate: `holdspace prove` runs them whole. The last kill is the database's."""


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with scratch_folder() as folder:
        copy_of_tables(folder / "database")
        with running_place(Place(folder)) as place:
            yield place


def test_every_sample_that_six_monitors_sent_is_stored_once(place: Place) -> None:
    report = seen(place, lambda work: prove_all_stored(work, seconds=SECONDS))

    assert complaints(report) == {"R13": []}
    assert report["R13"].seen == "360 of 360 stored"


def test_no_acknowledged_sample_is_lost_when_what_is_around_the_gateway_dies(place: Place) -> None:
    report = seen(place, lambda work: prove_kills_around(work, kills=KILLS))

    assert complaints(report) == {"R14": []}


def test_a_copy_made_while_people_chart_is_whole(place: Place) -> None:
    report = seen(place, lambda work: prove_copies(work, copies=COPIES))

    assert complaints(report) == {"R19": []}


def test_a_copy_put_back_is_the_record_and_a_spoilt_one_is_refused(place: Place) -> None:
    report = seen(place, lambda work: prove_restore(work, spoilt=GATE_SPOILT))

    assert complaints(report) == {"R20": []}


def test_sessions_that_were_made_by_the_hundred_come_back_alike(place: Place) -> None:
    report = seen(place, lambda work: prove_many_put_back(work, sessions=MANY_SESSIONS))

    assert complaints(report) == {"R20": []}
    assert f"A record of {MANY_SESSIONS} sessions is back" in report["R20"].says


def test_a_gateway_that_forgets_one_message_in_fifty_is_noticed(place: Place) -> None:
    gateway = broken_gateway.gateway(broken_gateway.drops_one_in_fifty)

    report = seen(place, lambda work: prove_all_stored(work, seconds=10, gateway=gateway))

    assert report["R13"].verdict is Verdict.BROKEN
    assert "acknowledged and lost" in report["R13"].complaints[0]


def test_a_copy_of_another_moment_than_its_figures_is_noticed(place: Place) -> None:
    report = seen(place, lambda work: prove_copies(work, copies=1, making=copies_a_later_moment))

    assert report["R19"].verdict is Verdict.BROKEN
    assert "is whole, and what it holds is not" in report["R19"].complaints[0]
