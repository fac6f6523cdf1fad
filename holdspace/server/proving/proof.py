"""What one proof is: which promises, how large, what was seen, and whether they were kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.server.proving.place import Place

Say = Callable[[str], None]

LEAST_SHARE = 0.02
"""Before so much is done, how long the rest takes is a guess that is better not made."""
MINUTE_SECONDS = 60.0


class Verdict(StrEnum):
    """The word in the report."""

    KEPT = "kept"
    BROKEN = "BROKEN"
    STOPPED = "stopped"
    NOT_RUN = "not run here"


@dataclass(frozen=True)
class Seen:
    """One line of the report."""

    promise: str
    says: str
    size: str
    seen: str
    seed: int
    complaints: Sequence[str] = ()
    could_not_run: str = ""
    stopped: str = ""
    """How far it was when somebody stopped it; empty when it came to its end."""

    @property
    def verdict(self) -> Verdict:
        """What was broken stays broken, however early it was stopped."""
        if self.could_not_run:
            return Verdict.NOT_RUN
        if self.complaints:
            return Verdict.BROKEN
        return Verdict.STOPPED if self.stopped else Verdict.KEPT


def _nobody_stops() -> bool:
    return False


@dataclass(frozen=True)
class Work:
    """What a proof is given."""

    place: Place
    seed: int
    say: Say
    """Tells the person who waits how far it is."""
    is_stopped: Callable[[], bool] = _nobody_stops
    """Whether that person wants no more of it: go no further, and judge what was done."""
    begun: float = field(default_factory=time.monotonic)

    def tell(self, share: float, text: str) -> None:
        """How far it is, and about how long the rest will take."""
        left = time_left(share, time.monotonic() - self.begun)
        self.say(f"{text}; {left}" if left else text)

    def stopped_at(self, done: float, of: float, what: str) -> str:
        """For the report: empty unless somebody stopped it before its end."""
        return f"{done:,.0f} of {of:,.0f} {what}" if self.is_stopped() and done < of else ""


def time_left(share: float, seconds: float) -> str:
    """In words, when so large a share of the work took so long; empty while nothing can be said."""
    if not LEAST_SHARE <= share < 1:
        return ""
    left = seconds / share - seconds
    if left < MINUTE_SECONDS:
        return "less than a minute to go"
    return f"about {left / MINUTE_SECONDS:.0f} min to go"
