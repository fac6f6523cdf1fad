"""What is due when, in one room: overdue first. Pure; the page may count on by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.due_dose import dose_due
from holdspace.domain.due_item import Asking, Due, DueState
from holdspace.domain.due_presence import presence_due
from holdspace.domain.due_vitals import scales_due, vitals_due

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session

__all__ = ["Due", "DueState", "whats_due"]


def whats_due(session: Session, protocol: Protocol, now: datetime) -> tuple[Due, ...]:
    """Every task with its clock, overdue first, then by time. Nothing before the session opens,
    nothing after the person has gone home or the record is closed.
    """
    gone = session.home.handed_over is not None or session.is_closed
    if session.frame.opened is None or gone:
        return ()
    asking = Asking(session=session, protocol=protocol, now=now)
    found = (
        *vitals_due(asking),
        *scales_due(asking),
        *presence_due(asking),
        *dose_due(asking),
    )
    return tuple(sorted(found, key=lambda due: (not due.is_overdue(now), due.due_at, due.code)))
