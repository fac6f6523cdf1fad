"""Recorded vital signs in CSV and WFDB files, read as they are: gaps stay gaps."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from holdspace.interfaces.monitors.mdc import write
from holdspace.interfaces.monitors.recordings.csv_file import read_csv
from holdspace.interfaces.monitors.recordings.frame import NotARecording, RecordedFrame
from holdspace.interfaces.monitors.recordings.replayed import ReplayedMonitor
from holdspace.interfaces.monitors.recordings.wfdb import read_wfdb

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
NONE = -32768


def record(folder: Path, *frames: tuple[int, int, int], spoil: int = 0) -> Path:
    """Our own record: heart rate in tenths, a cuff in mmHg with a baseline, and a stranger."""
    sums = [sum(column) + spoil for column in zip(*frames, strict=True)]
    checks = [(total + 32768) % 65536 - 32768 for total in sums]
    first = frames[0]
    header = [
        "ours 3 0.5/125 2 10:00:00 01/06/2025",
        f"ours.dat 16 10/bpm 16 0 {first[0]} {checks[0]} 0 HR",
        f"ours.dat 16 1(-20)/mmHg 16 0 {first[1]} {checks[1]} 0 NBPSys",
        f"ours.dat 16 5/mV 16 0 {first[2]} {checks[2]} 0 SOMETHING",
        "# a comment",
    ]
    (folder / "ours.hea").write_text("\n".join(header))
    (folder / "ours.dat").write_bytes(b"".join(struct.pack("<3h", *frame) for frame in frames))
    return folder / "ours.hea"


def test_a_wfdb_record_is_read_with_its_gain_and_baseline(tmp_path: Path) -> None:
    frames = list(read_wfdb(record(tmp_path, (623, 100, 5), (640, 101, 6))))

    assert frames == [
        RecordedFrame(0, {write.HEART_RATE: Decimal("62.3"), write.CUFF_SYSTOLIC: Decimal(120)}),
        RecordedFrame(2, {write.HEART_RATE: Decimal("64"), write.CUFF_SYSTOLIC: Decimal(121)}),
    ]


def test_zeros_and_the_lowest_number_are_no_reading_and_never_a_value(tmp_path: Path) -> None:
    frames = list(read_wfdb(record(tmp_path, (0, NONE, 1), (NONE, -20, 1), (1, -19, 1))))

    assert [dict(frame.values) for frame in frames] == [
        {},
        {},
        {write.HEART_RATE: Decimal("0.1"), write.CUFF_SYSTOLIC: Decimal(1)},
    ]


def test_a_data_file_that_does_not_fit_its_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARecording, match="is not the file"):
        list(read_wfdb(record(tmp_path, (623, 100, 5), spoil=1)))


def test_half_a_frame_is_refused(tmp_path: Path) -> None:
    header = record(tmp_path, (623, 100, 5))
    (tmp_path / "ours.dat").write_bytes(b"\x00" * 7)

    with pytest.raises(NotARecording, match="whole frames"):
        list(read_wfdb(header))


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("", "empty"),
        ("many/3 1 1", "several segments"),
        ("one x 1", "cannot be read"),
        ("one 1 0\na.dat 16 1/mmHg 16 0 1 1 0 HR", "no signals"),
        ("one 1 1\na.dat 212 1/mmHg 16 0 1 1 0 HR", "format 16"),
        ("one 2 1\na.dat 16 1/mmHg 16 0 1 1 0 HR", "fewer"),
        ("one 1 1\n../a.dat 16 1/mmHg 16 0 1 1 0 HR", "outside"),
        ("one 1 1\na.dat 16 ?/mmHg 16 0 1 1 0 HR", "gain"),
    ],
)
def test_a_header_we_cannot_read_says_why(header: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "one.hea"
    path.write_text(header)

    with pytest.raises(NotARecording, match=words):
        list(read_wfdb(path))


@pytest.mark.parametrize("times", ["0,30", "00:00:10,00:00:40", "10:00,10:30"])
def test_a_csv_file_is_read_in_any_of_its_time_forms(times: str, tmp_path: Path) -> None:
    first, second = times.split(",")
    path = tmp_path / "vitals.csv"
    path.write_text(f"time,hr,systolic_mmhg,notes\n{first},71,,x\n{second},,120,y\n")

    assert list(read_csv(path)) == [
        RecordedFrame(0, {write.HEART_RATE: Decimal(71)}),
        RecordedFrame(30, {write.CUFF_SYSTOLIC: Decimal(120)}),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hr\n71\n", "needs a column"),
        ("time,notes\n1,x\n", "needs a column"),
        ("time,hr\nsoon,71\n", "line 2: the time cannot be read"),
        ("time,hr\n1,71\n0,72\n", "line 3: the time goes backwards"),
        ("time,hr\n1,fast\n", "line 2: a value is not a number"),
        ("time,hr\n1,NaN\n", "line 2: a value is not a number"),
    ],
)
def test_a_csv_file_we_cannot_read_says_why(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "vitals.csv"
    path.write_text(text)

    with pytest.raises(NotARecording, match=words):
        list(read_csv(path))


def test_a_cuff_value_that_is_held_keeps_the_moment_it_was_taken() -> None:
    monitor = ReplayedMonitor()
    held = {write.CUFF_SYSTOLIC: Decimal(120), write.HEART_RATE: Decimal(70)}
    taken = {write.CUFF_SYSTOLIC: Decimal(131), write.HEART_RATE: Decimal(70)}

    seen = [
        [item.taken_at for item in monitor.observe(RecordedFrame(minute, values), at(minute))]
        for minute, values in enumerate((held, held, taken))
    ]

    assert seen == [[at(0), None], [at(0), None], [at(2), None]]


def test_a_gap_sends_nothing() -> None:
    assert ReplayedMonitor().observe(RecordedFrame(0, {}), NOW) == []


def at(minute: int) -> datetime:
    return NOW + timedelta(minutes=minute)
