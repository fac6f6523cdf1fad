"""Ask, answer, finish, withdraw, strike out. The risk tier has `risk_actions`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record, record_by_person, record_without_staff
from holdspace.clinic.outbox.actions import queue_mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.people.roles import OwnActor
from holdspace.clinic.tasks.actions import open_task
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.scales.licensed_copy import wording_fingerprint
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.measures.models import Answer, Asked, Finished, Struck
from holdspace.pathway.measures.queries import (
    answers_of,
    can_open_own_pages,
    days_since_dose,
)
from holdspace.pathway.measures.risk_actions import NoReason, note_screened_tier
from holdspace.pathway.measures.wording import (
    can_be_on_a_phone,
    copies_in_use,
    instrument_of,
    instrument_with,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.scales.instrument import Instrument
    from holdspace.domain.scales.scored import Scoring


class NoSuchQuestionnaire(Exception):
    """There is none of that name."""


class CannotBeOnAPhone(Exception):
    """It has no wording here, or a clinician rates it."""


class QuestionnaireClosed(Exception):
    """It was finished or withdrawn before."""


class MayNotSkip(Exception):
    """The clinic asks for an answer to each question of this one."""


class NothingAnswered(Exception):
    """There is not one answer in it."""


class AlreadyStruck(Exception):
    """Somebody said before that it does not count."""


@transaction.atomic
def ask(  # noqa: PLR0913 - each is one thing that whoever asks may say
    *,
    actor: Actor | None,
    patient: Patient,
    code: str,
    now: datetime,
    before: datetime | None = None,
    on_phone: bool | None = None,
    may_skip: bool = True,
) -> Asked:
    """Ask one questionnaire, to be answered `before` a moment. While it is open, that one.

    Without an actor it is the schedule of the protocol that asks. `on_phone` None: on the person's
    phone where it can be. Raises NoSuchQuestionnaire, CannotBeOnAPhone.
    """
    if code not in INSTRUMENTS:
        raise NoSuchQuestionnaire("There is no questionnaire of that name.")
    copy = copies_in_use(patient.clinic_id).get(code)
    instrument = instrument_with(code, copy)
    is_possible = can_be_on_a_phone(instrument)
    if on_phone and not is_possible:
        raise CannotBeOnAPhone(_why_not_on_a_phone(instrument))
    asked, is_new = Asked.objects.get_or_create(
        patient=patient,
        code=code,
        closed_at=None,
        defaults={
            "clinic_id": patient.clinic_id,
            "copy": copy,
            "is_on_phone": is_possible if on_phone is None else on_phone,
            "may_skip": may_skip,
            "asked_by_id": actor.staff_id if actor else None,
            "asked_at": now,
            "due_at": before,
        },
    )
    if is_new and asked.is_on_phone:
        _tell(asked, patient, now)
    act = "ask a questionnaire" if is_new else "ask a questionnaire that is open"
    _note(actor, act, asked)
    return asked


@transaction.atomic
def answer(
    *, by: Actor | OwnActor, asked: Asked, number: int, value: int | None, now: datetime
) -> bool:
    """One answer; None is skipped. True when it touches suicide: the task for it is open by then.

    Raises QuestionnaireClosed, MayNotSkip, and BadAnswers for what is no answer.
    """
    return _keep(by, _open(asked), {number: value}, now)


@transaction.atomic
def answer_each(
    *, by: Actor | OwnActor, asked: Asked, answers: Mapping[int, int | None], now: datetime
) -> bool:
    """Several answers at once, each as `answer` keeps it. Raises what that does: none is kept."""
    return _keep(by, _open(asked), answers, now)


def _keep(
    by: Actor | OwnActor, standing: Asked, answers: Mapping[int, int | None], now: datetime
) -> bool:
    rows = Answer.objects.bulk_create(
        _row(by, standing, number, value, now) for number, value in answers.items()
    )
    touches = any(row.touches_suicide for row in rows)
    if touches:
        open_task(
            clinic_id=standing.clinic_id,
            patient=standing.patient,
            kind=TaskKind.SUICIDE_ANSWER,
            now=now,
            about_kind="questionnaire",
            about_id=standing.pk,
        )
    return touches


def _row(
    by: Actor | OwnActor, standing: Asked, number: int, value: int | None, now: datetime
) -> Answer:
    instrument = INSTRUMENTS[standing.code]
    instrument.question(number)
    if value is None and isinstance(by, OwnActor) and not standing.may_skip:
        raise MayNotSkip("Please choose an answer. The clinic asks for each one here.")
    if value is not None:
        instrument.check(number, value)
    return Answer(
        clinic_id=standing.clinic_id,
        asked=standing,
        number=number,
        value=value,
        touches_suicide=instrument.touches_suicide(number, value),
        given_at=now,
        by_staff_id=None if isinstance(by, OwnActor) else by.staff_id,
    )


@transaction.atomic
def enter_answers(
    *, actor: Actor, asked: Asked, answers: Mapping[int, int | None], now: datetime
) -> bool:
    """What staff read off paper or heard: each answer that changed. True when one touches suicide.

    Raises QuestionnaireClosed, BadAnswers; then none of them is kept.
    """
    standing = _open(asked)
    before = answers_of(standing)
    changed = {each: value for each, value in answers.items() if value != before.get(each)}
    touches = _keep(actor, standing, changed, now)
    record(
        actor=actor,
        act="enter answers",
        patient_id=asked.patient_id,
        object_kind=INSTRUMENTS[asked.code].name,
        object_id=asked.pk,
    )
    return touches


@transaction.atomic
def finish(*, by: Actor | OwnActor, asked: Asked, now: datetime) -> Finished:
    """Close it and work out what it comes to. Raises QuestionnaireClosed, NothingAnswered."""
    standing = _open(asked)
    instrument = instrument_of(standing)
    answers = answers_of(standing)
    if all(value is None for value in answers.values()):
        raise NothingAnswered("There is no answer in it yet.")
    scoring = instrument.score(answers, subscales=instrument.subscales)
    finished = Finished.objects.create(
        clinic_id=standing.clinic_id,
        patient_id=standing.patient_id,
        asked=standing,
        code=standing.code,
        finished_at=now,
        by_staff_id=None if isinstance(by, OwnActor) else by.staff_id,
        answers={str(number): answers.get(number) for number in _numbers(instrument)},
        wording_sha256=wording_fingerprint(instrument),
        days_since_dose=days_since_dose(standing.patient_id, now),
        **_stored(scoring),
    )
    Asked.objects.filter(pk=standing.pk).update(closed_at=now)
    if instrument.code == "cssrs":
        note_screened_tier(standing, finished, instrument, by)
    _record(by, "finish a questionnaire", finished, instrument)
    return finished


@transaction.atomic
def withdraw_questionnaire(*, actor: Actor | None, asked: Asked, now: datetime) -> None:
    """Ask it no more; what was answered stays in the record. Raises QuestionnaireClosed.

    Without an actor its time in the protocol is over: the dose it was to come before was given.
    """
    standing = _open(asked)
    by_id = actor.staff_id if actor else None
    Asked.objects.filter(pk=standing.pk).update(closed_at=now, withdrawn_by_id=by_id)
    _note(actor, "withdraw a questionnaire", standing)


@transaction.atomic
def strike(*, actor: Actor, finished: Finished, reason: str, now: datetime) -> Struck:
    """Say that a result does not count, and why. It stays readable. AlreadyStruck, NoReason."""
    if not reason.strip():
        raise NoReason("Say why it does not count.")
    struck, is_new = Struck.objects.get_or_create(
        finished=finished,
        defaults={
            "clinic_id": actor.clinic_id,
            "reason": reason.strip(),
            "struck_by_id": actor.staff_id,
            "struck_at": now,
        },
    )
    if not is_new:
        raise AlreadyStruck("It was struck out before.")
    _record(actor, "strike out a result", finished, INSTRUMENTS[finished.code])
    return struck


def _open(asked: Asked) -> Asked:
    """As it stands, and nobody else answers or closes it before this transaction ends."""
    standing = Asked.objects.select_for_update(of=("self",)).select_related("copy", "patient")
    found = standing.get(pk=asked.pk)
    if found.closed_at is not None:
        raise QuestionnaireClosed("This questionnaire is closed already.")
    return found


def _tell(asked: Asked, patient: Patient, now: datetime) -> None:
    """A mail to who has an address and pages of their own; one for all that is asked at once."""
    if patient.email and can_open_own_pages(patient):
        queue_mail(
            clinic_id=asked.clinic_id,
            patient=patient,
            kind=MailKind.SOMETHING_TO_FILL_IN,
            not_before=now,
            link="/me/scales/",
            about_kind="questionnaires",
            about_id=patient.pk,
        )


def _why_not_on_a_phone(instrument: Instrument) -> str:
    if instrument.answered_by == "clinician":
        return f"{instrument.name} is rated by a clinician: enter it here."
    return (
        f"The wording of {instrument.name} is not in this program. Load your licensed copy, or"
        " enter the answers from the paper form here."
    )


def _note(actor: Actor | None, act: str, asked: Asked) -> None:
    """A line for what was asked or withdrawn; by the clock without an actor."""
    name = INSTRUMENTS[asked.code].name
    if actor is None:
        record_without_staff(
            clinic_id=asked.clinic_id,
            act=act,
            patient_id=asked.patient_id,
            object_kind=name,
            object_id=asked.pk,
        )
        return
    record(actor=actor, act=act, patient_id=asked.patient_id, object_kind=name, object_id=asked.pk)


def _numbers(instrument: Instrument) -> list[int]:
    return [question.number for question in instrument.questions]


def _stored(scoring: Scoring) -> dict[str, object]:
    return {
        "total": scoring.total,
        "exact": scoring.exact,
        "band": scoring.band,
        "answered": scoring.answered,
        "of": scoring.of,
        "is_prorated": scoring.is_prorated,
        "why_none": scoring.why_none[:200],
        "parts": [{name: str(value) for name, value in asdict(p).items()} for p in scoring.parts],
        "flags": [asdict(flag) for flag in scoring.flags],
        "scoring_version": scoring.version,
    }


def _record(by: Actor | OwnActor, act: str, finished: Finished, instrument: Instrument) -> None:
    if isinstance(by, OwnActor):
        record_by_person(person=by, act=act, object_kind=instrument.name, object_id=finished.pk)
        return
    record(
        actor=by,
        act=act,
        patient_id=finished.patient_id,
        object_kind=instrument.name,
        object_id=finished.pk,
    )
