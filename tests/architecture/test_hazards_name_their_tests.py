"""Every hazard names a test, and that test exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (?P<id>H\d+) \|.*\| `(?P<file>tests/[\w/]+\.py)::(?P<test>\w+)` \|$")
LINES = [
    line
    for line in (ROOT / "docs/safety/hazards.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| H")
]


def test_there_are_hazards() -> None:
    assert len(LINES) > 20


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split("|")[1].strip())
def test_a_hazard_names_a_test_that_exists(line: str) -> None:
    row = ROW.match(line)
    assert row, "a hazard ends with `file::test`"

    text = (ROOT / row["file"]).read_text(encoding="utf-8")
    assert re.search(rf"^(async )?def {row['test']}\(", text, re.MULTILINE)
