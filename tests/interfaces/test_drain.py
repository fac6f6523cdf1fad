"""The drain's own promises, without a socket: one transaction, nothing skipped, nothing stuck."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DataError, OperationalError

from holdspace.clinic.context import clinic_context
from holdspace.interfaces.monitors import drain as drain_module
from holdspace.interfaces.monitors.drain import Drain
from holdspace.interfaces.monitors.queued_again import READ_IN
from holdspace.interfaces.monitors.spool import Item, Spool
from holdspace.pathway.dosing_session.models import MessageResolved, Monitor, MonitorMessage
from tests.interfaces.clinic_monitors import assign
from tests.interfaces.messages import HEART_RATE, PER_MINUTE, obx, oru, stamp_of
from tests.interfaces.stored import messages, samples

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.clinic.demo import Cast

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path)


def spooled(spool: Spool, *rates: int) -> None:
    for rate in rates:
        raw = oru(obx(HEART_RATE, str(rate), PER_MINUTE), control_id=str(rate))
        spool.append([Item(received_at=NOW, source="10.0.0.5", raw=raw)])


def rates_of(clinic: Cast) -> list[int]:
    return [int(row.heart_rate_per_min) for row in samples(clinic)]


def test_a_batch_is_loaded_and_the_spool_is_empty_after_it(
    spool: Spool, clinic: Cast, standing_monitor: str
) -> None:
    spooled(spool, 70, 71, 72)

    more = Drain(spool).once(NOW)

    assert (more, rates_of(clinic)) == (False, [70, 71, 72])
    assert spool.oldest_waiting_at is None


def test_a_second_drain_on_the_same_spool_loads_nothing_again(
    spool: Spool, clinic: Cast, standing_monitor: str
) -> None:
    # Without a control id and a time a message cannot be known again: only the position tells.
    raw = oru(obx(HEART_RATE, "70", PER_MINUTE), control_id="", sent="")
    spool.append([Item(received_at=NOW, source="10.0.0.5", raw=raw)])
    Drain(spool).once(NOW)

    Drain(spool).once(NOW)

    assert rates_of(clinic) == [70]


def test_when_the_transaction_fails_nothing_is_loaded_and_all_of_it_next_time(
    spool: Spool, clinic: Cast, standing_monitor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spooled(spool, 70, 71)
    draining = Drain(spool)
    with monkeypatch.context() as broken:
        broken.setattr(drain_module, "announce", _away)
        with pytest.raises(OperationalError):
            draining.once(NOW)
    nothing = messages(clinic)

    draining.once(NOW)

    assert (nothing, rates_of(clinic)) == ([], [70, 71])


def test_a_message_the_database_will_not_take_waits_for_a_person_and_holds_up_nobody(
    spool: Spool, clinic: Cast, standing_monitor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spooled(spool, 70, 71, 72)
    real = drain_module.sort_out
    monkeypatch.setattr(
        drain_module, "sort_out", lambda heard, memory: _refuse_71(real, heard, memory)
    )
    draining = Drain(spool)

    for _ in range(3):
        draining.once(NOW)

    assert rates_of(clinic) == [70, 72]
    (aside,) = [message for message in messages(clinic) if message.state == "queued"]
    assert "would not take" in aside.reason


def test_without_a_clinic_everything_waits_in_the_spool(own_database: object, spool: Spool) -> None:
    spooled(spool, 70)

    assert Drain(spool).once(NOW) is False
    assert spool.oldest_waiting_at == NOW


def test_a_drain_that_starts_again_still_knows_what_was_sent_twice(
    spool: Spool, clinic: Cast, standing_monitor: str
) -> None:
    raw = oru(obx(HEART_RATE, "70", PER_MINUTE), control_id="7")
    spool.append([Item(received_at=NOW, source="10.0.0.5", raw=raw)])
    Drain(spool).once(NOW)
    spool.append([Item(received_at=NOW + timedelta(seconds=9), source="10.0.0.5", raw=raw)])

    Drain(spool).once(NOW)

    assert rates_of(clinic) == [70]


def test_a_drain_that_starts_again_still_knows_a_wrong_clock(
    spool: Spool, clinic: Cast, standing_monitor: str
) -> None:
    for second, delay in ((0, 0), (1, 20)):
        sent = f"2011020304050{second}+0000"
        raw = oru(obx(HEART_RATE, "70", PER_MINUTE), control_id=str(second), sent=sent)
        at = NOW + timedelta(seconds=second + delay)
        spool.append([Item(received_at=at, source="10.0.0.5", raw=raw)])
        Drain(spool).once(at)

    first, late = samples(clinic)
    assert late.at - first.at == timedelta(seconds=1)
    assert "late" in late.flags


def _away(sessions: object) -> None:
    raise OperationalError


def _refuse_71(real, heard, memory):
    loaded = real(heard, memory)
    if any(message.control_id == "71" for message in loaded):
        raise DataError
    return loaded


def test_what_waited_is_read_in_from_when_somebody_says_the_monitor_stood_there(
    spool: Spool, clinic: Cast, homeless_monitor: str
) -> None:
    draining = Drain(spool)
    for minute in (0, 2, 4):
        at = NOW + timedelta(minutes=minute)
        raw = oru(obx(HEART_RATE, str(70 + minute), PER_MINUTE), sent=stamp_of(at))
        spool.append([Item(received_at=at, source="10.0.0.5", raw=raw)])
        draining.once(at)
    nothing = samples(clinic)

    with clinic_context(clinic.clinic.id):
        monitor = Monitor.objects.get(device_key=homeless_monitor)
    assign(clinic, monitor, "Room 2", from_at=NOW + timedelta(minutes=1))
    for _ in range(2):
        draining.once(NOW + timedelta(minutes=5))

    assert nothing == []
    assert rates_of(clinic) == [72, 74]
    assert {row.room_id for row in samples(clinic)} == {clinic.rooms["Room 2"].pk}
    assert [row.flags for row in samples(clinic)] == [["late"], ["late"]]
    with clinic_context(clinic.clinic.id):
        settled = MessageResolved.objects.order_by("message_id")
        assert [(one.what, one.by_id) for one in settled] == [(READ_IN, clinic.staff["ana"].pk)] * 2


def test_what_was_settled_by_hand_is_not_read_in(
    spool: Spool, clinic: Cast, homeless_monitor: str
) -> None:
    spooled(spool, 70, 71)
    draining = Drain(spool)
    draining.once(NOW)
    with clinic_context(clinic.clinic.id):
        MessageResolved.objects.create(
            clinic=clinic.clinic,
            message=MonitorMessage.objects.order_by("id")[0],
            by=clinic.staff["ana"],
            at=NOW,
            what="somebody else's",
        )
        monitor = Monitor.objects.get(device_key=homeless_monitor)
    assign(clinic, monitor, "Room 2", from_at=NOW - timedelta(minutes=1))

    Drain(spool).once(NOW)

    assert rates_of(clinic) == [71]
