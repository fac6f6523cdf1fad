"""Style sheets and scripts are packed once for each version of them."""

from __future__ import annotations

import sys

import pytest

from holdspace.server import static_files
from holdspace.server.cannot_start import CannotStart
from holdspace.server.static_files import MARK, StaticFiles


@pytest.fixture
def packed(tmp_path):
    """What packs here writes the list of what is packed, and a line each time it does."""
    times = tmp_path / "times"
    code = (
        "from pathlib import Path; "
        f"Path({str(tmp_path)!r}, 'staticfiles.json').write_text('{{}}'); "
        f"open({str(times)!r}, 'a').write('once\\n')"
    )

    def pack() -> int:
        StaticFiles([sys.executable, "-c", code], tmp_path).wait()
        return len(times.read_text().splitlines())

    return pack


def test_what_did_not_change_is_not_packed_again(packed) -> None:
    assert [packed(), packed()] == [1, 1]


def test_what_changed_is_packed_again(packed, monkeypatch) -> None:
    packed()
    monkeypatch.setattr(static_files, "PACKED_BY", ("django",))

    assert packed() == 2


def test_a_file_that_was_touched_is_packed_again(packed, monkeypatch, tmp_path) -> None:
    source = tmp_path / "web"
    (source / "static").mkdir(parents=True)
    for name in ("storage.py", "slim.py", "static/room.js"):
        (source / name).write_text("one")
    monkeypatch.setattr(static_files, "WEB", source)
    packed()
    (source / "static/room.js").write_text("another")

    assert packed() == 2


def test_a_start_that_was_broken_off_packs_again(packed, tmp_path) -> None:
    packed()
    (tmp_path / MARK).unlink()

    assert packed() == 2


def test_packed_files_that_are_gone_are_packed_again(packed, tmp_path) -> None:
    packed()
    (tmp_path / "staticfiles.json").unlink()

    assert packed() == 2


def test_what_could_not_be_packed_keeps_the_site_from_starting(tmp_path) -> None:
    refuses = [sys.executable, "-c", "raise SystemExit(1)"]

    with pytest.raises(CannotStart, match="could not be put in their place"):
        StaticFiles(refuses, tmp_path).wait()
    assert not (tmp_path / MARK).exists()
