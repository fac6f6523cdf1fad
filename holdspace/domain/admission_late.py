"""A start that reaches the record late: judged as things were when it happened, never refused.

A tablet without a network lets a clinician go on. What it then brings has happened: to refuse it
would leave a dose out of the record that is in a person. So the gate is asked as of that moment,
and if it was not open the start is charted as a dose that was given, with what was not met.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.admission_answers import Admitted, Candidate, Refused
from holdspace.domain.gates import unmet
from holdspace.domain.session import Session, fold
from holdspace.domain.session_events import DoseGiven, InfusionStarted

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.session_events import SessionEvent

IN_TIME = timedelta(seconds=30)
"""As long may a start be on its way. Whoever pressed it still stands there and reads the answer."""

LONG = timedelta(hours=2)


def is_late_start(body: SessionEvent, happened_at: datetime, now: datetime) -> bool:
    """Whether this is a start, not a dose that was charted afterwards, and came late."""
    is_start = isinstance(body, DoseGiven | InfusionStarted) and not body.already_happened
    return is_start and now - happened_at > IN_TIME


def as_it_was(session: Session, at: datetime) -> Session:
    """The session as it stood at a moment, by what is known of it now."""
    return fold(entry for entry in session.entries if entry.occurred_at <= at)


def never_refused(
    answer: Admitted | Refused, candidate: Candidate, now: datetime
) -> Admitted | Refused:
    """What becomes of a late start, given what the rules said of the moment it happened."""
    body = candidate.body
    if isinstance(answer, Admitted) or not isinstance(body, DoseGiven | InfusionStarted):
        return answer
    shut = unmet(answer.facts)
    why = " ".join(fact.detail for fact in shut) if shut else answer.sentence
    return Admitted(
        instead=as_given(body, candidate.occurred_at, now, why),
        notices=("It came late, and not everything was met then: charted as already given.",),
    )


def as_given(
    body: DoseGiven | InfusionStarted, happened_at: datetime, now: datetime, why: str
) -> DoseGiven | InfusionStarted:
    """The start as a dose that was given, with how late it came and what was not met."""
    late = (
        f"Reached the record {how_long(now - happened_at)} after it happened. Not met then: {why}"
    )
    return replace(body, already_happened=True, reason=f"{body.reason} {late}".strip())


def how_long(time: timedelta) -> str:
    """A time in words: in seconds, then in whole minutes, from two hours on in hours as well."""
    if time < timedelta(minutes=2):
        return f"{time // timedelta(seconds=1)} s"
    minutes = time // timedelta(minutes=1)
    return f"{minutes} min" if time < LONG else f"{minutes // 60} h {minutes % 60} min"
