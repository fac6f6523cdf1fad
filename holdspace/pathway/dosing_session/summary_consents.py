"""Consent in the summary: what stood when the session was opened, and what changed in it.

Read from the consents themselves, up to the moment the person left: what is withdrawn on the day
after is no part of this session, and moves no signature under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.queries import consents_of
from holdspace.pathway.dosing_session.consent_view import CONCERNS
from holdspace.pathway.dosing_session.summary_document import Line

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.session import Session
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.dosing_session.summary_times import Times


def consents_in(
    session: DosingSession, state: Session, times: Times, now: datetime
) -> tuple[Line, ...]:
    """One line for what was agreed, then one for each change, oldest first."""
    until = _until(state, now)
    agreed = Line(label="At the beginning", words=_agreed(session))
    return (agreed, *_changes(session, times, until))


def _until(state: Session, now: datetime) -> datetime:
    left, closed = state.home.handed_over, state.frame.closed
    if left is not None:
        return left.at
    return closed.recorded_at if closed is not None else now


def _agreed(session: DosingSession) -> str:
    items = consents_of(session.cycle.course, session.opened_at)
    agreed = [
        f"{CONCERNS[one.text.item][0]}{_scope(one.latest)}"
        for one in items
        if one.is_agreed and one.text.item in CONCERNS
    ]
    return f"{'; '.join(agreed)}." if agreed else "Nothing was signed."


def _scope(consent: Consent | None) -> str:
    return f" ({consent.scope.rstrip('.')})" if consent is not None and consent.scope else ""


def _changes(session: DosingSession, times: Times, until: datetime) -> tuple[Line, ...]:
    window = (session.opened_at, until)
    of_course = Consent.objects.filter(course=session.cycle.course_id, item__in=CONCERNS)
    rows = of_course.select_related("recorded_by", "withdrawn_by")
    withdrawn = [
        (one.withdrawn_at, f"{CONCERNS[one.item][0]} withdrawn, {one.withdrawn_how}.")
        for one in rows.filter(withdrawn_at__range=window)
        if one.withdrawn_at is not None
    ]
    signed = [
        (one.given_at, f"{CONCERNS[one.item][0]} signed{_scope(one)}, {one.signed_where}.")
        for one in rows.filter(given_at__range=window).exclude(given_at=session.opened_at)
    ]
    return tuple(
        Line(label=times.clock(at), words=words) for at, words in sorted([*withdrawn, *signed])
    )
