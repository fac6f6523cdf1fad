"""A monitor that names somebody else: said, held back, and taken once somebody has looked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from holdspace.clinic.context import clinic_context
from holdspace.interfaces.monitors.doubt import NAMES_ANOTHER
from holdspace.interfaces.monitors.drain import Drain
from holdspace.interfaces.monitors.spool import Item, Spool
from holdspace.pathway.dosing_session.models import MonitorDoubt
from tests.interfaces.clinic_monitors import add_monitor, assign, session_in
from tests.interfaces.messages import HEART_RATE, PER_MINUTE, obx, oru, stamp_of
from tests.interfaces.stored import messages, samples

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.clinic.demo import Cast

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def spool(tmp_path: Path, clinic: Cast) -> Spool:
    """Of a gateway that hears a monitor in Room 1, where Mara's session is open."""
    monitor = add_monitor(clinic, "BEDSIDE / ONE")
    assign(clinic, monitor, "Room 1", from_at=NOW - timedelta(hours=1))
    session_in(clinic, "Room 1", "mara", opened_at=NOW - timedelta(minutes=30))
    return Spool(tmp_path)


def sends(spool: Spool, drain: Drain, rate: int, pid: str, *, after_seconds: int = 0) -> None:
    at = NOW + timedelta(seconds=after_seconds)
    raw = oru(obx(HEART_RATE, str(rate), PER_MINUTE), control_id=str(rate), sent=stamp_of(at))
    raw = raw.replace(b"PID|||", f"PID|||{pid}".encode())
    spool.append([Item(received_at=at, source="10.0.0.5", raw=raw)])
    drain.once(at)


def doubts(clinic: Cast) -> list[MonitorDoubt]:
    with clinic_context(clinic.clinic.id):
        return list(MonitorDoubt.objects.order_by("id"))


def rates(clinic: Cast) -> list[int]:
    return [int(row.heart_rate_per_min) for row in samples(clinic)]


def settle(clinic: Cast, *, is_this_person: bool) -> None:
    with clinic_context(clinic.clinic.id):
        MonitorDoubt.objects.update(
            is_this_person=is_this_person,
            settled_at=NOW + timedelta(seconds=30),
            settled_by=clinic.staff["ana"],
        )


def test_whom_it_names_is_told_from_the_person_of_the_session(spool: Spool, clinic: Cast) -> None:
    mara = clinic.patients["mara"]
    drain = Drain(spool)

    sends(spool, drain, 70, "")
    sends(spool, drain, 71, f"||{mara.family_name}^{mara.given_name}||{mara.born_on:%Y%m%d}")
    sends(spool, drain, 72, "||Vogel^Anselm||19601231")

    assert rates(clinic) == [70, 71]
    waiting = messages(clinic)[-1]
    assert (waiting.state, waiting.reason) == ("queued", NAMES_ANOTHER)
    (doubt,) = doubts(clinic)
    assert doubt.words == (
        "BEDSIDE / ONE says that it is measuring somebody else:"
        " the name and the date of birth differ."
    )
    assert (doubt.is_this_person, doubt.settled_at) == (None, None)


def test_a_doubt_that_goes_on_is_one_row_and_another_name_another(
    spool: Spool, clinic: Cast
) -> None:
    drain = Drain(spool)

    for second in (0, 1, 7):
        sends(spool, drain, 70 + second, "||Vogel^Anselm", after_seconds=second)
    sends(spool, drain, 80, "||Brandt^Ute", after_seconds=8)

    first, second = doubts(clinic)
    assert first.last_heard_at - first.began_at == timedelta(seconds=7)
    assert first.named != second.named
    assert rates(clinic) == []


def test_once_somebody_has_looked_it_is_taken_with_what_waited_and_says_so(
    spool: Spool, clinic: Cast
) -> None:
    drain = Drain(spool)
    for second in range(3):
        sends(spool, drain, 70 + second, "||Vogel^Anselm", after_seconds=second)
    settle(clinic, is_this_person=True)

    sends(spool, drain, 80, "||Vogel^Anselm", after_seconds=40)
    sends(spool, drain, 81, "||Brandt^Ute", after_seconds=41)
    drain.once(NOW + timedelta(seconds=42))

    assert sorted(rates(clinic)) == [70, 71, 72, 80]
    flags = {int(row.heart_rate_per_min): row.flags for row in samples(clinic)}
    assert flags[80] == ["another_name"]
    assert flags[70] == ["another_name", "late"]


def test_somebody_elses_stay_out_of_the_session_for_good(spool: Spool, clinic: Cast) -> None:
    drain = Drain(spool)
    sends(spool, drain, 70, "||Vogel^Anselm")
    settle(clinic, is_this_person=False)

    sends(spool, drain, 71, "||Vogel^Anselm", after_seconds=40)
    drain.once(NOW + timedelta(seconds=50))

    assert rates(clinic) == []
    assert [message.state for message in messages(clinic)] == ["queued", "queued"]


def test_a_room_without_a_session_doubts_nobody(spool: Spool, clinic: Cast) -> None:
    monitor = add_monitor(clinic, "BEDSIDE / TWO")
    assign(clinic, monitor, "Room 2", from_at=NOW - timedelta(hours=1))
    raw = oru(obx(HEART_RATE, "64", PER_MINUTE), device="BEDSIDE^TWO", sent=stamp_of(NOW))
    named = raw.replace(b"PID|||", b"PID|||||Vogel^Anselm")
    spool.append([Item(received_at=NOW, source="10.0.0.5", raw=named)])

    Drain(spool).once(NOW)

    assert (rates(clinic), doubts(clinic)) == ([64], [])
