"""When each event of a batch happened, by the server's clock.

A device's wall clock may be wrong by years and may be set while somebody charts; its monotonic
clock cannot jump, but begins anew with each life of a page. So an age is counted, in this order:

1. by the monotonic clock, in the life that sends;
2. by what the page reckoned the server's time to be, at the tap or at another tap of that life;
3. by the device's wall clock, which is asked for an age and never for the time; once for each
   life, so that what was tapped in one life keeps its order and its distances.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.pathway.dosing_session.batch import SentBatch, SentEvent

NOTHING = timedelta(0)


class EventTimes:
    """The times of one batch that was received at one moment."""

    def __init__(self, batch: SentBatch, now: datetime) -> None:
        self._batch, self._now = batch, now
        self._anchors: dict[UUID, SentEvent] = {}
        for event in batch.events:
            if event.life is not None and self._is_a_better_anchor(event):
                self._anchors[event.life] = event

    @property
    def offset_ms(self) -> int:
        """Server clock minus device clock when the batch came."""
        return (self._now - self._batch.sent_at) // timedelta(milliseconds=1)

    def occurred_at(self, event: SentEvent) -> datetime:
        """When an event happened. Never later than now."""
        if event.life is None or event.life == self._batch.life:
            return self._now - self._monotonic_age(event)
        if event.server_at is not None:
            return min(event.server_at, self._now)
        return min(self._beside_the_anchor(event, event.life), self._now)

    def _monotonic_age(self, event: SentEvent) -> timedelta:
        """Below zero it shows that the clock began anew unsaid: then the wall clock is asked."""
        age = timedelta(milliseconds=self._batch.sent_monotonic_ms - event.monotonic_ms)
        return age if age >= NOTHING else self._wall_age(event)

    def _wall_age(self, event: SentEvent) -> timedelta:
        return max(self._batch.sent_at - event.occurred_at, NOTHING)

    def _beside_the_anchor(self, event: SentEvent, life: UUID) -> datetime:
        """By its distance from the one event of its life whose time is known best."""
        anchor = self._anchors[life]
        anchored_at = anchor.server_at or self._now - self._wall_age(anchor)
        return anchored_at + timedelta(milliseconds=event.monotonic_ms - anchor.monotonic_ms)

    def _is_a_better_anchor(self, event: SentEvent) -> bool:
        """One that knows the server's time; else the latest, whose wall clock is the freshest."""
        anchor = self._anchors.get(event.life) if event.life else None
        if anchor is None:
            return True
        rank = (event.server_at is not None, event.device_sequence)
        return rank > (anchor.server_at is not None, anchor.device_sequence)
