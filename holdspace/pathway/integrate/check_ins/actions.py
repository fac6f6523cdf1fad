"""Answer, skip, finish; on a phone of one's own, or by telephone with a member of staff."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record, record_by_person
from holdspace.clinic.outbox.actions import cancel_mails
from holdspace.clinic.people.models import Patient
from holdspace.clinic.people.roles import OwnActor
from holdspace.clinic.tasks.actions import close, close_without_staff, open_task, take
from holdspace.clinic.tasks.models import Task
from holdspace.domain.check_ins import NUMBERS, How, Question, Rung
from holdspace.domain.red_flags import BY_CODE, VERSION, Safety, raised_by
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.integrate.check_ins.models import CheckIn, CheckInAnswer, RaisedFlag
from holdspace.pathway.integrate.check_ins.queries import earlier_moods, told_in_standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.red_flags import Raised
    from holdspace.pathway.integrate.check_ins.queries import Home, Told

ABOUT = "check-in answer"
ABOUT_SILENCE = "after a session"
ABOUT_MAIL = "check-in"
CAME_LATER = "The person answered a check-in: read what they said."
REACHED = "Reached by phone; what was said is in the check-in."
LONGEST_WORDS = 4000

VALUES: Mapping[Question, frozenset[str]] = {
    **{
        question: frozenset(str(number) for number in range(low, high + 1))
        for question, (low, high) in NUMBERS.items()
    },
    Question.HOW: frozenset(How),
    Question.COMPANY: frozenset({"with_someone", "someone_near", "alone"}),
    Question.SLEEP: frozenset({"well", "some", "hardly"}),
    Question.TEARS: frozenset({"no", "good", "hard"}),
    Question.CONNECTION: frozenset({"yes", "a_little", "no"}),
    Question.SAFETY: frozenset(Safety),
}
"""What can be chosen where there is a choice."""


class NoSuchAnswer(Exception):
    """It is none of those that the question has."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer as it came. None of the three: skipped."""

    value: str = ""
    marks: frozenset[str] | None = None
    """Of the list; empty: "none of these"."""
    words: str = ""

    @property
    def is_skipped(self) -> bool:
        return not self.value and self.marks is None and not self.words.strip()


SKIPPED = Reply()


@dataclass(frozen=True, kw_only=True)
class Voice:
    """Who speaks: the person on their own device; or, by phone with staff, they or another."""

    by: Actor | OwnActor
    told_by: CheckInAnswer.ToldBy = CheckInAnswer.ToldBy.PERSON


@transaction.atomic
def begin(*, home: Home, clinic_id: int, rung: Rung, now: datetime) -> CheckIn:
    """The check-in of a moment; while one of their own is open, that one."""
    found, _ = CheckIn.objects.get_or_create(
        clinic_id=clinic_id,
        patient_id=home.patient_id,
        rung=rung,
        session_id=home.session_id,
        **({"finished_at": None} if rung is Rung.BETWEEN else {}),
        defaults={"home_at": home.at, "begun_at": now},
    )
    return found


@transaction.atomic
def answer(
    *, voice: Voice, check_in: CheckIn, question: Question, reply: Reply, now: datetime
) -> list[Raised]:
    """Keep one answer, and open at once what it asks for. What it newly raised.

    The same answer once more changes nothing. Raises NoSuchAnswer.
    """
    _check(question, reply)
    standing = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    before = told_in_standing(standing)
    latest = before.answers.get(question)
    if latest is not None and _is_same(latest, reply):
        return []
    kept = CheckInAnswer.objects.create(
        clinic_id=standing.clinic_id,
        patient_id=standing.patient_id,
        check_in=standing,
        question=question,
        value=reply.value,
        marks=sorted(reply.marks or ()),
        words=reply.words.strip(),
        is_skipped=reply.is_skipped,
        given_at=now,
        told_by=voice.told_by,
        by_staff_id=None if isinstance(voice.by, OwnActor) else voice.by.staff_id,
    )
    _no_reminder(standing, now)
    if not reply.is_skipped:
        _no_more_silence(voice, standing, now)
    told = replace(before, answers={**before.answers, question: kept})
    return _raise_flags(voice, told, kept, now)


@transaction.atomic
def enter(
    *, voice: Voice, check_in: CheckIn, replies: Mapping[Question, Reply], now: datetime
) -> list[Raised]:
    """What a member of staff heard on the telephone, all at once. Raises NoSuchAnswer."""
    raised = [
        one
        for question, reply in replies.items()
        for one in answer(voice=voice, check_in=check_in, question=question, reply=reply, now=now)
    ]
    note(voice, check_in, "enter a check-in by phone")
    finish(voice=voice, check_in=check_in, now=now)
    return raised


@transaction.atomic
def finish(*, voice: Voice, check_in: CheckIn, now: datetime) -> None:
    """The last question was reached. Answers counted before that, too."""
    ended = CheckIn.objects.filter(pk=check_in.pk, finished_at__isnull=True)
    if ended.update(finished_at=now):
        note(voice, check_in, "finish a check-in")


def note(voice: Voice, check_in: CheckIn, act: str) -> None:
    """A line of the audit trail."""
    if isinstance(voice.by, OwnActor):
        record_by_person(person=voice.by, act=act, object_kind="check-in", object_id=check_in.pk)
        return
    record(
        actor=voice.by,
        act=act,
        patient_id=check_in.patient_id,
        object_kind="check-in",
        object_id=check_in.pk,
    )


def mail_about(session_id: object, rung: str) -> str:
    """What a reminder is about, so that an answer takes it back."""
    return f"{session_id}:{rung}"


def _check(question: Question, reply: Reply) -> None:
    if reply.is_skipped:
        return
    if question in VALUES:
        if reply.value not in VALUES[question]:
            raise NoSuchAnswer("Choose one of the answers.")
    elif question is Question.BODY:
        if reply.marks is None or not reply.marks <= set(BY_CODE):
            raise NoSuchAnswer("Mark what is so, or choose “None of these”.")
    elif len(reply.words) > LONGEST_WORDS:
        raise NoSuchAnswer(f"This is longer than {LONGEST_WORDS} letters. Please write less.")


def _is_same(kept: CheckInAnswer, reply: Reply) -> bool:
    return (kept.value, set(kept.marks), kept.words, kept.is_skipped) == (
        reply.value,
        set(reply.marks or ()),
        reply.words.strip(),
        reply.is_skipped,
    )


def _raise_flags(voice: Voice, told: Told, kept: CheckInAnswer, now: datetime) -> list[Raised]:
    """What this answer raises and was not raised in this check-in in the same words before."""
    check_in = told.check_in
    # Of their mood alone anything is said beside what they said before.
    moods = earlier_moods(check_in) if kept.question == Question.MOOD else ()
    known = {(one.code, one.because) for one in told.flags}
    raised = [
        one
        for one in raised_by(told.said, since_home=now - check_in.home_at, earlier_moods=moods)
        if one.question == kept.question and (one.flag.code, one.because[:200]) not in known
    ]
    for one in raised:
        RaisedFlag.objects.create(
            clinic_id=check_in.clinic_id,
            patient_id=check_in.patient_id,
            check_in=check_in,
            answer=kept,
            code=one.flag.code,
            because=one.because[:200],
            rule_version=VERSION,
            raised_at=now,
        )
    for kind in {_kind_of(one) for one in raised}:
        _open(voice, check_in, kept, kind, now)
    return raised


def _kind_of(raised: Raised) -> TaskKind:
    if raised.question is Question.SAFETY:
        return TaskKind.SUICIDE_ANSWER
    return raised.flag.urgency.task_kind


def _open(
    voice: Voice, check_in: CheckIn, kept: CheckInAnswer, kind: TaskKind, now: datetime
) -> None:
    """About this one answer, so that one that was seen before hides no later one."""
    task = open_task(
        clinic_id=check_in.clinic_id,
        patient=Patient.objects.get(pk=check_in.patient_id),
        kind=kind,
        about_kind=ABOUT,
        about_id=kept.pk,
        now=now,
    )
    if not isinstance(voice.by, OwnActor):
        # Whoever heard it on the telephone has it, until they hand it on.
        take(actor=voice.by, task=task, now=now)


def _no_reminder(check_in: CheckIn, now: datetime) -> None:
    cancel_mails(
        clinic_id=check_in.clinic_id,
        about_kind=ABOUT_MAIL,
        about_id=mail_about(check_in.session_id, check_in.rung),
        now=now,
    )


def _no_more_silence(voice: Voice, check_in: CheckIn, now: datetime) -> None:
    """Somebody spoke: nobody has to call because nothing was heard."""
    silent = Task.objects.not_closed().filter(
        patient_id=check_in.patient_id, kind=TaskKind.CHECK_IN_SILENT
    )
    for task in silent:
        if isinstance(voice.by, OwnActor):
            close_without_staff(task=task, outcome=CAME_LATER, now=now)
        else:
            close(actor=voice.by, task=task, outcome=REACHED, now=now)
