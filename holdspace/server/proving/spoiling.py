"""Copies that are made or opened carelessly on purpose, so that a proof can be seen to notice.

Only `holdspace prove --controls` and the tests use them, on a scratch database.
"""

from __future__ import annotations

import json
import tarfile
import time
from typing import TYPE_CHECKING

from holdspace.server.copies.archive import MANIFEST, BadArchive
from holdspace.server.copies.backup import Made, Source, back_up
from holdspace.server.copies.dumping import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

LATER_SECONDS = 1.0


def copies_a_later_moment(
    source: Source, into: Path, now: datetime, say: Callable[[str], None]
) -> Made:
    """Copies tables at a later moment than the figures that stand for them."""

    def later(url: str, snapshot: str | None) -> Iterator[bytes]:
        del snapshot
        time.sleep(LATER_SECONDS)
        yield from dump(url, None)

    return back_up(source, into, now, say, dumping=later)


def opens_without_looking(path: Path, key: bytes) -> object:
    """Opens a copy without working out its checksum or its seal."""
    del key
    try:
        with tarfile.open(path, "r:") as tar:
            manifest = tar.extractfile(MANIFEST)
            return json.loads(manifest.read()) if manifest is not None else None
    except (OSError, tarfile.TarError, KeyError, ValueError) as wrong:
        raise BadArchive(f"{path} cannot be read.") from wrong
