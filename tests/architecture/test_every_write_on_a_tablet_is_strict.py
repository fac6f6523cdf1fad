"""What a tablet says it keeps is on its disk first: no write to its database is relaxed (R4)."""

from __future__ import annotations

import re
from pathlib import Path

import holdspace.web

SCRIPTS = Path(holdspace.web.__file__).parent / "static/holdspace/js"
WRITES = re.compile(r'\.transaction\([^;]*?"readwrite"([^;]*?)\)')
SHORTCUTS = re.compile(r"\b\w*[dD]atabase\.(?:put|add|delete|clear)\(")
"""Of the library: each opens a transaction of its own, and a relaxed one."""


def sources() -> dict[str, str]:
    return {
        str(path.relative_to(SCRIPTS)): path.read_text("utf-8") for path in SCRIPTS.rglob("*.js")
    }


def test_every_write_waits_for_the_disk() -> None:
    writes = [
        (name, options) for name, text in sources().items() for options in WRITES.findall(text)
    ]

    assert len(writes) > 10
    assert [name for name, options in writes if options != ", STRICT"] == []


def test_no_write_goes_around_it() -> None:
    assert [name for name, text in sources().items() if SHORTCUTS.search(text)] == []


def test_strict_is_what_the_browser_calls_strict() -> None:
    text = sources()["offline/tablet_database.js"]

    assert 'STRICT = /** @type {const} */ ({ durability: "strict" })' in text
