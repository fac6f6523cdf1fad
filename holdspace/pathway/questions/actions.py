"""Ask, answer, ask further, close; keep what is typed until it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from holdspace.clinic.audit.actions import record, record_by_person
from holdspace.clinic.outbox.actions import queue_mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.people.models import Patient
from holdspace.clinic.tasks.actions import close as close_task
from holdspace.clinic.tasks.actions import close_without_staff, open_task
from holdspace.clinic.tasks.models import Task
from holdspace.pathway.questions.models import Question, QuestionDraft, QuestionMessage

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor, OwnActor

ANSWERED = "Answered in writing."
CLOSED_BY_STAFF = "Closed without a further answer."
CLOSED_BY_PERSON = "The person closed it: it is settled for them."


class QuestionClosed(Exception):
    """Nothing more is written on it; what moves the person now is a new question."""


class NothingWritten(Exception):
    """A message has words."""


@transaction.atomic
def ask(*, person: OwnActor, kind: Question.Kind, words: str, now: datetime) -> Question:
    """A new question, with its task. Raises NothingWritten."""
    question = Question.objects.create(
        clinic_id=person.clinic_id,
        patient_id=person.patient_id,
        kind=kind,
        asked_at=now,
        read_at=now,
    )
    _write_as_person(person, question, words, now)
    QuestionDraft.objects.of_person(person).filter(question=None).delete()
    return question


@transaction.atomic
def ask_further(*, person: OwnActor, question: Question, words: str, now: datetime) -> None:
    """More on the same question. Raises QuestionClosed, NothingWritten."""
    _refuse_closed(question)
    _write_as_person(person, question, words, now)
    QuestionDraft.objects.of_person(person).filter(question=question).delete()


@transaction.atomic
def answer(
    *, actor: Actor, question: Question, words: str, closes: bool, now: datetime
) -> QuestionMessage:
    """The clinic's answer; whatever task waited for it is done. Raises as above."""
    _refuse_closed(question)
    message = _write(question, words, now, by=actor)
    _note(actor, question, "answer a question")
    _close_tasks(actor, question, ANSWERED, now)
    if closes:
        Question.objects.filter(pk=question.pk).update(closed_at=now, closed_by_id=actor.staff_id)
    queue_mail(
        clinic_id=question.clinic_id,
        patient=question.patient,
        kind=MailKind.ANSWER,
        not_before=now,
        link=reverse("questions:own_question", args=[question.pk]),
        about_kind="question",
        about_id=question.pk,
    )
    return message


@transaction.atomic
def close(*, actor: Actor, question: Question, now: datetime) -> None:
    """Nothing more is to be answered. Raises QuestionClosed."""
    _refuse_closed(question)
    Question.objects.filter(pk=question.pk).update(closed_at=now, closed_by_id=actor.staff_id)
    _note(actor, question, "close a question")
    _close_tasks(actor, question, CLOSED_BY_STAFF, now)


@transaction.atomic
def settle(*, person: OwnActor, question: Question, now: datetime) -> None:
    """It is settled for the person. A concern that nobody has answered stays a task all the same:

    somebody who takes a worry back may be as worried as before. Raises QuestionClosed.
    """
    _refuse_closed(question)
    Question.objects.filter(pk=question.pk).update(closed_at=now, read_at=now)
    record_by_person(
        person=person, act="close a question", object_kind="question", object_id=question.pk
    )
    if question.kind != Question.Kind.WORRY:
        for task in _tasks(question):
            close_without_staff(task=task, outcome=CLOSED_BY_PERSON, now=now)


def note_read(*, person: OwnActor, question: Question, now: datetime) -> None:
    Question.objects.of_person(person).filter(pk=question.pk).update(read_at=now)


def keep_draft(
    *, person: OwnActor, question: Question | None, kind: str, words: str, now: datetime
) -> None:
    """What is typed is there again on the next page. Without words there is no draft."""
    if not words.strip():
        QuestionDraft.objects.of_person(person).filter(question=question).delete()
        return
    QuestionDraft.objects.update_or_create(
        clinic_id=person.clinic_id,
        patient_id=person.patient_id,
        question=question,
        defaults={"words": words, "kind": kind, "kept_at": now},
    )


def _write_as_person(person: OwnActor, question: Question, words: str, now: datetime) -> None:
    _write(question, words, now, by=None)
    record_by_person(
        person=person, act="write to the clinic", object_kind="question", object_id=question.pk
    )
    open_task(
        clinic_id=person.clinic_id,
        patient=Patient.objects.get(pk=person.patient_id),
        kind=question.task_kind,
        about_kind="question",
        about_id=question.pk,
        now=now,
    )


def _write(question: Question, words: str, now: datetime, *, by: Actor | None) -> QuestionMessage:
    if not words.strip():
        raise NothingWritten("Write a few words first.")
    return QuestionMessage.objects.create(
        clinic_id=question.clinic_id,
        question=question,
        by_id=by.staff_id if by else None,
        words=words.strip(),
        at=now,
    )


def _refuse_closed(question: Question) -> None:
    """With the row held, so that nothing is written on it while somebody closes it."""
    standing = Question.objects.select_for_update().get(pk=question.pk)
    if standing.closed_at is not None:
        raise QuestionClosed("This question is closed.")


def _tasks(question: Question) -> list[Task]:
    tasks = Task.objects.not_closed().filter(about_kind="question", about_id=str(question.pk))
    return list(tasks)


def _close_tasks(actor: Actor, question: Question, outcome: str, now: datetime) -> None:
    for task in _tasks(question):
        close_task(actor=actor, task=task, outcome=outcome, now=now)


def _note(actor: Actor, question: Question, act: str) -> None:
    record(
        actor=actor,
        act=act,
        patient_id=question.patient_id,
        object_kind="question",
        object_id=question.pk,
    )
