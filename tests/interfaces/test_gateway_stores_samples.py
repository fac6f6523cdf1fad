"""A message through the real socket becomes rows of the room a person assigned its monitor to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import psycopg
import pytest

from holdspace.interfaces.hl7v2.mllp import framed
from tests.interfaces.gateway_process import wait_until
from tests.interfaces.messages import (
    CELSIUS,
    DIASTOLIC,
    HEART_RATE,
    MMHG,
    PER_MINUTE,
    PERCENT,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
    obx,
    oru,
    stamp_of,
)
from tests.interfaces.stored import messages, samples

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast
    from holdspace.server.database_address import Database
    from tests.interfaces.gateway_process import GatewayProcess


def test_a_message_becomes_one_wide_row_of_the_assigned_room(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    message = oru(obx(HEART_RATE, "72", PER_MINUTE), obx(SPO2, "98", PERCENT), control_id="A7")

    answer = gateway.sender.send(message)

    assert (answer.code, answer.control_id) == ("AA", "A7")
    wait_until(lambda: len(samples(clinic)) == 1)
    row = samples(clinic)[0]
    assert (row.heart_rate_per_min, row.spo2_percent) == (Decimal(72), Decimal(98))
    assert row.room_id == clinic.rooms["Room 1"].pk
    assert bytes(messages(clinic)[0].raw) == message


def test_a_cuff_with_its_own_time_is_a_row_of_its_own_and_keeps_its_age(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    taken = stamp_of(now - timedelta(minutes=24))
    pressures = (obx(SYSTOLIC, "124", MMHG, at=taken), obx(DIASTOLIC, "78", MMHG, at=taken))

    gateway.sender.send(oru(obx(HEART_RATE, "70", PER_MINUTE), *pressures, sent=stamp_of(now)))

    wait_until(lambda: len(samples(clinic)) == 2)
    live, cuff = samples(clinic)
    assert (live.systolic_mmhg, cuff.systolic_mmhg) == (None, Decimal(124))
    assert live.at - cuff.at == timedelta(minutes=24)


def test_a_cuff_that_is_sent_again_with_every_message_is_stored_once(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    taken = stamp_of(now - timedelta(minutes=3))
    pressures = (obx(SYSTOLIC, "124", MMHG, at=taken), obx(DIASTOLIC, "78", MMHG, at=taken))

    for second in range(5):
        sent = stamp_of(now + timedelta(seconds=second))
        rate = obx(HEART_RATE, str(70 + second), PER_MINUTE)
        gateway.sender.send(oru(rate, *pressures, control_id=str(second), sent=sent))

    wait_until(lambda: len(messages(clinic)) == 5)
    assert [row.systolic_mmhg for row in samples(clinic) if row.systolic_mmhg] == [Decimal(124)]


def test_a_message_sent_again_is_acknowledged_again_and_stored_once(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    message = oru(obx(HEART_RATE, "72", PER_MINUTE), control_id="again")

    answers = gateway.sender.send_raw(framed(message) * 3)
    gateway.sender.send(oru(obx(HEART_RATE, "73", PER_MINUTE), control_id="other"))

    assert [answer.code for answer in answers] == ["AA", "AA", "AA"]
    wait_until(lambda: len(samples(clinic)) == 2)
    assert [row.heart_rate_per_min for row in samples(clinic)] == [Decimal(72), Decimal(73)]


def test_a_clock_that_is_years_off_is_stored_as_sent_beside_the_receipt_and_flagged(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    gateway.sender.send(oru(obx(HEART_RATE, "72", PER_MINUTE), sent="20110203040506+0000"))

    wait_until(lambda: len(samples(clinic)) == 1)
    row = samples(clinic)[0]
    assert row.device_at == datetime(2011, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert "clock_off" in row.flags
    offset = timedelta(milliseconds=int(row.clock_offset_seconds * 1000))
    assert abs(row.received_at - row.device_at - offset) <= timedelta(milliseconds=1)
    assert abs(row.at - row.received_at) < timedelta(seconds=1)


def test_a_simulating_monitor_is_kept_as_a_demo_and_never_charted(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    gateway.sender.send(oru(obx(HEART_RATE, "80", PER_MINUTE, flags="DEMO")))

    wait_until(lambda: len(samples(clinic)) == 1)
    row = samples(clinic)[0]
    assert (row.heart_rate_per_min, row.flags) == (None, ["demo"])
    assert row.other["values"][0]["standing"] == "test"


def test_the_monitors_own_alarm_is_mirrored(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    gateway.sender.send(oru(obx(SPO2, "88", PERCENT, flags="L")))

    wait_until(lambda: len(samples(clinic)) == 1)
    assert samples(clinic)[0].alarms == [{"about": "spo2_percent", "kind": "low", "value": "88"}]


def test_a_row_with_a_sentinel_keeps_the_good_values_and_says_what_was_dropped(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    gateway.sender.send(oru(obx(SPO2, "-100", PERCENT), obx(TEMPERATURE, "36.9", CELSIUS)))

    wait_until(lambda: len(samples(clinic)) == 1)
    row = samples(clinic)[0]
    assert (row.spo2_percent, row.temperature_celsius) == (None, Decimal("36.9"))
    assert row.flags == ["invalid:spo2_percent"]


def test_messages_that_come_in_the_wrong_order_stand_in_the_order_of_measurement(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    for seconds_ago in (1, 9, 5):
        sent = stamp_of(now - timedelta(seconds=seconds_ago))
        rate = obx(HEART_RATE, str(60 + seconds_ago), PER_MINUTE)
        gateway.sender.send(oru(rate, control_id=str(seconds_ago), sent=sent))

    wait_until(lambda: len(samples(clinic)) == 3)
    by_time = sorted(samples(clinic), key=lambda row: row.at)
    assert [int(row.heart_rate_per_min) for row in by_time] == [69, 65, 61]
    assert ["late" in row.flags for row in by_time] == [True, True, False]


def test_who_is_named_and_is_not_in_the_room_is_taken_held_back_and_told_to_the_room(
    gateway: GatewayProcess,
    own_database: Database,
    clinic: Cast,
    open_session: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    named = oru(obx(HEART_RATE, "72", PER_MINUTE)).replace(b"PID|||", b"PID|||||Vogel^Anselm")
    with psycopg.connect(own_database.app_url, autocommit=True) as listening:
        listening.execute("LISTEN holdspace_samples")
        answer = gateway.sender.send(named)
        heard = next(iter(listening.notifies(timeout=10, stop_after=1)))
    gateway.stop()
    gateway.start()

    assert (answer.code, heard.payload, samples(clinic)) == ("AA", open_session, [])
    assert [message.state for message in messages(clinic)] == ["queued"]
    assert "Vogel" not in "".join(capfd.readouterr()) + messages(clinic)[0].reason


def test_who_listens_hears_of_a_sessions_samples_after_the_commit(
    gateway: GatewayProcess, own_database: Database, clinic: Cast, open_session: str
) -> None:
    with psycopg.connect(own_database.app_url, autocommit=True) as listening:
        listening.execute("LISTEN holdspace_samples")
        gateway.sender.send(oru(obx(HEART_RATE, "72", PER_MINUTE)))
        heard = next(iter(listening.notifies(timeout=10, stop_after=1)))

    assert heard.payload == open_session
    assert [str(row.session_id) for row in samples(clinic)] == [open_session]
