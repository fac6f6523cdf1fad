"""The parts of what is known of one session afterwards: a reading, a rating, a drug, a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from holdspace.domain.signals import SignalKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.domain.protocol import Vital
    from holdspace.domain.session import Session
    from holdspace.domain.session_events import SignalAcknowledged
    from holdspace.domain.session_standing import Kept

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
LIMIT_PREFIX = "limit"


@dataclass(frozen=True, kw_only=True)
class ReadingFact:
    """One charted value of one vital sign, in the unit of its name."""

    value: Decimal
    at: datetime
    minutes: int
    """Whole minutes after the first dose."""
    by: Literal["hand", "monitor"]


@dataclass(frozen=True, kw_only=True)
class RatingFact:
    """One answer on a scale: 0 to 10, or the total of a bedside scale."""

    score: int
    at: datetime
    minutes: int


@dataclass(frozen=True, kw_only=True)
class DrugFact:
    """A drug that is not the session's own."""

    drug: str
    amount: Decimal
    unit: str
    route: str
    at: datetime
    minutes: int
    """After the first dose; below 0: before it."""


@dataclass(frozen=True, kw_only=True)
class HarmFact:
    """One adverse event with its latest outcome."""

    term: str
    grade: Literal["mild", "moderate", "severe", "life_threatening"]
    action: str
    outcome: Literal["ongoing", "resolved", "transferred"]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CallFact:
    """One call from the chair. A call that only showed the button is none of these."""

    at: datetime
    seconds_to_answer: int | None
    """None: nobody has answered."""
    was_not_reached: bool


@dataclass(frozen=True, kw_only=True)
class SignalFact:
    """One signal that somebody took. What nobody took leaves no entry, and is not counted here."""

    kind: SignalKind | None
    """None: an id this version cannot read."""
    at: datetime
    seconds_to_acknowledgement: int | None
    """None where the id does not say since when."""
    action: str


@dataclass(frozen=True, kw_only=True)
class GuidanceFact:
    """A level of guidance and from when it held."""

    level: int
    at: datetime


def minutes_after(zero: datetime, at: datetime) -> int:
    return (at - zero) // MINUTE


def readings_after(session: Session, vital: Vital) -> tuple[ReadingFact, ...]:
    """The charted values of one vital sign after the first dose, oldest first; struck ones are out.

    A monitor's samples that nobody verified are not charted, and not here.
    """
    zero = session.first_dose_at
    if zero is None:
        return ()
    return tuple(
        ReadingFact(
            value=value,
            at=one.body.measured_at,
            minutes=minutes_after(zero, one.body.measured_at),
            by=one.body.source,
        )
        for one in session.vitals
        if (value := getattr(one.body, vital.value)) is not None and one.body.measured_at >= zero
    )


def highest(readings: Iterable[ReadingFact]) -> ReadingFact | None:
    """The highest, and the first of its height."""
    return max(readings, key=lambda one: one.value, default=None)


def lowest(readings: Iterable[ReadingFact]) -> ReadingFact | None:
    return min(readings, key=lambda one: one.value, default=None)


def ratings_after(session: Session, scale: str) -> tuple[RatingFact, ...]:
    """Every answer on a 0-10 scale since the first dose, oldest first."""
    scores = [(one, one.body.score) for one in session.person.ratings_of(scale)]
    return _since_dose(session, scores)


def totals_after(session: Session, scale: str) -> tuple[RatingFact, ...]:
    """Every total of a bedside scale since the first dose, oldest first."""
    scores = [(one, sum(one.body.items)) for one in session.person.scores_of(scale)]
    return _since_dose(session, scores)


def _since_dose(
    session: Session, scores: Iterable[tuple[Kept[object], int]]
) -> tuple[RatingFact, ...]:
    zero = session.first_dose_at
    if zero is None:
        return ()
    return tuple(
        RatingFact(score=score, at=one.at, minutes=minutes_after(zero, one.at))
        for one, score in scores
        if one.at >= zero
    )


def highest_score(ratings: Iterable[RatingFact]) -> RatingFact | None:
    return max(ratings, key=lambda one: one.score, default=None)


def lowest_score(ratings: Iterable[RatingFact]) -> RatingFact | None:
    return min(ratings, key=lambda one: one.score, default=None)


def other_drugs(session: Session, *, rescue: bool) -> tuple[DrugFact, ...]:
    zero = session.first_dose_at
    return tuple(
        DrugFact(
            drug=one.body.drug,
            amount=one.body.amount,
            unit=one.body.unit,
            route=one.body.route,
            at=one.at,
            minutes=minutes_after(zero, one.at) if zero else 0,
        )
        for one in session.doses.other_drugs
        if one.body.is_rescue is rescue
    )


def harms(session: Session) -> tuple[HarmFact, ...]:
    return tuple(
        HarmFact(
            term=one.noted.body.term,
            grade=one.noted.body.grade,
            action=one.noted.body.action,
            outcome=one.outcome,
            at=one.noted.at,
        )
        for one in session.harm.adverse_events
    )


def calls(session: Session) -> tuple[CallFact, ...]:
    return tuple(
        CallFact(
            at=one.called.at,
            seconds_to_answer=one.seconds_to_answer,
            was_not_reached=one.not_reached is not None,
        )
        for one in session.help.calls
        if not one.is_demonstration
    )


def signals_taken(session: Session) -> tuple[SignalFact, ...]:
    """The first word on each signal that somebody took."""
    first: dict[str, Kept[SignalAcknowledged]] = {}
    for one in session.harm.acknowledgements:
        first.setdefault(one.body.signal_id, one)
    return tuple(
        SignalFact(
            kind=_kind_of(signal_id),
            at=one.at,
            seconds_to_acknowledgement=_seconds_since(signal_id, one.at),
            action=one.body.action,
        )
        for signal_id, one in first.items()
    )


def _kind_of(signal_id: str) -> SignalKind | None:
    head = signal_id.partition(":")[0]
    if head == LIMIT_PREFIX:
        return SignalKind.OUTSIDE_YOUR_LIMIT
    return SignalKind(head) if head in set(SignalKind) else None


def _seconds_since(signal_id: str, at: datetime) -> int | None:
    """From when a signal came up, which its id ends with (`signals.signal_id`, `limits`)."""
    head, _, rest = signal_id.partition(":")
    _, _, since = rest.partition(":")
    try:
        if head == LIMIT_PREFIX:
            came_up = datetime.fromisoformat(since)
        else:
            came_up = datetime.strptime(since, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
    except ValueError:
        return None
    return max(0, (at - came_up) // SECOND) if came_up.tzinfo else None
