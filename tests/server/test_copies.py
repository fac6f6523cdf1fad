"""Copies of the record: what is in one, what is refused, and what a restore leaves behind."""

from __future__ import annotations

import random
import shutil
import stat
import tarfile
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.interfaces.monitors.spool import Spool, SpoolBounds
from holdspace.server import cli
from holdspace.server.anchor import append
from holdspace.server.cannot_start import CannotStart
from holdspace.server.copies.archive import BadArchive, open_archive
from holdspace.server.copies.backup import NotAllSeen, NotEnoughRoom, back_up
from holdspace.server.copies.contents import Contents, differences
from holdspace.server.copies.restore import restore
from holdspace.server.copies.spooled import held, put_back
from holdspace.server.copies.trial import loaded, refuse_newer
from holdspace.server.proving.spoiling import opens_without_looking
from holdspace.server.running import HALF_RESTORED, Run, alone
from holdspace.server.site import Site
from tests.server.copied import (
    ELSEWHERE,
    KEY,
    NOW,
    World,
    copied_world,
    head_of,
    heard,
    messages_in,
    nobody,
    restored,
    target_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with copied_world() as made:
        yield made


# --- what is in it --------------------------------------------------------------------------------


def test_a_copy_is_for_its_owner_alone_and_holds_no_key(world: World) -> None:
    with tarfile.open(world.copy) as tar:
        names = tar.getnames()

    assert stat.S_IMODE(world.copy.stat().st_mode) == 0o600
    assert names == [
        "HOLDSPACE", "database.dump", "spool/spool.id", "spool/00000000000000000001.spool",
        "anchor.jsonl", "manifest.json", "seal.json",
    ]  # fmt: skip
    assert KEY not in world.copy.read_bytes()
    assert not list(world.copy.parent.glob("*.partial"))


def test_the_manifest_counts_every_table_and_every_log(world: World) -> None:
    manifest = open_archive(world.copy, KEY).manifest
    tables = manifest["contents"]["tables"]

    assert manifest["made_at"] == "2026-03-02T09:00:00+00:00"
    assert manifest["contents"]["logs"] == 2
    assert tables["dosing_session_dosingsession"][0] == 2
    assert tables["people_clinic"][0] == 1
    assert any(name.startswith("vitals_sample_2") for name in tables)


def test_a_copy_is_never_written_over_another(world: World) -> None:
    before = world.copy.read_bytes()

    with pytest.raises(CannotStart, match="never replaced"):
        back_up(world.source, world.copy, NOW, nobody)

    assert world.copy.read_bytes() == before


def test_a_role_that_sees_one_clinic_at_a_time_makes_no_copy(world: World) -> None:
    into = world.copy.with_name("half")

    with pytest.raises(NotAllSeen, match="BYPASSRLS"):
        back_up(replace(world.source, url=world.database.owner_url), into, NOW, nobody)

    assert not list(into.parent.glob("half*"))


def test_a_disk_without_room_is_said_before_anything_is_written(world: World, monkeypatch) -> None:
    usage = shutil.disk_usage(world.copy.parent)._replace(free=1024)
    monkeypatch.setattr("holdspace.server.copies.backup.shutil.disk_usage", lambda _: usage)
    into = world.copy.with_name("no-room")

    with pytest.raises(NotEnoughRoom, match="Make room, or name another place"):
        back_up(world.source, into, NOW, nobody)

    assert not list(into.parent.glob("no-room*"))


# --- what is refused ------------------------------------------------------------------------------


@settings(max_examples=80, deadline=None)
@given(at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_copy_with_any_bit_changed_is_refused(world: World, at: int, bit: int) -> None:
    whole = world.copy.read_bytes()
    at %= len(whole)
    spoilt = world.copy.with_name("spoilt")
    spoilt.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :])

    with pytest.raises(BadArchive):
        open_archive(spoilt, KEY)


@settings(max_examples=40, deadline=None)
@given(length=st.integers(min_value=0))
def test_a_copy_that_was_cut_off_anywhere_is_refused(world: World, length: int) -> None:
    whole = world.copy.read_bytes()
    cut = world.copy.with_name("cut")
    cut.write_bytes(whole[: length % len(whole)])

    with pytest.raises(BadArchive):
        open_archive(cut, KEY)


def test_a_copy_with_something_behind_its_end_is_refused(world: World) -> None:
    longer = world.copy.with_name("longer")
    longer.write_bytes(world.copy.read_bytes() + bytes(512))

    with pytest.raises(BadArchive, match="something in it was changed"):
        open_archive(longer, KEY)


def test_whoever_does_not_work_out_the_checksum_takes_a_spoilt_copy(world: World) -> None:
    """The control: so it is the checksum that refuses, and nothing else that would have anyway."""
    whole = world.copy.read_bytes()
    at = random.Random(1).randrange(1024, len(whole) // 2)  # noqa: S311 - some byte of the dump
    spoilt = world.copy.with_name("spoilt-dump")
    spoilt.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])

    assert opens_without_looking(spoilt, KEY)
    with pytest.raises(BadArchive):
        open_archive(spoilt, KEY)


def test_the_copy_of_another_site_is_refused(world: World) -> None:
    with pytest.raises(BadArchive, match="key of another site"):
        open_archive(world.copy, ELSEWHERE)


def test_without_a_key_a_copy_is_whole_and_nobody_says_whose(world: World) -> None:
    assert not open_archive(world.copy, None).is_signed_by_us


def test_a_file_that_is_no_copy_is_called_that(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_bytes(b"Dear Sir" * 1000)

    with pytest.raises(BadArchive, match="is no copy of a record"):
        open_archive(path, KEY)


def test_the_copy_of_a_newer_version_is_refused_by_name(world: World) -> None:
    archive = open_archive(world.copy, KEY)
    said = Contents.of_json(archive.manifest["contents"])

    with pytest.raises(BadArchive, match=r"newer Holdspace.*people\.9999_to_come"):
        refuse_newer(archive, replace(said, migrations=[*said.migrations, "people.9999_to_come"]))


def test_a_row_more_less_or_other_is_a_difference(world: World) -> None:
    said = Contents.of_json(open_archive(world.copy, KEY).manifest["contents"])
    more = replace(said, tables=said.tables | {"people_clinic": [2, "0"]})
    other = replace(said, tables=said.tables | {"people_clinic": [1, "0"]})
    later = replace(other, server_major=said.server_major + 1)

    assert differences(said, said) == []
    assert differences(said, more) == ["people_clinic: 2 of 1 rows"]
    assert differences(said, other) == ["people_clinic: its rows are not what was copied"]
    # Another PostgreSQL may work out other checksums: rows are only counted then.
    assert differences(said, later) == []
    assert differences(said, replace(said, heads_sha256="0")) == ["the logs end elsewhere"]


# --- putting it back ------------------------------------------------------------------------------


def test_a_record_put_back_is_the_record_and_the_earlier_one_is_kept(world: World) -> None:
    data = world.copy.parent / "another-machine"
    with restored(world, data) as database:
        again = head_of(database)
    earlier = (data / "database" / "postmaster.opts").stat().st_ino
    head = head_of(world.database)
    went_on = replace(head, sequence=head.sequence + 7)
    append(data / "anchor" / "anchor.jsonl", KEY, [went_on], NOW + timedelta(hours=1))

    done = restore(open_archive(world.copy, KEY), target_in(data), NOW, nobody)

    assert again == head
    assert messages_in(data / "spool") == ["message 1", "message 2", "message 3"]
    assert done.aside is not None
    assert (done.aside / "database" / "postmaster.opts").stat().st_ino == earlier
    assert not (data / "restoring").exists()
    assert not (data / HALF_RESTORED).exists()
    # The anchor that was here stays, and says what came after the copy.
    assert done.went_further == [head.log]
    assert len((data / "anchor" / "anchor.jsonl").read_text().splitlines()) == 2


def test_a_log_that_was_changed_in_the_database_is_found_in_its_copy(world: World) -> None:
    """Somebody with every right edits a line; its chain says so when the copy is looked over."""
    edited = world.copy.with_name("edited")
    off = "ALTER TABLE dosing_session_sessionevent DISABLE TRIGGER USER"
    on = "ALTER TABLE dosing_session_sessionevent ENABLE TRIGGER USER"
    keep = "CREATE TABLE kept AS SELECT event_id, payload FROM dosing_session_sessionevent"
    edit = 'UPDATE dosing_session_sessionevent SET payload = payload || \'{"text": "other"}\''
    undo = """UPDATE dosing_session_sessionevent AS one SET payload = kept.payload
              FROM kept WHERE kept.event_id = one.event_id"""
    with psycopg.connect(world.database.admin_url) as connection:
        for statement in (keep, off, edit, on):
            connection.execute(statement)
    try:
        back_up(world.source, edited, NOW, nobody)
    finally:
        with psycopg.connect(world.database.admin_url) as connection:
            for statement in (off, undo, on, "DROP TABLE kept"):
                connection.execute(statement)
    folder = world.copy.parent / "trial"
    folder.mkdir(mode=0o711)

    with (
        pytest.raises(BadArchive, match="is not what was written"),
        loaded(open_archive(edited, KEY), folder, KEY, nobody, durable=False),
    ):
        pytest.fail("it was taken")


def test_nothing_is_put_into_a_site_that_runs(world: World, capsys) -> None:
    with alone(world.site):
        code = cli.main(["restore", str(world.copy), "--data", str(world.site.data)])

    assert code == 1
    assert "already runs" in capsys.readouterr().err


def test_a_bad_copy_changes_nothing(world: World, tmp_path: Path, capsys) -> None:
    data = tmp_path / "data"
    (data / "keys").mkdir(parents=True)
    (data / "keys" / "anchor_key").write_bytes(ELSEWHERE)
    before = sorted(path.name for path in data.rglob("*"))

    code = cli.main(["restore", str(world.copy), "--data", str(data)])

    assert code == 1
    assert "sealed with the key of another site" in capsys.readouterr().err
    assert sorted(path.name for path in data.rglob("*") if path.name != "running.lock") == before


def test_a_restore_without_the_keys_asks_for_them(world: World, tmp_path: Path, capsys) -> None:
    code = cli.main(["restore", str(world.copy), "--data", str(tmp_path / "data")])

    assert code == 1
    assert "Bring back the keys folder first" in capsys.readouterr().err


def test_a_site_that_was_left_half_restored_does_not_start(tmp_path: Path) -> None:
    (tmp_path / HALF_RESTORED).touch()

    with pytest.raises(CannotStart, match="Run `holdspace restore` with the same copy once more"):
        Run(Site(data=tmp_path, port=0)).prepare()


# --- the spool ------------------------------------------------------------------------------------


def test_what_the_gateway_forgets_while_it_is_copied_is_in_the_copy(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool", SpoolBounds(segment_bytes=1))
    for number in range(1, 5):
        spool.append([heard(number)])

    with held(spool.folder) as copying:
        copying.hold()
        spool.forget_through(3)
        spool.append([heard(5)])
        copying.hold()
        parts = dict(copying.parts())
        put_back(parts, tmp_path / "again", tmp_path / "aside")

    assert messages_in(tmp_path / "again") == [f"message {number}" for number in range(1, 6)]
    assert Spool(tmp_path / "again").id == spool.id
    assert not list(spool.folder.glob(".copying-*"))


def test_a_copy_joins_what_still_waits_here_and_puts_another_spool_aside(tmp_path: Path) -> None:
    here, other = Spool(tmp_path / "here"), Spool(tmp_path / "other")
    here.append([heard(1)])
    with held(here.folder) as copying:
        copying.hold()
        old = {name: list(chunks) for name, chunks in copying.parts()}
    here.append([heard(2)])
    other.append([heard(9)])

    for spool in (here, other):
        put_back({name: iter(one) for name, one in old.items()}, spool.folder, tmp_path / "aside")

    assert messages_in(here.folder) == ["message 1", "message 2"]
    assert messages_in(other.folder) == ["message 1"]
    assert messages_in(tmp_path / "aside" / "spool") == ["message 9"]
