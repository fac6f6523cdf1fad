"""What the clock does about questionnaires: ask in time, remind once, then ask somebody to call.

Nothing is asked at night, and nothing in the first day after a session. A step can be cut off at
any line and done again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from holdspace.clinic.context import clinic_context
from holdspace.clinic.outbox.actions import queue_mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.tasks.actions import close_without_staff, open_task
from holdspace.clinic.tasks.models import Task
from holdspace.domain.check_ins import not_at_night
from holdspace.domain.measure_schedule import Standing
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.measures import actions as measures
from holdspace.pathway.measures.queries import can_open_own_pages
from holdspace.pathway.outcomes.followed import followed_courses
from holdspace.pathway.outcomes.models import Scheduled

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.models import Patient
    from holdspace.domain.measure_schedule import ToAsk
    from holdspace.pathway.outcomes.followed import Followed

NOTHING_WAITS = "Nothing waits for an answer any more."
Key = tuple[str, int, str]


def ask_what_is_due(clinic_id: int, now: datetime) -> int:
    """One step over all courses of a clinic. How many rows it touched."""
    with clinic_context(clinic_id):
        return sum(_look_after(each, now) for each in followed_courses(clinic_id, now))


@transaction.atomic
def _look_after(followed: Followed, now: datetime) -> int:
    course = followed.course
    rows = {
        (row.time, row.number, row.code): row
        for row in Scheduled.objects.filter(course=course).select_related("asked")
    }
    times = {_key(each): each for each in followed.times()}
    zone = ZoneInfo(course.patient.time_zone or course.patient.clinic.time_zone)
    may_ask = not_at_night(now, zone) == now
    touched = sum(
        _asked(followed, each, now) for key, each in times.items() if may_ask and key not in rows
    )
    waiting = [row for row in rows.values() if row.over_at is None]
    over = [row for row in waiting if _is_over(row, times, followed, now)]
    touched += _end(over, [row for row in waiting if row not in over], now)
    for row in waiting:
        if may_ask and row not in over:
            touched += _press(row, times[row.time, row.number, row.code], course.patient, now)
    return touched


def _key(each: ToAsk) -> Key:
    return (each.time.code, each.number, each.code)


def _asked(followed: Followed, each: ToAsk, now: datetime) -> bool:
    """Ask it, if it is its time. One that fell silent before we ever asked is not asked late."""
    if followed.standing(each, now) not in {Standing.OPEN, Standing.OVERDUE}:
        return False
    course = followed.course
    asked = measures.ask(
        actor=None, patient=course.patient, code=each.code, now=now, before=each.due_at
    )
    Scheduled.objects.create(
        clinic_id=course.clinic_id,
        patient=course.patient,
        course=course,
        time=each.time.code,
        number=each.number,
        code=each.code,
        asked=asked,
        asked_at=now,
        due_at=each.due_at,
    )
    return True


def _is_over(row: Scheduled, times: dict[Key, ToAsk], followed: Followed, now: datetime) -> bool:
    """Answered, withdrawn by somebody, missed, or not in the schedule any more."""
    each = times.get((row.time, row.number, row.code))
    if each is None or row.asked.closed_at is not None:
        return True
    return followed.standing(each, now) in {Standing.ANSWERED, Standing.MISSED}


def _end(over: list[Scheduled], still: list[Scheduled], now: datetime) -> int:
    """What is over is not asked any more, unless another time asks the same one."""
    asked_still = {row.asked_id for row in still}
    for row in over:
        if row.asked.closed_at is None and row.asked_id not in asked_still:
            measures.withdraw_questionnaire(actor=None, asked=row.asked, now=now)
            row.asked.closed_at = now
        Scheduled.objects.filter(pk=row.pk).update(over_at=now)
    if any(row.told_at for row in over) and not any(row.told_at for row in still):
        _close_task(over[0].patient_id, now)
    return len(over)


def _close_task(patient_id: UUID, now: datetime) -> None:
    tasks = Task.objects.not_closed().filter(patient_id=patient_id, kind=TaskKind.MEASURE_SILENT)
    for task in tasks:
        close_without_staff(task=task, outcome=NOTHING_WAITS, now=now)


def _press(row: Scheduled, each: ToAsk, patient: Patient, now: datetime) -> bool:
    """One reminder, to who can answer on a phone; then one task, however many are silent."""
    if each.time.is_chased and row.told_at is None and each.silent_at <= now:
        open_task(
            clinic_id=row.clinic_id,
            patient=patient,
            kind=TaskKind.MEASURE_SILENT,
            now=now,
            about_kind="trajectory",
            about_id=patient.pk,
        )
        return bool(Scheduled.objects.filter(pk=row.pk).update(told_at=now))
    if row.reminded_at is not None or now < each.remind_at or row.asked_at >= each.remind_at:
        return False
    if row.asked.is_on_phone and patient.email and can_open_own_pages(patient):
        queue_mail(
            clinic_id=row.clinic_id,
            patient=patient,
            kind=MailKind.REMINDER,
            not_before=now,
            link="/me/scales/",
            about_kind="questionnaires",
            about_id=patient.pk,
        )
    return bool(Scheduled.objects.filter(pk=row.pk).update(reminded_at=now))
