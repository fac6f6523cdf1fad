"""Tablets as the room's page behaves: few entries under way, each kept until its id was named.

A tablet sends what it holds, all of it, until an answer names it. On any error it sends the same
entries again: same ids, same words. Sometimes two tabs of it send the same at once.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from holdspace.server.proving.wire import Line

if TYPE_CHECKING:
    from random import Random

    from holdspace.server.proving.inside import Signed
    from holdspace.server.proving.wire import Answer

JSON = dict[str, Any]

MOST_UNDER_WAY = 5
TWO_TABS = 0.15
ANSWER_WITHIN_SECONDS = 15.0
RETRY_SECONDS = 0.05
TAKEN = {"new", "already"}


@dataclass(frozen=True)
class Said:
    """One entry as its tablet holds it."""

    event_id: str
    text: str
    device_sequence: int
    occurred_at: str
    monotonic_ms: float

    def sent(self) -> JSON:
        return {
            "event_id": self.event_id,
            "kind": "NoteWritten",
            "version": 1,
            "payload": {"text": self.text},
            "occurred_at": self.occurred_at,
            "monotonic_ms": self.monotonic_ms,
            "device_sequence": self.device_sequence,
        }


@dataclass
class Tablet:
    """One tablet in one room, in one person's hands."""

    name: str
    session_id: str
    who: Signed
    port: int
    chance: Random
    most_under_way: int = MOST_UNDER_WAY
    said: dict[str, Said] = field(default_factory=dict)
    waiting: list[Said] = field(default_factory=list)
    acknowledged: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By id: every place in the log that an answer gave it."""
    answered: list[float] = field(default_factory=list)
    """When each acknowledgement came, by a clock that cannot jump."""
    unwelcome: list[str] = field(default_factory=list)
    """Answers that no tablet should get: a refusal, a conflict, an error page."""
    statuses: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    both_tabs: int = 0
    """How often two tabs sent the same at once."""

    def __post_init__(self) -> None:
        self.device_id = str(uuid4())
        self._tabs = (Line(self.port, self.who.cookie), Line(self.port, self.who.cookie))

    def tap(self) -> Said:
        """One more entry, of which no other is like it."""
        number = len(self.said) + 1
        one = Said(
            event_id=str(uuid4()),
            text=f"{self.name}, entry {number}",
            device_sequence=number,
            occurred_at=datetime.now(UTC).isoformat(),
            monotonic_ms=time.monotonic() * 1000,
        )
        self.said[one.event_id] = one
        self.waiting.append(one)
        return one

    async def chart(self, is_over: asyncio.Event, *, pause_seconds: float = 0.0) -> None:
        """Tap and send until told that it is over."""
        while not is_over.is_set():
            room_for = self.most_under_way - len(self.waiting)
            # Mostly one at a time, as a person taps; now and then a burst.
            for _ in range(min(room_for, self.chance.choice((1, 1, 1, MOST_UNDER_WAY)))):
                self.tap()
            await self.send()
            if pause_seconds:
                await asyncio.sleep(self.chance.uniform(0, 2 * pause_seconds))

    async def drain(self, *, within: float) -> None:
        """Send until nothing waits. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while self.waiting:
                await self.send()

    async def send(self) -> None:
        """Send what waits once, from one tab or from both; a failure leaves all of it waiting."""
        if not self.waiting:
            return
        await self._send_from(self._tabs if self.chance.random() < TWO_TABS else self._tabs[:1])

    async def send_from_one_tab(self) -> None:
        """The same, when what is looked at is not whether two tabs get in each other's way."""
        await self._send_from(self._tabs[:1])

    async def _send_from(self, tabs: tuple[Line, ...]) -> None:
        self.both_tabs += len(tabs) > 1
        body = json.dumps(self._parcel()).encode()
        went = await asyncio.gather(*(self._post(tab, body) for tab in tabs))
        if not any(went):
            await asyncio.sleep(RETRY_SECONDS)

    def _parcel(self) -> JSON:
        return {
            "device_id": self.device_id,
            "sent_at": datetime.now(UTC).isoformat(),
            "sent_monotonic_ms": time.monotonic() * 1000,
            "events": [one.sent() for one in self.waiting],
        }

    async def _post(self, tab: Line, body: bytes) -> bool:
        try:
            answer = await tab.post(
                f"/room/{self.session_id}/events", body, within=ANSWER_WITHIN_SECONDS
            )
        except (OSError, TimeoutError):
            return False
        self.statuses[answer.status] += 1
        return self._hear(answer)

    def _hear(self, answer: Answer) -> bool:
        try:
            results = answer.json()["results"]
        except (OSError, ValueError, KeyError):
            self.unwelcome.append(f"{answer.status}: {_sentence_of(answer)}")
            return False
        for result in results:
            if result["state"] in TAKEN:
                self.acknowledged[result["event_id"]].add(result["sequence"])
                self.answered.append(time.monotonic())
            else:
                self.unwelcome.append(f"{result['state']}: {result['sentence']}")
        named = {result["event_id"] for result in results}
        self.waiting = [one for one in self.waiting if one.event_id not in named]
        return True

    def close(self) -> None:
        for tab in self._tabs:
            tab.close()


def _sentence_of(answer: Answer) -> str:
    try:
        return str(answer.json()["sentence"])
    except (OSError, ValueError, KeyError):
        return "no sentence"
