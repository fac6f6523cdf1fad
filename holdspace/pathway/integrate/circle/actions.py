"""What those in a circle do, and how the staff answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.clinic.supporters.announcing import announce
from holdspace.clinic.supporters.models import Supporter
from holdspace.clinic.tasks.actions import close as close_task
from holdspace.clinic.tasks.actions import close_without_staff, open_task
from holdspace.clinic.tasks.actions import take as take_task
from holdspace.clinic.tasks.models import Task
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.integrate.circle.models import (
    CircleCall,
    CircleCallMessage,
    CircleUse,
    EveningTick,
)
from holdspace.pathway.integrate.circle.queries import ABOUT, SHARED

if TYPE_CHECKING:
    from datetime import date, datetime

    from holdspace.clinic.people.roles import Actor, SupporterActor
    from holdspace.clinic.schedule.models import Appointment

ANSWERED = "Answered in writing."
SAID_MORE = "They wrote again; a new task asks for that."
CLOSED = "Closed."


class NothingWritten(Exception):
    """An answer has words."""


class CallClosed(Exception):
    """Somebody closed it before; what is new is another call."""


# --- by the supporter -----------------------------------------------------------------------------


def note_opened(
    *, supporter: SupporterActor, is_quiet: bool, visit_on: date | None, now: datetime
) -> None:
    """They opened their page: the person reads it in plain words."""
    kind = CircleUse.Kind.OPENED_QUIET if is_quiet else CircleUse.Kind.OPENED
    _note_use(supporter, kind, now, visit_on=visit_on)


def note_read(*, supporter: SupporterActor, now: datetime) -> None:
    """They read what the person shared of their journal."""
    _note_use(supporter, CircleUse.Kind.OPENED, now, detail=SHARED)


@transaction.atomic
def tick(
    *,
    supporter: SupporterActor,
    appointment: Appointment,
    code: str,
    is_done: bool,
    now: datetime,
) -> None:
    """A line of the evening is done, or not done after all."""
    EveningTick.objects.create(
        clinic_id=supporter.clinic_id,
        supporter_id=supporter.supporter_id,
        appointment=appointment,
        code=code,
        is_done=is_done,
        at=now,
    )
    kind = CircleUse.Kind.TICKED if is_done else CircleUse.Kind.UNTICKED
    _note_use(supporter, kind, now, detail=code)
    announce(supporter.patient_id)


@transaction.atomic
def call(*, supporter: SupporterActor, words: str, now: datetime) -> CircleCall:
    """Something's wrong: one open call, its words, and a task in the same transaction."""
    Supporter.objects.select_for_update().get(pk=supporter.supporter_id)
    found, _ = CircleCall.objects.not_closed().get_or_create(
        clinic_id=supporter.clinic_id,
        supporter_id=supporter.supporter_id,
        closed_at=None,
        defaults={"opened_at": now},
    )
    CircleCallMessage.objects.create(
        clinic_id=supporter.clinic_id, call=found, words=words.strip(), at=now
    )
    for task in _tasks(found):
        if task.acknowledged_at is not None:
            # What was seen before is not these words: somebody is asked afresh.
            close_without_staff(task=task, outcome=SAID_MORE, now=now)
    open_task(
        clinic_id=supporter.clinic_id,
        patient=Patient.objects.get(pk=supporter.patient_id),
        kind=TaskKind.SOMETHING_WRONG,
        about_kind=ABOUT,
        about_id=found.pk,
        now=now,
    )
    _note_use(supporter, CircleUse.Kind.CALLED, now)
    announce(supporter.patient_id)
    return found


# --- by the staff ---------------------------------------------------------------------------------


@transaction.atomic
def see_call(*, actor: Actor, call: CircleCall, now: datetime) -> None:
    """Somebody of the staff has seen it and answers: the supporter reads their name."""
    for task in _tasks(call):
        take_task(actor=actor, task=task, now=now)
    record_call(actor, call, "take a call of the circle")
    announce(call.supporter.patient_id)


@transaction.atomic
def answer_call(*, actor: Actor, call: CircleCall, words: str, closes: bool, now: datetime) -> None:
    """The clinic's words to the supporter; the task is done. Raises CallClosed, NothingWritten."""
    if not words.strip():
        raise NothingWritten("Write a few words first.")
    _refuse_closed(call)
    CircleCallMessage.objects.create(
        clinic_id=call.clinic_id, call=call, by_id=actor.staff_id, words=words.strip(), at=now
    )
    for task in _tasks(call):
        close_task(actor=actor, task=task, outcome=ANSWERED, now=now)
    if closes:
        CircleCall.objects.filter(pk=call.pk).update(closed_at=now, closed_by_id=actor.staff_id)
    record_call(actor, call, "answer a call of the circle")
    announce(call.supporter.patient_id)


@transaction.atomic
def close_call(*, actor: Actor, call: CircleCall, outcome: str, now: datetime) -> None:
    """Settled in another way, such as by phone. Raises CallClosed."""
    _refuse_closed(call)
    for task in _tasks(call):
        close_task(actor=actor, task=task, outcome=outcome or CLOSED, now=now)
    CircleCall.objects.filter(pk=call.pk).update(closed_at=now, closed_by_id=actor.staff_id)
    record_call(actor, call, "close a call of the circle")
    announce(call.supporter.patient_id)


def record_call(actor: Actor, call: CircleCall, act: str) -> None:
    record(
        actor=actor,
        act=act,
        patient_id=call.supporter.patient_id,
        object_kind=ABOUT,
        object_id=call.pk,
    )


def _refuse_closed(call: CircleCall) -> None:
    """With the row held, so that nothing is written on it while somebody closes it."""
    if CircleCall.objects.select_for_update().get(pk=call.pk).closed_at is not None:
        raise CallClosed("This call is closed already.")


def _tasks(call: CircleCall) -> list[Task]:
    return list(Task.objects.not_closed().filter(about_kind=ABOUT, about_id=str(call.pk)))


def _note_use(
    supporter: SupporterActor,
    kind: CircleUse.Kind,
    now: datetime,
    *,
    detail: str = "",
    visit_on: date | None = None,
) -> None:
    CircleUse.objects.create(
        clinic_id=supporter.clinic_id,
        supporter_id=supporter.supporter_id,
        kind=kind,
        detail=detail,
        visit_on=visit_on,
        at=now,
    )
