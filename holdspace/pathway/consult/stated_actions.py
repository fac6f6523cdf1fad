"""Write down what a person tells, or what staff measured: each word is a new row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from holdspace.clinic.people.models import Patient
from holdspace.clinic.tasks.actions import open_task
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.consult.condition_list import fact_named_by
from holdspace.pathway.consult.decision_queries import decision_of
from holdspace.pathway.consult.models import (
    IntakeFinished,
    ListedThing,
    MedicineLine,
    StatedFact,
)
from holdspace.pathway.consult.stated_queries import intake_finished
from holdspace.pathway.consult.stated_values import as_json, check

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from decimal import Decimal

    from holdspace.pathway.consult.stated_values import Value
    from holdspace.pathway.consult.teller import Teller


class NoSuchLine(Exception):
    """There is no such line on this person's list."""


class NotYetSo(Exception):
    """A fact cannot be as of a moment to come."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One answer: a value, or why there is none; and when it was so, if not just now."""

    value: Value | None = None
    why_unknown: str = ""
    as_of: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class MedicineSaid:
    """One medicine as it was told."""

    typed: str
    ingredient: str = ""
    dose_mg: Decimal | None = None
    times_a_day: Decimal | None = None
    is_as_needed: bool = False
    taken_as: str = ""
    last_taken_at: datetime | None = None


def state_fact(*, by: Teller, code: str, answer: Answered, now: datetime) -> StatedFact:
    """One answer to one question. Raises UnknownFact, WrongKind, NotYetSo."""
    return state_facts(by=by, answers={code: answer}, now=now)[0]


@transaction.atomic
def state_facts(
    *, by: Teller, answers: Mapping[str, Answered], now: datetime
) -> tuple[StatedFact, ...]:
    """Several answers in one go, all or none. Raises UnknownFact, WrongKind, NotYetSo."""
    rows = _keep(by, answers, now)
    look_again(by, now)
    return rows


def _keep(by: Teller, answers: Mapping[str, Answered], now: datetime) -> tuple[StatedFact, ...]:
    """Written together: an intake is seventy of them."""
    rows = StatedFact.objects.bulk_create(
        [_stated(by, code, answer, now) for code, answer in answers.items()]
    )
    by.note_each("state a fact", "fact", [row.pk for row in rows])
    return tuple(rows)


def _stated(by: Teller, code: str, answer: Answered, now: datetime) -> StatedFact:
    check(code, answer.value, answer.why_unknown)
    if answer.as_of is not None and answer.as_of > now:
        raise NotYetSo("That is a day to come. Write the day on which it was so.")
    return StatedFact(
        clinic_id=by.clinic_id,
        patient_id=by.patient_id,
        noted_by_id=by.staff_id,
        noted_at=now,
        code=code,
        value=as_json(answer.value),
        why_unknown=answer.why_unknown,
        as_of=answer.as_of or now,
    )


@transaction.atomic
def list_medicine(
    *, by: Teller, said: MedicineSaid, now: datetime, line: UUID | None = None
) -> MedicineLine:
    """A medicine comes on the list, or what is known of one changes. Raises NoSuchLine."""
    if line is not None:
        _medicine(by, line)
    row = MedicineLine.objects.create(
        clinic_id=by.clinic_id,
        patient_id=by.patient_id,
        noted_by_id=by.staff_id,
        noted_at=now,
        line=line or uuid4(),
        **vars(said),
    )
    by.note("list a medicine", "medicine", row.pk)
    look_again(by, now)
    return row


@transaction.atomic
def take_medicine_off(*, by: Teller, line: UUID, now: datetime) -> MedicineLine:
    """The person no longer takes it. The line stays readable. Raises NoSuchLine."""
    latest = _medicine(by, line)
    row = MedicineLine.objects.create(
        clinic_id=by.clinic_id,
        patient_id=by.patient_id,
        noted_by_id=by.staff_id,
        noted_at=now,
        line=line,
        typed=latest.typed,
        ingredient=latest.ingredient,
        dose_mg=latest.dose_mg,
        times_a_day=latest.times_a_day,
        is_as_needed=latest.is_as_needed,
        taken_as=latest.taken_as,
        last_taken_at=latest.last_taken_at,
        is_off_the_list=True,
    )
    by.note("take a medicine off the list", "medicine", row.pk)
    look_again(by, now)
    return row


@transaction.atomic
def list_thing(
    *, by: Teller, kind: str, typed: str, detail: str, now: datetime, line: UUID | None = None
) -> ListedThing:
    """A condition or an allergy, in the words in which it was told. Raises NoSuchLine.

    Where naming it answers a question of the screening, that is answered too.
    """
    if line is not None:
        _thing(by, line)
    row = ListedThing.objects.create(
        clinic_id=by.clinic_id,
        patient_id=by.patient_id,
        noted_by_id=by.staff_id,
        noted_at=now,
        line=line or uuid4(),
        kind=kind,
        typed=typed,
        detail=detail,
    )
    by.note(f"list a {kind}", kind, row.pk)
    code = fact_named_by(kind, typed)
    if code:
        _keep(by, {code: Answered(value=True)}, now)
    look_again(by, now)
    return row


@transaction.atomic
def take_thing_off(*, by: Teller, line: UUID, now: datetime) -> ListedThing:
    """It was written down by mistake, or is no more. Raises NoSuchLine."""
    latest = _thing(by, line)
    row = ListedThing.objects.create(
        clinic_id=by.clinic_id,
        patient_id=by.patient_id,
        noted_by_id=by.staff_id,
        noted_at=now,
        line=line,
        kind=latest.kind,
        typed=latest.typed,
        detail=latest.detail,
        is_off_the_list=True,
    )
    by.note(f"take off a {row.kind}", row.kind, row.pk)
    return row


@transaction.atomic
def finish_intake(*, by: Teller, open_questions: int, now: datetime) -> IntakeFinished:
    """This is all there is to tell for now."""
    row = IntakeFinished.objects.create(
        clinic_id=by.clinic_id,
        patient_id=by.patient_id,
        noted_by_id=by.staff_id,
        noted_at=now,
        open_questions=open_questions,
    )
    by.note("finish an intake", "intake", row.pk)
    if by.person is not None:
        _ask_to_read(by, now)
    return row


def look_again(by: Teller, now: datetime) -> None:
    """What was told may change what was decided: then somebody is asked to look, by name of a task.

    What a person adds after they had finished is to be read as well.
    """
    decision = decision_of(by.patient_id, now)
    if decision is not None and decision.signed.is_go and not decision.is_current:
        open_task(
            clinic_id=by.clinic_id,
            patient=Patient.objects.get(pk=by.patient_id),
            kind=TaskKind.SCREENING_AGAIN,
            now=now,
            about_kind="decision",
            about_id=decision.signed.pk,
        )
    if by.person is not None and intake_finished(by.patient_id) is not None:
        _ask_to_read(by, now)


def _ask_to_read(by: Teller, now: datetime) -> None:
    open_task(
        clinic_id=by.clinic_id,
        patient=Patient.objects.get(pk=by.patient_id),
        kind=TaskKind.INTAKE_TO_READ,
        now=now,
        about_kind="intake",
        about_id=by.patient_id,
    )


def _medicine(by: Teller, line: UUID) -> MedicineLine:
    found = MedicineLine.objects.filter(patient_id=by.patient_id, line=line).first()
    if found is None:
        raise NoSuchLine("This is not on the list.")
    return found


def _thing(by: Teller, line: UUID) -> ListedThing:
    found = ListedThing.objects.filter(patient_id=by.patient_id, line=line).first()
    if found is None:
        raise NoSuchLine("This is not on the list.")
    return found
