"""How much room the disk of the clinic's record has, and what is no longer begun without it.

A design default, no clinical number. What is charted needs little; what a session needs is that it
can be charted to its end.
"""

from __future__ import annotations

from dataclasses import dataclass

WARN_BELOW_SHARE = 0.10
NO_SESSION_BELOW_SHARE = 0.05
KEPT_FOR_READING_BYTES = 32 * 1024 * 1024
"""Two pieces of the database's own log: as long as they are free, everything can still be read."""

CANNOT_CHART = (
    "The clinic's disk is full. Nothing was written; what you charted stays on this tablet and is"
    " sent by itself when there is room. Tell who runs the site now."
)


@dataclass(frozen=True)
class FreeSpace:
    """What is free on a disk, and how large it is."""

    free_bytes: int
    total_bytes: int

    @property
    def share(self) -> float:
        return self.free_bytes / self.total_bytes if self.total_bytes else 0.0

    @property
    def in_words(self) -> str:
        return f"{self.share:.0%} of the clinic's disk is free"


def warning(space: FreeSpace) -> str | None:
    """What whoever opens the day should hear."""
    if space.share >= WARN_BELOW_SHARE:
        return None
    if space.share < NO_SESSION_BELOW_SHARE:
        return f"Only {space.in_words}: no session can be opened. Tell who runs the site now."
    return (
        f"Only {space.in_words}. Below {NO_SESSION_BELOW_SHARE:.0%} no session can be opened."
        " Tell who runs the site today."
    )


def why_no_session(space: FreeSpace) -> str | None:
    """Why a session is not opened: it could not be charted to its end."""
    if space.share >= NO_SESSION_BELOW_SHARE:
        return None
    return (
        f"No session can be opened: only {space.in_words}, and it may not last until the end."
        " Tell who runs the site: it goes on by itself when there is room."
    )


def why_no_charting(space: FreeSpace) -> str | None:
    """Why nothing more is taken: what is left is kept for reading."""
    return CANNOT_CHART if space.free_bytes < KEPT_FOR_READING_BYTES else None
