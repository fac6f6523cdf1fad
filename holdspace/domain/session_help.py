"""Calls for help: the chair as it was made ready, each call, and who came to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.session_events import (
    ChairSet,
    HelpAnswered,
    HelpCalled,
    HelpEvent,
    HelpNotReached,
)

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.domain.session_standing import Kept

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call with all that became of it. Whoever answered first is who comes."""

    called: Kept[HelpCalled]
    answers: tuple[Kept[HelpAnswered], ...] = ()
    not_reached: Kept[HelpNotReached] | None = None
    is_demonstration: bool = False
    """The person tried the button while the chair was made ready."""

    @property
    def id(self) -> UUID:
        return self.called.event_id

    @property
    def answered(self) -> Kept[HelpAnswered] | None:
        return self.answers[0] if self.answers else None

    @property
    def seconds_to_answer(self) -> int | None:
        """From the press to the answer; None while nobody has answered."""
        if self.answered is None:
            return None
        return max(0, (self.answered.at - self.called.at) // SECOND)


@dataclass(frozen=True, kw_only=True)
class Help:
    """The chair and its calls."""

    chairs: tuple[Kept[ChairSet], ...] = ()
    called: tuple[Kept[HelpCalled], ...] = ()
    answered: tuple[Kept[HelpAnswered], ...] = ()
    not_reached: tuple[Kept[HelpNotReached], ...] = ()

    @property
    def chair(self) -> Kept[ChairSet] | None:
        """The chair as it was last made ready."""
        return self.chairs[-1] if self.chairs else None

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls, oldest first. An answer belongs to the call it names, whenever it arrived."""
        shown = self._demonstrations()
        return tuple(
            Call(
                called=called,
                answers=tuple(one for one in self.answered if one.body.call_id == called.event_id),
                not_reached=next(
                    (one for one in self.not_reached if one.body.call_id == called.event_id), None
                ),
                is_demonstration=called.event_id in shown,
            )
            for called in self.called
        )

    @property
    def open_calls(self) -> tuple[Call, ...]:
        """The calls that nobody has answered, oldest first."""
        return tuple(call for call in self.calls if call.answered is None)

    def _demonstrations(self) -> frozenset[UUID]:
        """Of the calls before each chair that was shown, the last: that was the showing."""
        shown = []
        for chair in self.chairs:
            before = [one for one in self.called if one.at <= chair.at]
            if chair.body.demonstrated and before:
                shown.append(before[-1].event_id)
        return frozenset(shown)


def file_help(drawer: Help, kept: Kept[object], body: HelpEvent) -> Help:
    """What is known of calls after one more event."""
    match body:
        case ChairSet():
            drawer = replace(drawer, chairs=(*drawer.chairs, kept.holding(body)))
        case HelpCalled():
            drawer = replace(drawer, called=(*drawer.called, kept.holding(body)))
        case HelpAnswered():
            drawer = replace(drawer, answered=(*drawer.answered, kept.holding(body)))
        case HelpNotReached():
            drawer = replace(drawer, not_reached=(*drawer.not_reached, kept.holding(body)))
    return drawer
