"""Who is with the person, when they were last looked at, and when somebody last asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session

SILENT = 0
"""The guidance level at which a look in silence counts as asking (clinical reference 7.2)."""


def medicine_acts_until(session: Session, protocol: Protocol) -> datetime | None:
    """When the acute effects are expected to be over; None before the first dose.

    Counted from the last dose where there are several: a second injection starts the window anew.
    """
    zero = session.first_dose_at
    if zero is None:
        return None
    latest = max((zero, *(one.at for one in (*session.doses.started, *session.doses.given))))
    return latest + timedelta(minutes=float(protocol.effects.lasts.high))


def medicine_acts(session: Session, protocol: Protocol, now: datetime) -> bool:
    """Whether the person is in the acute effects: from the first dose to the end of the window."""
    until = medicine_acts_until(session, protocol)
    return until is not None and (session.doses.running is not None or now < until)


def last_looked_in_at(session: Session) -> datetime | None:
    """When somebody last saw the person: looked in, asked a rating, came to stay, or left."""
    moments = [one.at for one in (*session.person.looks, *session.person.ratings)]
    for presence in session.person.presences:
        moments.append(presence.ended_at or presence.began_at)
    return max(moments, default=None)


def last_asked_at(session: Session) -> datetime | None:
    """When somebody last asked how they feel; at the silent level a look counts."""
    silent = session.guidance_level == SILENT
    asked = [one.at for one in session.person.looks if one.body.asked_how_they_feel or silent]
    rated = [one.at for one in session.person.ratings_of("distress")]
    return max((*asked, *rated), default=None)


def alone_since(session: Session, now: datetime) -> datetime | None:
    """Since when nobody is with the person; None while somebody is. At first: the opening."""
    if session.person.with_the_person(now):
        return None
    ended = [one.ended_at for one in session.person.presences if one.ended_at is not None]
    opened_at = session.frame.opened.at if session.frame.opened else None
    return max(ended, default=opened_at)
