"""What the clock does about check-ins: note who went home, remind once, ask somebody to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.clinic.audit.actions import record_without_staff
from holdspace.clinic.context import clinic_context
from holdspace.clinic.outbox.actions import queue_mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.own_access.models import PatientSignIn
from holdspace.clinic.tasks.actions import open_task
from holdspace.domain.check_ins import not_at_night
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.dosing_session.past_queries import past_session_of_cycle
from holdspace.pathway.integrate.check_ins.actions import (
    ABOUT_MAIL,
    ABOUT_SILENCE,
    mail_about,
)
from holdspace.pathway.integrate.check_ins.following import everybody_followed
from holdspace.pathway.integrate.check_ins.models import AfterSession, ClockNote
from holdspace.pathway.integrate.check_ins.queries import not_kept_yet
from holdspace.pathway.integrate.check_ins.times import asking_times

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.check_ins import Standing
    from holdspace.pathway.integrate.check_ins.following import Following

Done = set[tuple["UUID", str, str]]
"""Session, rung and kind of what the clock has done before."""


def look_after_check_ins(clinic_id: int, now: datetime) -> int:
    """One step of the clock for one clinic. How many things it did."""
    with clinic_context(clinic_id):
        noted = note_who_went_home(clinic_id, now)
        followed = everybody_followed(clinic_id, now)
        done = _done([one.home.session_id for one in followed])
        reached = _with_own_pages([one.patient.pk for one in followed])
        return noted + sum(
            _look_after(one, done, now, has_pages=one.patient.pk in reached) for one in followed
        )


def note_who_went_home(clinic_id: int, now: datetime) -> int:
    """Keep what each closed record says about going home, so that it is not read again."""
    sessions = list(not_kept_yet(clinic_id, now))
    for session in sessions:
        past = past_session_of_cycle(session.cycle_id, now)
        facts = past.facts if past else None
        AfterSession.objects.create(
            clinic_id=clinic_id,
            patient_id=session.patient_id,
            session=session,
            home_at=facts.went_home_at if facts else None,
            how=(facts.went_home_how or "") if facts else "",
            had_dose=facts.had_a_dose if facts else False,
        )
    return len(sessions)


def _look_after(followed: Following, done: Done, now: datetime, *, has_pages: bool) -> int:
    standing = followed.due
    if standing is None:
        return 0
    session_id, rung = followed.home.session_id, standing.rung.value
    did = 0
    is_due = standing.moment.due_at <= now
    if is_due and has_pages and (session_id, rung, ClockNote.Kind.REMINDED) not in done:
        _remind(followed, standing, now)
        did += 1
    if _is_silent(standing, now, has_pages=has_pages) and (
        (session_id, rung, ClockNote.Kind.SILENT) not in done
    ):
        _ask_staff_to_call(followed, standing, now)
        did += 1
    return did


def _is_silent(standing: Standing, now: datetime, *, has_pages: bool) -> bool:
    """Whom nobody can ask by phone page is called as soon as they would be asked."""
    silent_at = standing.moment.silent_at
    if silent_at is None:
        return False
    return now >= (silent_at if has_pages else standing.moment.due_at)


def _remind(followed: Following, standing: Standing, now: datetime) -> None:
    """One neutral mail; a clock that stood still sends none in the night."""
    _note(followed, standing, ClockNote.Kind.REMINDED, now)
    not_before = not_at_night(now, followed.zone, asking_times())
    if not followed.patient.email or not_before >= standing.moment.closes_at:
        return
    queue_mail(
        clinic_id=followed.patient.clinic_id,
        patient=followed.patient,
        kind=MailKind.REMINDER,
        not_before=not_before,
        not_after=standing.moment.closes_at,
        link=reverse("check_ins:own_check_in"),
        about_kind=ABOUT_MAIL,
        about_id=mail_about(followed.home.session_id, standing.rung.value),
    )


def _ask_staff_to_call(followed: Following, standing: Standing, now: datetime) -> None:
    _note(followed, standing, ClockNote.Kind.SILENT, now)
    open_task(
        clinic_id=followed.patient.clinic_id,
        patient=followed.patient,
        kind=TaskKind.CHECK_IN_SILENT,
        about_kind=ABOUT_SILENCE,
        about_id=followed.patient.pk,
        now=now,
    )
    record_without_staff(
        clinic_id=followed.patient.clinic_id,
        act="a check-in was not answered",
        patient_id=followed.patient.pk,
        object_kind=standing.rung.value,
        object_id=followed.home.session_id,
    )


def _note(followed: Following, standing: Standing, kind: ClockNote.Kind, now: datetime) -> None:
    ClockNote.objects.create(
        clinic_id=followed.patient.clinic_id,
        patient=followed.patient,
        session_id=followed.home.session_id,
        rung=standing.rung,
        kind=kind,
        at=now,
    )


def _done(session_ids: list[UUID]) -> Done:
    notes = ClockNote.objects.filter(session_id__in=session_ids)
    return set(notes.values_list("session_id", "rung", "kind"))


def _with_own_pages(patient_ids: list[UUID]) -> set[UUID]:
    open_ones = PatientSignIn.objects.open().filter(patient_id__in=patient_ids)
    return set(open_ones.values_list("patient_id", flat=True))
