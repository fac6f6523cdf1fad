"""One open page and one watched session: what each was told, and what it still has to be told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from holdspace.pathway.dosing_session.beside import KnownBeside
from holdspace.pathway.dosing_session.room_view import patch, says_something
from holdspace.pathway.dosing_session.samples import Samples
from holdspace.pathway.dosing_session.shown import fresh_signals

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.pathway.dosing_session.looking import Look
    from holdspace.pathway.dosing_session.shown import Fresh

JSON = dict[str, Any]

MOST_WAITING = 200
"""Messages one page may leave unread; then its stream ends, and it asks again from where it is."""


def message(event: str, sequence: int, data: JSON) -> bytes:
    """One server-sent event; its id is the place in the log."""
    body = msgspec.json.encode(data)
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (sequence, event.encode(), body)


@dataclass(eq=False)
class Page:
    """One open page."""

    account_id: int
    waiting: asyncio.Queue[bytes | None] = field(
        default_factory=lambda: asyncio.Queue(MOST_WAITING)
    )

    def give(self, one: bytes | None) -> None:
        """Hand it on; a page that reads too slowly is let go."""
        if one is None or self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            one = None
        self.waiting.put_nowait(one)

    def catch_up(self) -> None:
        """The page is about to look for itself: what it was told before then is in what it sees."""
        told = [self.waiting.get_nowait() for _ in range(self.waiting.qsize())]
        if None in told:
            self.waiting.put_nowait(None)


@dataclass(eq=False)
class Watch:
    """One session with open pages."""

    session_id: UUID
    clinic_id: int
    pages: set[Page] = field(default_factory=set)
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    has_looked: asyncio.Event = field(default_factory=asyncio.Event)
    """The first look tells the pages nothing: each looks for itself once it is done."""
    state: JSON = field(default_factory=dict)
    samples: Samples = field(default_factory=Samples)
    rescinded: frozenset[int] = frozenset()
    fresh: list[Fresh] = field(default_factory=list)
    """Signals of a sample that the pages are told now for the first time."""
    is_outdated: bool = False
    """Something beside the log changed: the next look is as good as one at a beat."""

    def __post_init__(self) -> None:
        self.beside = KnownBeside(self.session_id)

    def is_about(self, patient_id: str) -> bool:
        """Whether this is that person's session; before the first look nobody can tell."""
        around = self.beside.around
        return around is None or str(around.session.patient_id) == patient_id

    def tell(self, one: bytes | None) -> None:
        for page in tuple(self.pages):
            page.give(one)

    def changes(self, seen: Look, state: JSON) -> list[bytes]:
        """What to tell every page after a look. The first look tells nothing."""
        told: list[bytes] = []
        rows = self._fresh_rows(seen)
        self.fresh = fresh_signals(self.state, state, seen.samples)
        if self.state:
            change = patch(self.state, state)
            if says_something(change):
                told.append(message("patch", state["sequence"], change))
            if rows:
                told.append(message("samples", state["sequence"], {"rows": rows}))
        self.state = state
        return told

    def _fresh_rows(self, seen: Look) -> list[JSON]:
        """Samples not told yet, and those that were struck out or brought back since."""
        turned = self.rescinded ^ seen.rescinded
        again = [one for one in self.samples if one.id in turned] if turned else []
        fresh = seen.samples.not_in(self.samples) if self.state else ()
        self.samples, self.rescinded = seen.samples, seen.rescinded
        return [one.row(seen.rescinded) for one in (*again, *fresh)]
