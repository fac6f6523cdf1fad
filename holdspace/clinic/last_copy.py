"""The last copy of the record that `holdspace backup` made: written beside the data, read by pages.

A file and no table: a restore must not bring back the memory of an older copy as if it were the
newest, and a page asks it without a database.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "last-copy.json"


@dataclass(frozen=True)
class Copy:
    """When it was made, how large it is, and where it was put."""

    made_at: datetime
    size_bytes: int
    path: str


def remember(data: Path, copy: Copy) -> None:
    """The newest copy is this one."""
    told = {
        "made_at": copy.made_at.isoformat(timespec="seconds"),
        "size_bytes": copy.size_bytes,
        "path": copy.path,
    }
    fresh = data / f"{FILE_NAME}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(data / FILE_NAME)


def last_copy(data: Path) -> Copy | None:
    """None when none was made, or nobody can tell any more."""
    try:
        told = json.loads((data / FILE_NAME).read_text(encoding="utf-8"))
        return Copy(datetime.fromisoformat(told["made_at"]), told["size_bytes"], told["path"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
