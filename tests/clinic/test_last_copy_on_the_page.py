"""The page of the rooms says when the record was last copied, and when that is too long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from holdspace.clinic.last_copy import Copy, remember

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.clinic.demo import Cast


def rooms_page(client, cast: Cast) -> str:
    client.force_login(cast.staff["owner"].account)
    return client.get("/clinic/rooms/").content.decode()


def test_a_record_that_was_never_copied_is_said_on_the_page(cast, client, settings, tmp_path: Path):
    settings.DATA_FOLDER = tmp_path

    page = rooms_page(client, cast)

    assert "No copy of the record is known here" in page
    assert "Last copy of the record" not in page


def test_a_copy_of_this_night_is_said_without_a_warning(cast, client, settings, tmp_path: Path):
    settings.DATA_FOLDER = tmp_path
    made_at = datetime.now(UTC) - timedelta(hours=8)
    remember(tmp_path, Copy(made_at, 3 * 1024 * 1024, "/mnt/a-secret-place"))

    page = rooms_page(client, cast)

    assert "Last copy of the record:" in page
    assert "3.0\xa0MB" in page
    assert "Tell who runs the site" not in page
    assert "a-secret-place" not in page


def test_a_copy_of_last_week_is_said_with_its_age(cast, client, settings, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    remember(tmp_path, Copy(datetime.now(UTC) - timedelta(days=7, hours=1), 1024, "/mnt"))

    assert "The last copy of the record is 7 days old" in rooms_page(client, cast)
