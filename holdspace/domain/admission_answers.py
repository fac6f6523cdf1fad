"""What is asked of admission, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.session_events import Fact, SessionEvent


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An entry that somebody wants to add. Who may do what at all is the policy's business."""

    body: SessionEvent
    author_id: str
    author_name: str
    occurred_at: datetime


@dataclass(frozen=True, kw_only=True)
class Admitted:
    """It may go in. `facts` are what a gate showed (for the release or the signature);

    `notices` are findings to show beside the entry: they ask for a look and refuse nothing.
    """

    facts: tuple[Fact, ...] = ()
    notices: tuple[str, ...] = ()
    instead: SessionEvent | None = None
    """What is written in place of what was said: a start that came late, as a dose given."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """It may not go in: one sentence for staff, and the facts that keep the gate shut."""

    sentence: str
    facts: tuple[Fact, ...] = ()


ADMITTED = Admitted()
