"""The visit after a session: when it is best, where it stands, and what is to be done next.

A day or two after a session somebody talks with the person about what came up. The visit is
proposed once they are home, and asked after until it is booked, done, or declined with a reason.
Nothing here says that anybody must come: *not this time* is an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, tzinfo

SOURCE = (
    "A visit 24 to 48 hours after a session is what clinics that publish their way of working"
    " describe; no trial has compared it with another time. The hours at which it is asked after"
    " are Holdspace's own."
)
WINDOW_BEGINS = timedelta(hours=24)
WINDOW_ENDS = timedelta(hours=48)
REMIND_AFTER = timedelta(hours=24)
"""After going home: the person is told once more, quietly."""
DUE_AFTER = timedelta(hours=48)
ESCALATE_AFTER = timedelta(hours=72)
ASKED_FOR = timedelta(days=7)
"""After that the person is not asked any more; the staff still say what became of it."""


class VisitState(StrEnum):
    """Where a visit stands."""

    TO_BOOK = "to_book"
    ASKED_FOR = "asked_for"
    BOOKED = "booked"
    ELSEWHERE = "elsewhere"
    TO_RECORD = "to_record"
    DONE = "done"
    DECLINED = "declined"
    CAME_TO_NOTHING = "came_to_nothing"


class Said(StrEnum):
    """What was last said about it, by the person or for them."""

    ASKS_FOR_A_TIME = "asks_for_a_time"
    OWN_THERAPIST = "own_therapist"
    NOT_THIS_TIME = "not_this_time"
    DONE_ELSEWHERE = "done_elsewhere"
    ASK_AGAIN = "ask_again"
    """What was said before is taken back: everything is open again."""


SETTLED = frozenset({VisitState.BOOKED, VisitState.ELSEWHERE, VisitState.DONE, VisitState.DECLINED})
"""Nobody is asked any more. *To record* is not among them: nobody has said that it took place."""


@dataclass(frozen=True, kw_only=True)
class BookedVisit:
    """An appointment at the clinic that was not cancelled."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class VisitFacts:
    """What is known of the visit after one session."""

    went_home_at: datetime
    booked: Sequence[BookedVisit] = ()
    said: Said | None = None
    elsewhere_on: date | None = None
    """The day of a visit to the person's own therapist; None: they have not said."""
    recorded_at: datetime | None = None
    """When somebody signed a record of the visit."""


@dataclass(frozen=True, kw_only=True)
class VisitStanding:
    """Where it stands, in a word and a sentence, and its times."""

    state: VisitState
    words: str
    next_words: str
    """What is to be done now; empty when nothing is."""
    window_begins_at: datetime
    window_ends_at: datetime
    booked: BookedVisit | None = None
    is_outside_window: bool = False
    """It is booked, and earlier or later than a day or two after going home."""

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def is_to_book(self) -> bool:
        """Whether it still waits for a day: there is a task for that."""
        return self.state in {VisitState.TO_BOOK, VisitState.ASKED_FOR}

    def is_overdue(self, now: datetime) -> bool:
        """Whether two days have passed and nothing is settled."""
        return not self.is_settled and now >= self.window_ends_at

    def is_late(self, now: datetime) -> bool:
        """Whether three days have passed: everybody who cares for the person is asked."""
        late = self.window_begins_at - WINDOW_BEGINS + ESCALATE_AFTER
        return not self.is_settled and now >= late

    def asks_person(self, now: datetime) -> bool:
        """Whether the person still has something to choose on their own pages."""
        until = self.window_begins_at - WINDOW_BEGINS + ASKED_FOR
        return self.state is VisitState.TO_BOOK and now < until


def standing_of(facts: VisitFacts, now: datetime, zone: tzinfo) -> VisitStanding:
    """Where the visit stands: what was done counts first, then what is booked, then the words."""
    state, booked = _state(facts, now, zone)
    return VisitStanding(
        state=state,
        words=_words(state, facts, booked, zone),
        next_words=_NEXT[state],
        window_begins_at=facts.went_home_at + WINDOW_BEGINS,
        window_ends_at=facts.went_home_at + WINDOW_ENDS,
        booked=booked,
        is_outside_window=booked is not None and not _is_inside(facts, booked),
    )


def _state(facts: VisitFacts, now: datetime, zone: tzinfo) -> tuple[VisitState, BookedVisit | None]:
    by_start = sorted(facts.booked, key=lambda one: one.starts_at)
    ahead = next((one for one in by_start if one.ends_at > now), None)
    if facts.recorded_at is not None or facts.said is Said.DONE_ELSEWHERE:
        return VisitState.DONE, None
    if ahead is not None:
        return VisitState.BOOKED, ahead
    if by_start and facts.said is not Said.NOT_THIS_TIME:
        return VisitState.TO_RECORD, by_start[-1]
    return _as_said(facts, now, zone), None


def _as_said(facts: VisitFacts, now: datetime, zone: tzinfo) -> VisitState:
    """With nothing booked and nothing done."""
    if facts.said is Said.NOT_THIS_TIME:
        return VisitState.DECLINED
    if facts.said is Said.OWN_THERAPIST and facts.elsewhere_on is not None:
        # A day that was named settles it until that day is over; no day settles nothing.
        is_over = now.astimezone(zone).date() > facts.elsewhere_on
        return VisitState.TO_RECORD if is_over else VisitState.ELSEWHERE
    if now >= facts.went_home_at + ASKED_FOR:
        return VisitState.CAME_TO_NOTHING
    is_asked = facts.said in {Said.ASKS_FOR_A_TIME, Said.OWN_THERAPIST}
    return VisitState.ASKED_FOR if is_asked else VisitState.TO_BOOK


def _is_inside(facts: VisitFacts, booked: BookedVisit) -> bool:
    since = booked.starts_at - facts.went_home_at
    return WINDOW_BEGINS <= since <= WINDOW_ENDS


def _words(state: VisitState, facts: VisitFacts, booked: BookedVisit | None, zone: tzinfo) -> str:
    if booked is not None:
        is_ahead = state is VisitState.BOOKED
        return f"{'Booked' if is_ahead else 'Was booked'} for {_moment(booked.starts_at, zone)}."
    if state is VisitState.DONE and facts.recorded_at is not None:
        return f"Done; its record was signed {_moment(facts.recorded_at, zone)}."
    if state not in _SAID and facts.said is Said.OWN_THERAPIST:
        on = f", {_day(facts.elsewhere_on)}" if facts.elsewhere_on else "; no day is known"
        return f"With their own therapist{on}."
    return _SAID.get(state, "The person asks for a time.")


_SAID = {
    VisitState.TO_BOOK: "No visit yet.",
    VisitState.DONE: "Done elsewhere.",
    VisitState.DECLINED: "Not this time.",
    VisitState.CAME_TO_NOTHING: "Nothing was arranged in a week.",
}
_NEXT = {
    VisitState.TO_BOOK: "Offer a time, or note what the person wants.",
    VisitState.ASKED_FOR: "Call the person and agree on a day.",
    VisitState.BOOKED: "",
    VisitState.ELSEWHERE: "",
    VisitState.TO_RECORD: "Say whether it took place: write its record, or note what became of it.",
    VisitState.DONE: "",
    VisitState.DECLINED: "",
    VisitState.CAME_TO_NOTHING: "Say what became of it, so that it is not left open.",
}


def _moment(at: datetime, zone: tzinfo) -> str:
    there = at.astimezone(zone)
    return f"{there:%A} {there.day} {there:%B}, {there:%H:%M}"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
