"""A log that a test writes as a story: minute, what happened, who said it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from holdspace.domain.session import Session, fold
from holdspace.domain.session_log import Entry

if TYPE_CHECKING:
    from holdspace.domain.session_events import SessionEvent

NINE_O_CLOCK = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMES = {"ana": "Ana Sund", "ben": "Ben Okoro", "mira": "Mira Lang"}


@dataclass
class LogBook:
    """Minutes count from nine o'clock."""

    entries: list[Entry] = field(default_factory=list)

    @staticmethod
    def at(minute: float) -> datetime:
        return NINE_O_CLOCK + timedelta(minutes=minute)

    def say(self, minute: float, body: SessionEvent, by: str = "ana") -> UUID:
        sequence = len(self.entries) + 1
        entry = Entry(
            event_id=UUID(int=sequence),
            sequence=sequence,
            occurred_at=self.at(minute),
            recorded_at=self.at(minute),
            author_id=by,
            author_name=NAMES[by],
            body=body,
        )
        self.entries.append(entry)
        return entry.event_id

    @property
    def session(self) -> Session:
        return fold(self.entries)


@pytest.fixture
def log() -> LogBook:
    return LogBook()
