"""A recorded stay's vital signs, fed into an open session through the real socket."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from holdspace.interfaces.monitors.mdc import write
from holdspace.interfaces.monitors.recordings.wfdb import read_wfdb
from holdspace.server import feed
from tests.interfaces.clinic_monitors import add_monitor, assign, session_in
from tests.interfaces.gateway_process import wait_until
from tests.interfaces.stored import messages, samples

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.clinic.demo import Cast
    from holdspace.interfaces.monitors.recordings.frame import RecordedFrame
    from holdspace.pathway.dosing_session.models import DosingSession, VitalsSample
    from tests.interfaces.gateway_process import GatewayProcess

FRAMES = 300
COLUMNS = {
    "heart_rate_per_min": write.HEART_RATE,
    "pulse_rate_per_min": write.PULSE,
    "spo2_percent": write.SPO2,
    "respiratory_rate_per_min": write.RESPIRATION,
}


@pytest.fixture
def header(recordings: Path) -> Path:
    (path,) = (recordings / "record").glob("*.hea")
    return path


@pytest.fixture
def session(clinic: Cast) -> DosingSession:
    """Open in Room 1, where the feed's monitor stands."""
    opened_at = datetime.now(UTC) - timedelta(minutes=10)
    assign(clinic, add_monitor(clinic, feed.DEVICE_KEY), "Room 1", from_at=opened_at)
    return session_in(clinic, "Room 1", "mara", opened_at=opened_at)


@pytest.fixture
def fed(header: Path, session: DosingSession, gateway: GatewayProcess, clinic: Cast) -> int:
    """The record's first hours, one recorded minute each hundredth of a second; how many sent."""
    sent = sum(1 for frame in frames(header) if frame.values)

    assert (
        feed.run_feed(
            [str(header), "--port", str(gateway.port), "--speed", "6000", "--messages", str(sent)]
        )
        == 0
    )

    wait_until(lambda: len(messages(clinic)) == sent)
    return sent


def frames(header: Path) -> list[RecordedFrame]:
    return list(read_wfdb(header))[:FRAMES]


def column(rows: list[VitalsSample], name: str) -> list[object]:
    return [getattr(row, name) for row in rows if getattr(row, name) is not None]


def test_every_recorded_value_is_stored_in_the_session_and_gaps_stay_gaps(
    fed: int, header: Path, session: DosingSession, clinic: Cast
) -> None:
    rows = samples(clinic)

    recorded = {
        name: [frame.values[kind] for frame in frames(header) if kind in frame.values]
        for name, kind in COLUMNS.items()
    }
    assert {name: column(rows, name) for name in COLUMNS} == recorded
    assert {row.session_id for row in rows} == {session.pk}
    assert {message.state for message in messages(clinic)} == {"stored"}


def test_the_record_is_re_timed_to_now_and_its_order_is_kept(fed: int, clinic: Cast) -> None:
    times = [row.at for row in samples(clinic)]

    assert times == sorted(times)
    assert datetime.now(UTC) - times[0] < timedelta(minutes=5)
    assert not [row for row in samples(clinic) if "clock_off" in row.flags]
