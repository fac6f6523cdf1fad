"""The anchor: any change to what was written down is found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from holdspace.server.anchor import AnchorIsBroken, Head, append, heads_in, last_written_at

if TYPE_CHECKING:
    from pathlib import Path

KEY = b"a key of the clinic's own, kept elsewhere"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EARLY = Head("session-1", 4, "aa" * 32)
LATE = Head("session-1", 9, "bb" * 32)
OTHER = Head("session-2", 1, "cc" * 32)


@pytest.fixture
def anchor(tmp_path: Path) -> Path:
    path = tmp_path / "anchor.jsonl"
    append(path, KEY, [EARLY, OTHER], NOON)
    append(path, KEY, [LATE], NOON + timedelta(hours=1))
    append(path, KEY, [], NOON + timedelta(hours=2))
    return path


def test_it_tells_where_each_log_stood_last(anchor: Path) -> None:
    assert heads_in(anchor, KEY) == {"session-1": LATE, "session-2": OTHER}
    assert last_written_at(anchor) == NOON + timedelta(hours=2)


def test_nothing_was_written_yet(tmp_path: Path) -> None:
    assert heads_in(tmp_path / "none", KEY) == {}
    assert last_written_at(tmp_path / "none") is None


def test_a_changed_line_is_found(anchor: Path) -> None:
    anchor.write_text(anchor.read_text().replace('"session-1", 9', '"session-1", 8'))

    with pytest.raises(AnchorIsBroken, match="Line 2"):
        heads_in(anchor, KEY)


def test_a_removed_line_is_found(anchor: Path) -> None:
    first, _, third = anchor.read_text().splitlines(keepends=True)
    anchor.write_text(first + third)

    with pytest.raises(AnchorIsBroken, match="Line 2"):
        heads_in(anchor, KEY)


def test_a_line_signed_by_somebody_else_is_found(anchor: Path) -> None:
    append(anchor, b"another key", [LATE], NOON + timedelta(hours=3))

    with pytest.raises(AnchorIsBroken, match="Line 4"):
        heads_in(anchor, KEY)


def test_a_very_long_line_is_still_the_last(tmp_path: Path) -> None:
    path = tmp_path / "anchor.jsonl"
    append(path, KEY, [EARLY], NOON)
    append(path, KEY, [Head(f"session-{n}", n, "dd" * 32) for n in range(3000)], NOON)

    append(path, KEY, [LATE], NOON + timedelta(hours=1))

    assert last_written_at(path) == NOON + timedelta(hours=1)
    assert heads_in(path, KEY)["session-1"] == LATE
