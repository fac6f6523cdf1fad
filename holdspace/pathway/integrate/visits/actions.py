"""Propose the visit after a session, say something about it, and see whether it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record, record_by_person, record_without_staff
from holdspace.clinic.outbox.actions import cancel_mails, queue_mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.tasks.actions import close_without_staff, open_task
from holdspace.clinic.tasks.models import Task
from holdspace.domain.integration_visit import ESCALATE_AFTER, REMIND_AFTER, Said, VisitState
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.integrate.visits.models import IntegrationVisit, VisitWord
from holdspace.pathway.integrate.visits.queries import line_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from holdspace.clinic.people.roles import Actor, OwnActor
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.integrate.visits.queries import VisitLine

ABOUT = "integration visit"
LINK = "/me/visits/"
OPENS_A_TASK = frozenset({VisitState.TO_BOOK, VisitState.ASKED_FOR})


class NoReason(Exception):
    """*Not this time* comes with a few words of why: they are read, and never argued with."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """What is said about a visit."""

    kind: Said
    words: str = ""
    wished_at: datetime | None = None
    elsewhere_on: date | None = None


@transaction.atomic
def propose(*, session: DosingSession, went_home_at: datetime, now: datetime) -> IntegrationVisit:
    """The visit after a session whose person went home, its task, and one quiet reminder."""
    visit, is_new = IntegrationVisit.objects.select_related("clinic", "patient").get_or_create(
        session=session,
        defaults={
            "clinic_id": session.clinic_id,
            "patient_id": session.patient_id,
            "went_home_at": went_home_at,
            "proposed_at": now,
        },
    )
    if is_new:
        record_without_staff(
            clinic_id=session.clinic_id,
            act="propose a visit",
            patient_id=session.patient_id,
            object_kind=ABOUT,
            object_id=visit.pk,
        )
        _open_task(visit, now)
        _remind(visit, now)
    return visit


@transaction.atomic
def say_as_person(
    *, person: OwnActor, visit: IntegrationVisit, word: Word, now: datetime
) -> VisitLine:
    """What the person wants. Raises NoReason."""
    _write(visit, word, now, by=None)
    record_by_person(
        person=person, act="say something of a visit", object_kind=ABOUT, object_id=visit.pk
    )
    line = settle_or_chase(visit, now)
    if line.standing.state is VisitState.ASKED_FOR:
        # A task that somebody closed before the person asked is no answer to them.
        _open_task(line.visit, now)
    return line


@transaction.atomic
def note(*, actor: Actor, visit: IntegrationVisit, word: Word, now: datetime) -> VisitLine:
    """What somebody on the staff heard. Raises NoReason."""
    _write(visit, word, now, by=actor)
    record(
        actor=actor,
        act="note something of a visit",
        patient_id=visit.patient_id,
        object_kind=ABOUT,
        object_id=visit.pk,
    )
    return settle_or_chase(visit, now)


@transaction.atomic
def settle_or_chase(visit: IntegrationVisit, now: datetime) -> VisitLine:
    """Nobody is asked any more once it is settled; whoever should be asked is, once it is not."""
    held = IntegrationVisit.objects.select_for_update(of=("self",)).select_related(
        "session__cycle", "clinic", "patient"
    )
    line = line_of(held.get(pk=visit.pk), now)
    if line.standing.is_settled and line.visit.settled_at is None:
        IntegrationVisit.objects.filter(pk=visit.pk).update(settled_at=now)
        _close_tasks(line, now)
        cancel_mails(clinic_id=visit.clinic_id, about_kind=ABOUT, about_id=visit.pk, now=now)
    elif not line.standing.is_settled and line.visit.settled_at is not None:
        IntegrationVisit.objects.filter(pk=visit.pk).update(settled_at=None)
        if line.standing.state in OPENS_A_TASK:
            _open_task(line.visit, now)
    return line


def _write(visit: IntegrationVisit, word: Word, now: datetime, *, by: Actor | None) -> None:
    if word.kind is Said.NOT_THIS_TIME and not word.words.strip():
        raise NoReason("Say in a few words why not this time.")
    VisitWord.objects.create(
        clinic_id=visit.clinic_id,
        visit=visit,
        kind=word.kind,
        words=word.words.strip(),
        wished_at=word.wished_at,
        elsewhere_on=word.elsewhere_on,
        by_id=by.staff_id if by else None,
        at=now,
    )


def _open_task(visit: IntegrationVisit, now: datetime) -> None:
    open_task(
        clinic_id=visit.clinic_id,
        patient=visit.patient,
        kind=TaskKind.INTEGRATION_TO_BOOK,
        about_kind=ABOUT,
        about_id=visit.pk,
        now=now,
    )


def _close_tasks(line: VisitLine, now: datetime) -> None:
    tasks = Task.objects.not_closed().filter(about_kind=ABOUT, about_id=str(line.visit.pk))
    for task in tasks:
        close_without_staff(task=task, outcome=line.standing.words, now=now)


def _remind(visit: IntegrationVisit, now: datetime) -> None:
    """A day after going home, for whoever has not chosen yet; never in the first hours."""
    not_after = visit.went_home_at + ESCALATE_AFTER
    not_before = max(now + timedelta(minutes=1), visit.went_home_at + REMIND_AFTER)
    if not visit.patient.email or not_before >= not_after:
        return
    queue_mail(
        clinic_id=visit.clinic_id,
        patient=visit.patient,
        kind=MailKind.REMINDER,
        not_before=not_before,
        not_after=not_after,
        link=LINK,
        about_kind=ABOUT,
        about_id=visit.pk,
    )
