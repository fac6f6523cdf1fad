"""`holdspace simulate` and `holdspace feed` speak to the real gateway and to nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from holdspace.server import feed, simulator
from tests.interfaces.clinic_monitors import add_monitor, assign
from tests.interfaces.gateway_process import wait_until
from tests.interfaces.stored import messages, samples

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from holdspace.clinic.demo import Cast
    from tests.interfaces.gateway_process import GatewayProcess


def stands_in_room_1(clinic: Cast, device_key: str) -> None:
    monitor = add_monitor(clinic, device_key)
    assign(clinic, monitor, "Room 1", from_at=datetime.now(UTC) - timedelta(hours=1))


def test_simulate_fills_the_room_its_monitor_stands_in(
    gateway: GatewayProcess, clinic: Cast
) -> None:
    stands_in_room_1(clinic, simulator.DEVICE_KEY)
    asked = [
        "--port",
        str(gateway.port),
        "--messages",
        "30",
        "--interval",
        "0.01",
        "--speed",
        "600",
    ]

    assert simulator.run_simulator(asked) == 0

    wait_until(lambda: len(messages(clinic)) == 30)
    rows = samples(clinic)
    assert [message.state for message in messages(clinic)] == ["stored"] * 30
    assert len([row for row in rows if row.heart_rate_per_min is not None]) == 30
    assert len([row for row in rows if row.systolic_mmhg is not None]) >= 1


def test_feed_plays_a_csv_file_as_if_it_were_now(
    gateway: GatewayProcess, clinic: Cast, tmp_path: Path
) -> None:
    stands_in_room_1(clinic, feed.DEVICE_KEY)
    path = tmp_path / "vitals.csv"
    path.write_text("seconds,hr,sys,dia\n0,70,120,80\n60,71,120,80\n120,,,\n180,72,131,82\n")

    assert feed.run_feed([str(path), "--port", str(gateway.port), "--speed", "600"]) == 0

    wait_until(lambda: len(messages(clinic)) == 3)
    rows = samples(clinic)
    assert [r.heart_rate_per_min for r in rows if r.heart_rate_per_min] == [70, 71, 72]
    assert [r.systolic_mmhg for r in rows if r.systolic_mmhg] == [120, 131]
    assert all(abs(row.received_at - row.at) < timedelta(seconds=30) for row in rows)


def test_feed_says_why_it_cannot_play_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "vitals.txt"
    path.write_text("x")

    assert feed.run_feed([str(path)]) == 1
    assert "give a .csv file" in capsys.readouterr().err
