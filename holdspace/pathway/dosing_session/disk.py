"""The disk that the record lies on, asked now."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from django.conf import settings

from holdspace.domain.free_space import FreeSpace

if TYPE_CHECKING:
    from pathlib import Path


def free_space() -> FreeSpace:
    """Of the data folder: the embedded database, the spool and the anchor are in it."""
    folder: Path = settings.DATA_FOLDER
    # Before the first start there is no folder yet: then of where it will be.
    there = next(one for one in (folder, *folder.parents) if one.exists())
    usage = shutil.disk_usage(there)
    return FreeSpace(free_bytes=usage.free, total_bytes=usage.total)
