"""What one proof is: which promises, how large, what was seen, and whether they were kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.server.proving.place import Place

Say = Callable[[str], None]


class Verdict(StrEnum):
    """The word in the report."""

    KEPT = "kept"
    BROKEN = "BROKEN"
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

    @property
    def verdict(self) -> Verdict:
        if self.could_not_run:
            return Verdict.NOT_RUN
        return Verdict.BROKEN if self.complaints else Verdict.KEPT


@dataclass(frozen=True)
class Work:
    """What a proof is given."""

    place: Place
    seed: int
    say: Say
    """Tells the person who waits how far it is."""
