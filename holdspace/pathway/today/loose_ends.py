"""What somebody must still do before the day is closed: nothing drops off this list by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from holdspace.clinic.access.policy import Act, may
from holdspace.clinic.tasks.queries import standing_of, tasks_left_undone
from holdspace.domain.mark_words import PHASES
from holdspace.domain.unclosed import unclosed
from holdspace.pathway.dosing_session.models import DosingSession, SessionEvent
from holdspace.pathway.dosing_session.models.session import DRUGS
from holdspace.pathway.dosing_session.queries import log_of, outstanding_checks
from holdspace.pathway.integrate.visits.queries import waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.unclosed import Unclosed

NOT_CLOSED = "Not closed"
LOOKED_BACK = timedelta(days=90)
"""For records that are closed. An open session is listed however old it is."""
ONE_BY_ONE = 30
"""Records without a signature that have a line of their own; the others are counted."""
MAY_LACK_A_CHECK = Q(kind__in=("InfusionStarted", "DoseGiven"), payload__already_happened=True) | Q(
    kind="EntryUndone"
)
"""A dose that the gate let in had its check; it can be missing only where one of these happened."""


@dataclass(frozen=True, kw_only=True)
class LooseEnd:
    """Something that must be done before the day is closed, by whom it was left, and where."""

    kind: str
    title: str
    words: str
    details: tuple[str, ...] = ()
    href: str = ""
    """Empty for who may not open the room."""


def loose_ends_of(
    actor: Actor, open_sessions: Sequence[DosingSession], now: datetime
) -> tuple[LooseEnd, ...]:
    """Sessions nobody closed, doses nobody checked, records nobody signed, tasks nobody did."""
    sees_charts = may(actor, Act.SEE_ROOM)
    unsigned = _closed_and_unsigned(actor, now)
    to_look_at = [*open_sessions, *_that_may_lack_a_check(unsigned)]
    ends = [
        *_unclosed(open_sessions, now, with_chart=sees_charts),
        *(_unchecked(to_look_at) if sees_charts else ()),
        *(_unsigned(one, now, may_open=sees_charts) for one in unsigned[:ONE_BY_ONE]),
        *_and_more(len(unsigned) - ONE_BY_ONE),
        *_after_the_closing(actor, now, may_open=sees_charts),
        *_tasks(actor, now),
        *_visits(actor, now),
    ]
    return tuple(ends)


def _closed_and_unsigned(actor: Actor, now: datetime) -> list[DosingSession]:
    """Oldest first."""
    signatures = SessionEvent.objects.filter(session=OuterRef("pk"), kind="RecordSigned")
    closed = DosingSession.objects.filter(
        clinic_id=actor.clinic_id, closed_at__gte=now - LOOKED_BACK
    )
    unsigned = closed.filter(~Exists(signatures)).select_related("room", "patient")
    return list(unsigned.order_by("closed_at"))


def _that_may_lack_a_check(sessions: Sequence[DosingSession]) -> list[DosingSession]:
    """So that not every log has to be read for what few of them hold."""
    found = SessionEvent.objects.filter(MAY_LACK_A_CHECK, session__in=sessions)
    ids = set(found.values_list("session_id", flat=True))
    return [session for session in sessions if session.pk in ids]


def _unclosed(
    sessions: Iterable[DosingSession], now: datetime, *, with_chart: bool
) -> Iterable[LooseEnd]:
    for session in sessions:
        log = log_of(session)
        found = unclosed(log.state, session.opened_at, now)
        if found is None:
            continue
        room = reverse("dosing_session:room", args=[session.pk])
        not_understood = (f"Not understood: {log.not_understood}",) if log.not_understood else ()
        yield LooseEnd(
            kind=NOT_CLOSED,
            title=_title(session),
            words=f"open since {_moment(session.opened_at, now)}. {found.because}",
            details=(*_details(found, PHASES[log.state.phase], now), *not_understood)
            if with_chart
            else (),
            href=room if with_chart else "",
        )


def _details(found: Unclosed, phase: str, now: datetime) -> tuple[str, ...]:
    latest = found.latest
    charted = (
        f"{phase}. Last charted by {latest.author_name}, {_moment(latest.recorded_at, now)}."
        if latest
        else f"{phase}. Nothing is charted."
    )
    missing = " ".join(found.missing) or "Nothing but that nobody closed it."
    return (charted, f"What keeps it open: {missing}")


def _unchecked(sessions: Iterable[DosingSession]) -> Iterable[LooseEnd]:
    """Until a second person has read it again; in a closed record, until a clinician signs it."""
    for session in sessions:
        page = "summary" if session.closed_at else "room"
        for sentence in outstanding_checks(session):
            yield LooseEnd(
                kind="Second check",
                title=_title(session),
                words=sentence,
                href=reverse(f"dosing_session:{page}", args=[session.pk]),
            )


def _unsigned(session: DosingSession, now: datetime, *, may_open: bool) -> LooseEnd:
    assert session.closed_at is not None  # noqa: S101 - the query asked for closed ones
    return LooseEnd(
        kind="Not signed",
        title=_title(session),
        words=f"closed {_moment(session.closed_at, now)}. No clinician has signed the record.",
        href=reverse("dosing_session:summary", args=[session.pk]) if may_open else "",
    )


def _and_more(count: int) -> Iterable[LooseEnd]:
    if count > 0:
        yield LooseEnd(
            kind="Not signed", title=f"{count} more", words="that no clinician has signed."
        )


def _after_the_closing(actor: Actor, now: datetime, *, may_open: bool) -> Iterable[LooseEnd]:
    """Until a clinician signs the record with it in: a tablet had not heard of the closing."""
    signed_since = SessionEvent.objects.filter(
        session=OuterRef("session"), kind="RecordSigned", sequence__gt=OuterRef("sequence")
    )
    late = SessionEvent.objects.filter(
        ~Exists(signed_since),
        clinic_id=actor.clinic_id,
        kind__in=DRUGS,
        session__closed_at__gte=now - LOOKED_BACK,
        recorded_at__gt=F("session__closed_at"),
    )
    # Asked for by themselves: there is hardly ever one, and the database would not guess so.
    ids = set(late.values_list("session_id", flat=True))
    sessions = DosingSession.objects.filter(pk__in=ids).select_related("room", "patient")
    what = "A drug that was given" if may_open else "Something"
    for session in sessions.order_by("closed_at"):
        yield LooseEnd(
            kind="Came after closing",
            title=_title(session),
            words=f"{what} came into this record after it was closed. A clinician reads and signs.",
            href=reverse("dosing_session:summary", args=[session.pk]) if may_open else "",
        )


def _tasks(actor: Actor, now: datetime) -> Iterable[LooseEnd]:
    """Urgent and unseen, late, or escalated. Others read this too: it says nothing clinical."""
    for task in tasks_left_undone(actor, now):
        yield LooseEnd(
            kind="Task",
            title=f"{task.rule.title}, {task.patient.initials}",
            words=f"{standing_of(task, now)}.",
            href=reverse("tasks:task", args=[task.pk]),
        )


def _visits(actor: Actor, now: datetime) -> Iterable[LooseEnd]:
    """A visit that nobody settled in two days. One to be booked is among the tasks as well."""
    if not may(actor, Act.SEE_VISITS):
        return
    for line in waiting(actor.clinic_id, now):
        if line.standing.is_overdue(now) and not line.standing.is_to_book:
            yield LooseEnd(
                kind="Talk",
                title=f"After a session, {line.visit.patient.initials}",
                words=f"{line.standing.words} {line.standing.next_words}",
                href=reverse("visits:settle", args=[line.visit.pk]),
            )


def _title(session: DosingSession) -> str:
    return f"{session.room.name}, {session.patient.initials}"


def _moment(at: datetime, now: datetime) -> str:
    """The time alone for today, in the clinic's zone."""
    there = at.astimezone(now.tzinfo)
    day = "" if there.date() == now.date() else f"{there.day} {there:%B}, "
    return f"{day}{there:%H:%M}"
