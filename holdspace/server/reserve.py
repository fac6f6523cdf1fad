"""A file that holds room on the disk until there is none: then it is given up, so reading goes on.

Every page that shows a chart writes a line into the audit trail. On a disk that is full to the last
byte nobody could read any more; with this room there is time to make more.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from holdspace.domain.free_space import KEPT_FOR_READING_BYTES

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "room-for-reading"
RESERVE_BYTES = 2 * KEPT_FOR_READING_BYTES
GIVE_UP_BELOW_BYTES = KEPT_FOR_READING_BYTES // 2
TAKE_ABOVE_BYTES = 6 * RESERVE_BYTES
CHUNK = bytes(1024 * 1024)


def keep_room(folder: Path) -> bool | None:
    """True when room was taken, False when it was given up, None when all stays as it is."""
    reserve = folder / FILE_NAME
    free = shutil.disk_usage(folder).free
    if reserve.exists():
        if free >= GIVE_UP_BELOW_BYTES:
            return None
        reserve.unlink()
        return False
    if free < TAKE_ABOVE_BYTES:
        return None
    _fill(folder / f"{FILE_NAME}.growing", reserve)
    return True


def _fill(growing: Path, reserve: Path) -> None:
    """Written, not only promised: a file system may hand out promised bytes a second time."""
    with growing.open("wb") as file:
        for _ in range(RESERVE_BYTES // len(CHUNK)):
            file.write(CHUNK)
        file.flush()
        os.fsync(file.fileno())
    growing.rename(reserve)
