"""Messages that real monitors send, through the real socket into the real database."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from holdspace.interfaces.hl7v2.charset import decode
from holdspace.interfaces.hl7v2.er7 import parse
from holdspace.interfaces.monitors.identity import device_key_of
from tests.interfaces.clinic_monitors import add_monitor, assign
from tests.interfaces.gateway_process import wait_until
from tests.interfaces.stored import messages, samples
from tests.recorded.expectation import charted_without_expectation, stored_in, unmet

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.clinic.demo import Cast
    from tests.interfaces.gateway_process import GatewayProcess

NAMES = [
    "mindray_vs900_spot",
    "mindray_vs900_demo_mode",
    "comen_nc_monitor",
    "creative_sentinels_minus100",
]


def raw_message(recordings: Path, name: str) -> bytes:
    return (recordings / "monitor" / f"{name}.hl7").read_bytes()


def test_every_recorded_message_is_played_here(recordings: Path) -> None:
    found = sorted(path.stem for path in (recordings / "monitor").glob("*.hl7"))

    assert found == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_message_becomes_what_is_expected_and_nothing_more(
    name: str, recordings: Path, gateway: GatewayProcess, clinic: Cast
) -> None:
    raw = raw_message(recordings, name)
    expected = json.loads((recordings / "monitor" / "expected.json").read_text())[name]["expect"]
    zone = ZoneInfo(clinic.clinic.time_zone)
    monitor = add_monitor(clinic, device_key_of(parse(decode(raw).text)))
    assign(clinic, monitor, "Room 1", from_at=datetime.now(UTC) - timedelta(hours=2))

    assert gateway.sender.send(raw).is_taken

    wait_until(lambda: len(samples(clinic)) > 0)
    stored = stored_in(samples(clinic))
    assert [unmet(expectation, stored, zone) for expectation in expected] == [""] * len(expected)
    assert charted_without_expectation(expected, stored, zone) == []
    assert bytes(messages(clinic)[0].raw) == raw


@pytest.mark.parametrize("name", NAMES)
def test_a_clock_that_is_years_off_is_kept_as_sent_and_flagged(
    name: str, recordings: Path, gateway: GatewayProcess, clinic: Cast
) -> None:
    raw = raw_message(recordings, name)
    monitor = add_monitor(clinic, device_key_of(parse(decode(raw).text)))
    assign(clinic, monitor, "Room 1", from_at=datetime.now(UTC) - timedelta(hours=2))

    gateway.sender.send(raw)

    wait_until(lambda: len(samples(clinic)) > 0)
    rows = samples(clinic)
    assert {row.device_at.year < 2026 for row in rows} == {True}
    assert {"clock_off" in row.flags for row in rows} == {True}
    assert all(timedelta(0) <= row.received_at - row.at < timedelta(hours=1) for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_message_of_a_device_nobody_assigned_waits_for_a_person(
    name: str, recordings: Path, gateway: GatewayProcess, clinic: Cast
) -> None:
    gateway.sender.send(raw_message(recordings, name))

    wait_until(lambda: len(messages(clinic)) == 1)
    assert (messages(clinic)[0].state, samples(clinic)) == ("queued", [])
