"""Room kept on the disk for reading: taken when there is enough, given up on a full disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdspace.server import reserve
from holdspace.server.reserve import FILE_NAME, RESERVE_BYTES, keep_room

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch):
    """Says how much is free on the disk."""

    def say(free_bytes: int) -> None:
        usage = type("Usage", (), {"free": free_bytes, "total": 10**12})
        monkeypatch.setattr("holdspace.server.reserve.shutil.disk_usage", lambda _: usage)

    return say


def test_room_is_taken_once_when_there_is_enough(tmp_path: Path, free) -> None:
    free(reserve.TAKE_ABOVE_BYTES)

    assert [keep_room(tmp_path), keep_room(tmp_path)] == [True, None]
    assert (tmp_path / FILE_NAME).stat().st_size == RESERVE_BYTES


def test_it_is_given_up_on_a_full_disk_and_not_taken_back_at_once(tmp_path: Path, free) -> None:
    free(reserve.TAKE_ABOVE_BYTES)
    keep_room(tmp_path)

    free(reserve.GIVE_UP_BELOW_BYTES)
    kept = keep_room(tmp_path)
    free(reserve.GIVE_UP_BELOW_BYTES - 1)
    given_up = keep_room(tmp_path)
    free(reserve.TAKE_ABOVE_BYTES - 1)

    assert [kept, given_up, keep_room(tmp_path)] == [None, False, None]
    assert list(tmp_path.iterdir()) == []
