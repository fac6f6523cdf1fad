"""How full the gateway's spool is, and the sentence that says so before it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdspace.interfaces.monitors.spool import Spool

NEARLY_FULL = 0.8
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """Against both bounds: bytes on the disk, and how long the oldest message has waited."""

    held_bytes: int
    most_bytes: int
    oldest_at: datetime | None
    longest_wait: timedelta

    def share(self, now: datetime) -> float:
        """Of the bound that is nearer; 1 is full."""
        return max(self.held_bytes / self.most_bytes, self._waited(now) / self.longest_wait)

    def words(self, now: datetime) -> str:
        """Empty while there is room."""
        share = self.share(now)
        if share < NEARLY_FULL:
            return ""
        how = "full" if share >= 1 else "nearly full"
        hours = self._waited(now) / timedelta(hours=1)
        most_hours = self.longest_wait / timedelta(hours=1)
        then = (
            "Monitors are told to keep what they have and to try again."
            if share >= 1
            else "Once it is full, monitors are told to keep what they have and to try again."
        )
        return (
            f"The gateway's spool is {how}: {self.held_bytes // MEGABYTE} of "
            f"{self.most_bytes // MEGABYTE} MB, and its oldest message has waited {hours:.0f} of "
            f"{most_hours:g} h. {then}"
        )

    def as_json(self) -> dict[str, object]:
        return {
            "held_bytes": self.held_bytes,
            "most_bytes": self.most_bytes,
            "oldest_at": self.oldest_at.isoformat() if self.oldest_at else None,
            "longest_wait_seconds": int(self.longest_wait.total_seconds()),
        }

    def _waited(self, now: datetime) -> timedelta:
        return max(now - self.oldest_at, timedelta()) if self.oldest_at else timedelta()


def fill_of(spool: Spool) -> Fill:
    return Fill(
        held_bytes=spool.held_bytes,
        most_bytes=spool.bounds.most_bytes,
        oldest_at=spool.oldest_waiting_at,
        longest_wait=spool.bounds.longest_wait,
    )


def fill_said(said: Mapping[str, object] | None) -> Fill | None:
    """What the gateway wrote of it; None when it has not, or wrote it in another way."""
    match said:
        case {
            "held_bytes": int(held),
            "most_bytes": int(most),
            "longest_wait_seconds": int(longest),
            "oldest_at": oldest,
        } if most > 0 and longest > 0:
            return Fill(
                held_bytes=held,
                most_bytes=most,
                oldest_at=datetime.fromisoformat(oldest) if isinstance(oldest, str) else None,
                longest_wait=timedelta(seconds=longest),
            )
        case _:
            return None
