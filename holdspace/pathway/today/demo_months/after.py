"""What one person and the staff around them do after a session: asked, talked, reviewed, shared."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from holdspace.clinic.audit.actions import record_by_person
from holdspace.clinic.tasks.actions import close, take
from holdspace.clinic.tasks.models import Task
from holdspace.domain.check_ins import Question, Rung
from holdspace.domain.integration_visit import Said
from holdspace.domain.review_parts import Part
from holdspace.domain.tasks import TaskKind
from holdspace.domain.wheel import AREAS, AreaScore
from holdspace.pathway.integrate.check_ins import actions as check_ins
from holdspace.pathway.integrate.check_ins.actions import Reply, Voice
from holdspace.pathway.integrate.check_ins.queries import homes_of
from holdspace.pathway.integrate.practices.actions import draw_wheel
from holdspace.pathway.integrate.visits.actions import Word, say_as_person
from holdspace.pathway.integrate.visits.models import OtherCare
from holdspace.pathway.integrate.visits.models.specialist import CareKind
from holdspace.pathway.integrate.visits.record_actions import sign_record
from holdspace.pathway.review.actions import (
    GoalSaid,
    WishSaid,
    look_at_plan_of,
    say_before_review,
    sign_review,
)
from holdspace.pathway.review.gathering import reviewed
from holdspace.pathway.review.kept import PartSaid, ReviewSaid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from holdspace.pathway.integrate.visits.models import IntegrationVisit
    from holdspace.pathway.today.demo_months.months import Months

Answers: TypeAlias = "Mapping[Question, str | frozenset[str]]"
NONE_OF_THESE: frozenset[str] = frozenset()
WELL: Answers = {Question.HOW: "all_right", Question.COMPANY: "with_someone"}
"""The evening of somebody who is all right."""


def phq9(score: int) -> list[int]:
    """Answers that come to a score up to 24, the ninth of them "not at all"; how hard it makes it.

    Of the ninth, about thoughts of death, a made-up history says nothing but "not at all".
    """
    base, more = divmod(score, 8)
    return [base + (number < more) for number in range(8)] + [0, min(score // 6, 3)]


def gad7(score: int) -> list[int]:
    """Answers that come to a score up to 21."""
    base, more = divmod(score, 7)
    return [base + (number < more) for number in range(7)]


def checks_in(
    months: Months,
    rung: Rung,
    now: datetime,
    said: Answers,
) -> None:
    """A check-in on the person's phone."""
    home = homes_of(months.patient.pk, now)[-1]
    voice = Voice(by=months.person)
    check_in = check_ins.begin(home=home, clinic_id=months.cast.clinic.pk, rung=rung, now=now)
    for question, value in said.items():
        check_ins.answer(
            voice=voice,
            check_in=check_in,
            question=question,
            reply=_reply(question, value),
            now=now,
        )
    check_ins.finish(voice=voice, check_in=check_in, now=now)


def _reply(question: Question, value: str | frozenset[str]) -> Reply:
    if isinstance(value, frozenset):
        return Reply(marks=value)
    return Reply(words=value) if question is Question.WORDS else Reply(value=value)


def well_enough(mood: int, tiredness: int = 3, sleep: str = "well") -> Answers:
    """A whole check-in without anything that is not left until the next visit."""
    return {
        Question.MOOD: str(mood),
        Question.SLEEP: sleep,
        Question.TIREDNESS: str(tiredness),
        Question.BODY: NONE_OF_THESE,
        Question.SAFETY: "no",
    }


def is_seen_to(months: Months, now: datetime, outcome: str) -> None:
    """What they said is taken by a colleague, and closed with what came of it."""
    jonas = months.cast.actor("jonas")
    said = {TaskKind.RED_FLAG, TaskKind.AFTER_CARE}
    for task in Task.objects.not_closed().filter(patient=months.patient, kind__in=said):
        take(actor=jonas, task=task, now=now)
        close(actor=jonas, task=task, outcome=outcome, now=now + timedelta(minutes=12))


def talks(months: Months, now: datetime, **content: str) -> None:
    """The visit after a session took place; its record is signed, and that settles it."""
    sign_record(
        actor=months.cast.actor("jonas"),
        patient=months.patient,
        content={
            "held_on": now.astimezone(months.zone).date(),
            "shares_actions": True,
            **dict.fromkeys(("beliefs", "practised", "actions", "next_step"), ""),
            **content,
        },
        now=now,
    )


def saw_own_therapist(months: Months, visit: IntegrationVisit) -> None:
    """The talk took place elsewhere: said two days later."""
    word = Word(kind=Said.DONE_ELSEWHERE, words="With Ruth Adler.")
    said_at = visit.went_home_at + timedelta(hours=50)
    say_as_person(person=months.person, visit=visit, word=word, now=said_at)


def says_who_else_cares(months: Months, now: datetime, name: str, words: str) -> None:
    """As the form on their own phone writes it."""
    made = OtherCare.objects.create(
        clinic=months.cast.clinic,
        patient=months.patient,
        kind=CareKind.THERAPIST,
        name=name,
        words=words,
        at=now,
    )
    record_by_person(
        person=months.person, act="say who else cares", object_kind="care", object_id=made.pk
    )


def would_rather_not(months: Months, visit: IntegrationVisit, why: str) -> None:
    """*Not this time* is an answer."""
    word = Word(kind=Said.NOT_THIS_TIME, words=why)
    said_at = visit.went_home_at + timedelta(hours=20)
    say_as_person(person=months.person, visit=visit, word=word, now=said_at)


def wishes(months: Months, now: datetime, *, goals: Mapping[str, int], wish: WishSaid) -> None:
    """How near the goals are, and what is wished for the next session; on their phone."""
    rated = [GoalSaid(goal=goal, score=score) for goal, score in goals.items()]
    say_before_review(actor=months.person, cycle=months.cycle, goals=rated, wish=wish, now=now)


def is_reviewed(months: Months, now: datetime, words: str, *, declined: str = "") -> None:
    """The prescriber takes what is proposed, and says of the rest that it stays as it is.

    `declined`: why the dose is not taken as it is proposed.
    """
    cycle = months.cycle
    shown = reviewed(cycle, now)
    assert shown is not None  # noqa: S101 - this cycle had its session
    parts = {
        part: PartSaid(choice="accept")
        if shown.proposal.part(part).is_proposed
        else PartSaid(choice="decline", reason="As before.")
        for part in Part
    }
    if declined:
        parts[Part.DOSE] = PartSaid(choice="decline", reason=declined)
    said = ReviewSaid(parts=parts, words=words, read=shown.proposal.fingerprint)
    plan = look_at_plan_of(shown, said, now)
    if plan is not None:
        said = ReviewSaid(
            parts=parts, words=words, read=shown.proposal.fingerprint, read_plan=plan.to_read
        )
    sign_review(actor=months.cast.actor("okafor"), cycle=cycle, said=said, now=now)


def draws_wheel(months: Months, now: datetime, scores: Sequence[int | None]) -> None:
    """The eight areas in their order; None is left out."""
    areas = [AreaScore(name=name, score=score) for name, score in zip(AREAS, scores, strict=True)]
    draw_wheel(
        person=months.person, scores=areas, today=now.astimezone(months.zone).date(), now=now
    )
