"""Keys and a copy: with them in it, and when they are lost for good."""

from __future__ import annotations

import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from holdspace.server import cli
from holdspace.server.copies.backup import back_up
from tests.server.copied import KEY, NOW, World, copied_world, nobody

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECES = {"anchor_key": KEY, "secret_key": b"s" * 64, "sealing_key": b"q" * 44}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with copied_world() as made:
        yield made


@pytest.fixture
def elsewhere(world: World) -> Path:
    """A folder of a site that is not there yet, where the database's account can reach it."""
    return world.copy.parent / "elsewhere"


def test_a_copy_with_its_keys_brings_them_and_replaces_none(
    world: World, elsewhere: Path, capsys
) -> None:
    keys = world.copy.parent / "keys"
    keys.mkdir()
    for name, content in PIECES.items():
        (keys / name).write_bytes(content)
    whole = world.copy.with_name("whole")
    back_up(replace(world.source, keys=keys), whole, NOW, nobody)
    (elsewhere / "keys").mkdir(parents=True)
    (elsewhere / "keys" / "secret_key").write_bytes(b"of this house")

    code = cli.main(["restore", str(whole), "--data", str(elsewhere)])

    assert code == 0, capsys.readouterr().err
    found = {path.name: path.read_bytes() for path in (elsewhere / "keys").iterdir()}
    assert found == PIECES | {"secret_key": b"of this house"}
    assert stat.S_IMODE((elsewhere / "keys" / "anchor_key").stat().st_mode) == 0o600


def test_a_record_whose_keys_are_lost_comes_back_with_new_ones(world: World, capsys) -> None:
    data = world.copy.parent / "without-keys"

    code = cli.main(["restore", str(world.copy), "--data", str(data), "--keys-are-lost"])

    said = capsys.readouterr().out
    assert code == 0
    assert "whose copy this is was not looked at" in said
    assert "Restored: 2 sessions" in said
    assert (data / "keys" / "anchor_key").read_bytes() != KEY
    # What the lost key sealed is kept apart: the new one begins an anchor of its own.
    assert (data / "anchor-of-a-lost-key" / "anchor.jsonl").exists()
    assert not (data / "anchor").exists()
