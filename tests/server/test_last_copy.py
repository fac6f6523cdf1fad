"""What is remembered of the last copy, and when somebody is told that it is old."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from holdspace.clinic.last_copy import Copy, last_copy, remember
from holdspace.domain.last_copy import WARN_AFTER, warning

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_the_last_copy_is_remembered_and_one_nobody_made_is_never(tmp_path: Path) -> None:
    never = last_copy(tmp_path)

    remember(tmp_path, Copy(NOW, 1024, "/mnt/copy"))

    assert never is None
    assert last_copy(tmp_path) == Copy(NOW, 1024, "/mnt/copy")
    (tmp_path / "last-copy.json").write_text(json.dumps({"made_at": "soon"}))
    assert last_copy(tmp_path) is None


def test_two_days_without_a_copy_pass_and_a_moment_more_does_not() -> None:
    assert warning(NOW, NOW + WARN_AFTER - timedelta(seconds=1)) is None
    assert warning(NOW, NOW + WARN_AFTER) is None
    assert "is 2 days old" in (warning(NOW, NOW + WARN_AFTER + timedelta(seconds=1)) or "")
    assert "No copy of the record is known here" in (warning(None, NOW) or "")
