"""When somebody is asked how they are after a session, what is asked, and when silence is a word.

Seven moments, counted from going home, on the person's own clock and never at night. All numbers
are our own choice: the published advice names a talk within a day or two, and no ladder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo

SOURCE = "Holdspace's own; clinical reference 6.6 has the first three moments as a template."
FIRST_DAY = timedelta(hours=24)
"""So long a person's pages stay quiet after a session."""


class Rung(StrEnum):
    """The moments at which a person is asked, in their order; and the one they choose."""

    EVENING = "evening"
    DAY_1 = "day_1"
    DAY_3 = "day_3"
    WEEK_1 = "week_1"
    WEEK_2 = "week_2"
    MONTH_1 = "month_1"
    MONTH_3 = "month_3"
    BETWEEN = "between"
    """Nobody asked: the person had something to tell."""


LADDER: tuple[Rung, ...] = tuple(rung for rung in Rung if rung is not Rung.BETWEEN)
HOURS: Mapping[Rung, int] = {
    Rung.EVENING: 4,
    Rung.DAY_1: 24,
    Rung.DAY_3: 72,
    Rung.WEEK_1: 7 * 24,
    Rung.WEEK_2: 14 * 24,
    Rung.MONTH_1: 30 * 24,
    Rung.MONTH_3: 91 * 24,
}
"""After going home; of the evening only roughly, since that is a time of the day."""
STAYS_OPEN: Mapping[Rung, timedelta] = {
    Rung.DAY_1: timedelta(hours=24),
    Rung.DAY_3: timedelta(hours=48),
    Rung.WEEK_1: timedelta(days=3),
    Rung.WEEK_2: timedelta(days=4),
    Rung.MONTH_1: timedelta(days=7),
    Rung.MONTH_3: timedelta(days=14),
}
"""Later than this an answer would be about another time. The evening's ends with the next one."""
SILENT_AFTER: Mapping[Rung, timedelta] = {
    Rung.EVENING: timedelta(hours=2),
    Rung.DAY_1: timedelta(hours=3),
}
"""So long after it was asked, no answer is itself something that the staff is told."""
IN_HOURS = (Rung.DAY_1, Rung.DAY_3)
"""Counted in real hours, because what is looked for is the medicine's. The others are days."""


class Question(StrEnum):
    """What is asked. Each may be skipped."""

    HOW = "how"
    COMPANY = "company"
    MOOD = "mood"
    SLEEP = "sleep"
    TIREDNESS = "tiredness"
    TEARS = "tears"
    CONNECTION = "connection"
    BODY = "body"
    SAFETY = "safety"
    WORDS = "words"


class How(StrEnum):
    """The one tap of the evening."""

    ALL_RIGHT = "all_right"
    NOT_SO_WELL = "not_so_well"
    NEED_SOMEONE = "need_someone"


_WHOLE = (
    Question.MOOD,
    Question.SLEEP,
    Question.TIREDNESS,
    Question.TEARS,
    Question.CONNECTION,
    Question.BODY,
    Question.SAFETY,
    Question.WORDS,
)
NUMBERS = {Question.MOOD: (0, 10), Question.TIREDNESS: (0, 10)}
"""Lowest and highest answer of those that are numbers."""


def questions_of(rung: Rung, how: How | None = None) -> tuple[Question, ...]:
    """What is asked at a moment. An evening that is all right is one tap and who is there."""
    if rung is not Rung.EVENING:
        return _WHOLE
    first = (Question.HOW, Question.COMPANY)
    if how in {None, How.ALL_RIGHT}:
        return first
    return (Question.HOW, Question.BODY, Question.SAFETY, Question.COMPANY, Question.WORDS)


@dataclass(frozen=True, kw_only=True)
class AskingTimes:
    """On the person's clock: when the evening is, and between which times anybody is asked."""

    evening_at: time = time(19)
    asks_from: time = time(9)
    asks_until: time = time(21)
    by_day_at: time = time(10)
    """When what is counted in days is asked."""

    def complaint(self) -> str:
        """What is wrong with these times; empty when nothing is."""
        if not self.asks_from < self.asks_until:
            return "Asking begins before it ends."
        for name, at in (("The evening", self.evening_at), ("The time by day", self.by_day_at)):
            if not self.asks_from <= at <= self.asks_until:
                between = f"{self.asks_from:%H:%M} and {self.asks_until:%H:%M}"
                return f"{name}, {at:%H:%M}, is not between {between}."
        return ""


USUAL = AskingTimes()


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One rung of one ladder, as moments."""

    rung: Rung
    opens_at: datetime
    """From here on it can be answered."""
    due_at: datetime
    """When the person is asked: the reminder leaves."""
    silent_at: datetime | None
    """From here on, no answer is a signal; None where it is only noted."""
    closes_at: datetime


def ladder(home_at: datetime, zone: tzinfo, times: AskingTimes = USUAL) -> tuple[Moment, ...]:
    """The seven moments after somebody went home, in their zone."""
    # In a zone, an hour added is an hour on the wall: what is counted in hours is counted in UTC.
    home = home_at.astimezone(UTC)
    asked: dict[Rung, datetime] = {rung: _asked_at(rung, home, zone, times) for rung in LADDER}
    opens = {**asked, Rung.EVENING: home}
    closes = {rung: opens[rung] + stays for rung, stays in STAYS_OPEN.items()}
    closes[Rung.EVENING] = opens[Rung.DAY_1]
    return tuple(
        Moment(
            rung=rung,
            opens_at=opens[rung],
            due_at=asked[rung],
            silent_at=asked[rung] + SILENT_AFTER[rung] if rung in SILENT_AFTER else None,
            closes_at=closes[rung],
        )
        for rung in LADDER
    )


def _asked_at(rung: Rung, home_at: datetime, zone: tzinfo, times: AskingTimes) -> datetime:
    home_there = home_at.astimezone(zone)
    if rung is Rung.EVENING:
        evening = _on_the_wall(home_there.date(), times.evening_at, zone)
        # Who comes home late is not asked in the doorway.
        return not_at_night(max(evening, home_at + timedelta(hours=1)), zone, times)
    if rung in IN_HOURS:
        return not_at_night(home_at + timedelta(hours=HOURS[rung]), zone, times)
    day = home_there.date() + timedelta(hours=HOURS[rung])
    return _on_the_wall(day, times.by_day_at, zone)


def not_at_night(at: datetime, zone: tzinfo, times: AskingTimes = USUAL) -> datetime:
    """This moment, or the next one at which a person may be asked something."""
    there = at.astimezone(zone)
    begins = _on_the_wall(there.date(), times.asks_from, zone)
    if at < begins:
        return begins
    if at <= _on_the_wall(there.date(), times.asks_until, zone):
        return at.astimezone(UTC)
    return _on_the_wall(there.date() + timedelta(days=1), times.asks_from, zone)


def _on_the_wall(day: date, at: time, zone: tzinfo) -> datetime:
    """What the clock there says; a time that is jumped over is an hour later."""
    return datetime.combine(day, at, zone).astimezone(UTC)


class State(StrEnum):
    """Where one rung stands. Never "well": nobody knows that from here."""

    NOT_YET = "not yet"
    OPEN = "open"
    SILENT = "silent"
    """Asked, not answered, and late enough that somebody calls."""
    ANSWERED = "answered"
    MISSED = "missed"
    """Its time went by without an answer. Nothing is known of how the person was."""
    SUPERSEDED = "superseded"
    """The next session came before its time did."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One rung and where it stands."""

    moment: Moment
    state: State

    @property
    def rung(self) -> Rung:
        return self.moment.rung

    @property
    def is_to_answer(self) -> bool:
        return self.state in {State.OPEN, State.SILENT}


def standings(
    moments: tuple[Moment, ...],
    *,
    answered: frozenset[Rung],
    next_home_at: datetime | None,
    now: datetime,
) -> tuple[Standing, ...]:
    """Where each rung stands. `next_home_at`: when the person went home from the next session."""
    return tuple(
        Standing(moment=one, state=_state(one, one.rung in answered, next_home_at, now))
        for one in moments
    )


def _state(moment: Moment, is_answered: bool, ends_at: datetime | None, now: datetime) -> State:  # noqa: FBT001
    if is_answered:
        return State.ANSWERED
    if ends_at is not None and ends_at <= now and moment.closes_at > ends_at:
        return State.SUPERSEDED
    if now < moment.opens_at:
        return State.NOT_YET
    if now >= moment.closes_at:
        return State.MISSED
    is_silent = moment.silent_at is not None and now >= moment.silent_at
    return State.SILENT if is_silent else State.OPEN


def to_answer(found: tuple[Standing, ...]) -> Standing | None:
    """The rung that a person is asked to answer now: at most one is open at a time."""
    return next((one for one in found if one.is_to_answer), None)


def silent_in_a_row(found: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """The latest rungs that went by without a word, with none answered after them."""
    passed = [
        one for one in found if one.state not in {State.NOT_YET, State.OPEN, State.SUPERSEDED}
    ]
    heard = [number for number, one in enumerate(passed) if one.state is State.ANSWERED]
    return tuple(passed[heard[-1] + 1 :] if heard else passed)


def overlaps(moments: tuple[Moment, ...]) -> bool:
    """Whether two rungs could be open at once; a ladder never has that."""
    return any(one.closes_at > following.opens_at for one, following in pairwise(moments))
