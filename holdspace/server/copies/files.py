"""Files that only the account of the site can read, and folders that are on disk."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def new_private_file(path: Path) -> IO[bytes]:
    """Empty, to be written and read again."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb+")


def sync_folder(folder: Path) -> None:
    """What was renamed in it stays so, whatever happens to the power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
