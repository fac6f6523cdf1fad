"""A session that nobody closed: since when it should have been, and what it lacks to be closed.

A session stays open until a person closes it; no rule closes one. So that none is forgotten, an
open session is on a list once its day is over, once the person has been gone for a while, or once
nothing new has come for a while. The while is ours: a time after which the desk would ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.session import Session
    from holdspace.domain.session_log import Entry

GONE_FOR = timedelta(hours=1)
"""After the hand-over: time to read the record, sign it and close it."""
QUIET_FOR = timedelta(hours=4)
"""Without a new entry: as long as the longest outage that a tablet goes through by itself."""


@dataclass(frozen=True, kw_only=True)
class Unclosed:
    """Why an open session is on the list."""

    because: str
    latest: Entry | None
    """Who charted last, and when it came."""
    missing: tuple[str, ...]
    """What stands between it and the closing; empty when only the closing itself is."""


def unclosed(session: Session, opened_at: datetime, now: datetime) -> Unclosed | None:
    """Why it is on the list now; None while it is under way, or closed.

    Pass `now` in the clinic's zone: its days are the clinic's.
    """
    if session.is_closed:
        return None
    latest = max(session.entries, key=lambda entry: entry.recorded_at, default=None)
    because = _because(session, latest.recorded_at if latest else opened_at, opened_at, now)
    if not because:
        return None
    return Unclosed(because=because, latest=latest, missing=missing_to_close(session))


def _because(session: Session, latest_at: datetime, opened_at: datetime, now: datetime) -> str:
    handed_over = session.home.handed_over
    if opened_at.astimezone(now.tzinfo).date() < now.date():
        return "Opened on an earlier day."
    if handed_over is not None and now - handed_over.at >= GONE_FOR:
        return f"The person went home {_how_long(now - handed_over.at)} ago."
    if now - latest_at >= QUIET_FOR:
        return f"Nothing new in the record for {_how_long(now - latest_at)}."
    return ""


def missing_to_close(session: Session) -> tuple[str, ...]:
    """In the order in which it has to be done. What admits a closing is `admit_closing`."""
    missing = []
    if session.doses.running is not None:
        missing.append("The infusion has not been stopped.")
    if session.harm.emergency is not None:
        missing.append("The emergency has not been ended.")
    if session.home.handed_over is not None:
        return tuple(missing)
    if session.first_dose_at is None:
        missing.append("No dose was given: say why the session was called off.")
    elif session.home.discharge_signed is None:
        missing.append("Nobody signed that the person may go home, or said how they left.")
    else:
        missing.append("The person was not handed over to the escort.")
    return tuple(missing)


def _how_long(time: timedelta) -> str:
    minutes = int(time / timedelta(minutes=1))
    return f"{minutes // 60} h {minutes % 60:02}" if minutes >= 60 else f"{minutes} min"  # noqa: PLR2004 - an hour
