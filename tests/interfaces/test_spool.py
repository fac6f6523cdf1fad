"""What is in the spool stays in it, in order, once, whatever is cut off where."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdspace.interfaces.monitors.spool import Item, Spool, SpoolBounds, SpoolFull, SpoolReader
from holdspace.interfaces.monitors.spool_records import SpoolBroken, segments_in

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
SMALL = SpoolBounds(segment_bytes=200)


def item(number: int, at: datetime = NOW) -> Item:
    return Item(received_at=at, source="10.0.0.5", raw=b"message %d" % number)


def filled(folder: Path, count: int, bounds: SpoolBounds = SMALL) -> Spool:
    spool = Spool(folder, bounds)
    for number in range(1, count + 1):
        spool.append([item(number)])
    return spool


def sequences(folder: Path, after: int = 0) -> list[int]:
    return [record.sequence for record in SpoolReader(folder).read(after=after, most=10_000)]


def test_records_come_back_in_order_across_segments(tmp_path: Path) -> None:
    filled(tmp_path, 20)

    records = SpoolReader(tmp_path).read(after=0, most=100)

    assert [record.raw for record in records] == [b"message %d" % n for n in range(1, 21)]
    assert len(segments_in(tmp_path)) > 3


def test_reading_goes_on_where_it_stopped_and_sees_what_came_since(tmp_path: Path) -> None:
    spool = filled(tmp_path, 7)
    reader = SpoolReader(tmp_path)

    first = reader.read(after=0, most=5)
    spool.append([item(8), item(9)])
    rest = reader.read(after=5, most=100)

    assert [record.sequence for record in first + rest] == list(range(1, 10))


def test_nothing_past_the_last_sync_is_read(tmp_path: Path) -> None:
    filled(tmp_path, 6)

    records = SpoolReader(tmp_path).read(after=0, through=4, most=100)

    assert [record.sequence for record in records] == [1, 2, 3, 4]


def test_a_new_process_goes_on_with_the_next_number(tmp_path: Path) -> None:
    first = filled(tmp_path, 5)
    second = Spool(tmp_path, SMALL)
    second.append([item(6)])

    assert second.id == first.id
    assert sequences(tmp_path) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("after", [4, 5, 6, 8])
def test_a_reader_finds_any_later_or_earlier_place_than_where_it_stopped(
    tmp_path: Path, after: int
) -> None:
    filled(tmp_path, 8)
    reader = SpoolReader(tmp_path)

    reader.read(after=0, most=5)
    rest = reader.read(after=after, most=100)

    assert [record.sequence for record in rest] == list(range(after + 1, 9))


def test_a_reader_that_is_not_at_its_bookmark_still_finds_its_place(tmp_path: Path) -> None:
    filled(tmp_path, 20)
    reader = SpoolReader(tmp_path)
    reader.read(after=0, most=12)

    assert [record.sequence for record in reader.read(after=3, most=2)] == [4, 5]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cut=st.integers(0, 400), count=st.integers(1, 6))
def test_a_record_that_a_kill_left_half_written_is_cut_off_and_the_rest_stays(
    cut: int, count: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("spool")
    filled(folder, count, SpoolBounds())
    (segment,) = segments_in(folder)
    size = segment.stat().st_size
    os.truncate(segment, max(0, size - cut))
    whole = sequences(folder)

    mended = Spool(folder)
    mended.append([item(99)])

    assert whole == list(range(1, len(whole) + 1))
    assert sequences(folder) == [*whole, len(whole) + 1]


def test_a_changed_byte_in_an_old_segment_is_said_and_not_skipped(tmp_path: Path) -> None:
    filled(tmp_path, 20)
    oldest = segments_in(tmp_path)[0]
    damaged = bytearray(oldest.read_bytes())
    damaged[20] ^= 0xFF
    oldest.write_bytes(damaged)

    with pytest.raises(SpoolBroken):
        sequences(tmp_path)


def test_a_failed_write_leaves_no_half_record_and_no_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = filled(tmp_path, 2, SpoolBounds())
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", _no_space)
        with pytest.raises(OSError, match="no space"):
            spool.append([item(3)])

    spool.append([item(4)])

    assert [r.raw for r in SpoolReader(tmp_path).read(after=0, most=9)][2:] == [b"message 4"]
    assert sequences(tmp_path) == [1, 2, 3]


def test_loaded_segments_are_forgotten_and_the_rest_is_kept(tmp_path: Path) -> None:
    spool = filled(tmp_path, 20)

    spool.forget_through(12)

    assert sequences(tmp_path, after=12) == list(range(13, 21))
    assert sequences(tmp_path)[0] > 1
    assert Spool(tmp_path, SMALL).position() == 12


@pytest.mark.parametrize(("held", "words"), [(-1, ""), (0, "its limit"), (1, "its limit")])
def test_at_its_size_the_spool_takes_no_more_and_says_so(
    held: int, words: str, tmp_path: Path
) -> None:
    filled(tmp_path, 3, SpoolBounds())
    size = segments_in(tmp_path)[0].stat().st_size
    spool = Spool(tmp_path, SpoolBounds(most_bytes=size - held))

    assert words in _refusal(spool, NOW)
    assert bool(words) == bool(_refusal(spool, NOW))


@pytest.mark.parametrize(("seconds", "words"), [(-1, ""), (0, ""), (1, "more than 24 h")])
def test_after_a_day_without_the_database_the_spool_takes_no_more_and_says_so(
    seconds: int, words: str, tmp_path: Path
) -> None:
    spool = filled(tmp_path, 1)

    later = NOW + timedelta(hours=24, seconds=seconds)

    assert words in _refusal(spool, later)
    assert bool(words) == bool(_refusal(spool, later))


def test_once_loaded_a_full_spool_takes_messages_again(tmp_path: Path) -> None:
    spool = filled(tmp_path, 1)

    spool.forget_through(1)

    assert _refusal(spool, NOW + timedelta(hours=25)) == ""


def _refusal(spool: Spool, now: datetime) -> str:
    try:
        spool.refuse_if_full(now)
    except SpoolFull as full:
        return str(full)
    return ""


def _no_space(descriptor: int) -> None:
    raise OSError(28, "no space")
