"""Answer a question about the treatment; note a talk that took the place of the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record, record_by_person
from holdspace.pathway.consult.consent_texts import current_text
from holdspace.pathway.consult.models import SaidBack, TalkedThrough
from holdspace.pathway.consult.teach_back_companion_words import questions_about
from holdspace.pathway.course.queries import protocol_of

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor, OwnActor
    from holdspace.pathway.consult.teach_back import Choice
    from holdspace.pathway.course.models import Course


class NoSuchAnswer(Exception):
    """There is no such question about this treatment, or no such answer to it."""


class NothingNoted(Exception):
    """A talk is noted in words."""


@transaction.atomic
def say_back(
    *, person: OwnActor, course: Course, question: str, answer: str, now: datetime
) -> Choice:
    """The person's answer, right or not, and what is said to it. Raises NoSuchAnswer."""
    asked = {one.code: one for one in questions_about(protocol_of(course).product)}.get(question)
    choice = asked.choice(answer) if asked else None
    if asked is None or choice is None:
        raise NoSuchAnswer("Choose one of the answers.")
    SaidBack.objects.create(
        clinic_id=person.clinic_id,
        course=course,
        question=asked.code,
        question_version=asked.version,
        answer=choice.code,
        is_right=choice.is_right,
        answered_at=now,
    )
    record_by_person(
        person=person, act="answer about the treatment", object_kind="course", object_id=course.pk
    )
    return choice


@transaction.atomic
def note_talk(*, actor: Actor, course: Course, words: str, now: datetime) -> TalkedThrough:
    """Somebody talked the treatment through with the person, and heard it back. NothingNoted."""
    if not words.strip():
        raise NothingNoted("Note in a few words what the person said back to you.")
    talk = TalkedThrough.objects.create(
        clinic_id=actor.clinic_id,
        course=course,
        text_sha256=current_text("treatment", protocol_of(course).product).fingerprint,
        words=words.strip(),
        noted_by_id=actor.staff_id,
        noted_at=now,
    )
    record(
        actor=actor,
        act="note a talk about the treatment",
        patient_id=course.patient_id,
        object_kind="course",
        object_id=course.pk,
    )
    return talk
