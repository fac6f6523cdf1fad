"""Where a person is in a check-in: what comes next, what was said, what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from holdspace.clinic.people.models import Clinic, Patient
from holdspace.clinic.reach.queries import ReachKind, openness_of, people_to_reach
from holdspace.domain.check_ins import HOURS, NUMBERS, Question, Rung, questions_of
from holdspace.domain.red_flags import BY_CODE, ORDER, Urgency, asked_about
from holdspace.pathway.integrate.check_ins import companion_words as words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.clinic.reach.queries import Openness, Reach
    from holdspace.domain.red_flags import RedFlag
    from holdspace.pathway.integrate.check_ins.models import CheckInAnswer
    from holdspace.pathway.integrate.check_ins.queries import Told


def in_words(answer: CheckInAnswer) -> str:
    """One answer as the person read it."""
    question = Question(answer.question)
    if answer.is_skipped:
        return words.SKIPPED
    if question in NUMBERS:
        return f"{answer.value} of {NUMBERS[question][1]}"
    if question is Question.BODY:
        marked = [BY_CODE[code].asked for code in answer.marks if code in BY_CODE]
        return "; ".join(marked) or words.NONE_OF_THESE
    if question is Question.WORDS:
        return answer.words
    return dict(words.CHOICES[question]).get(answer.value, answer.value)


def when_words(at: datetime, zone: str) -> str:
    return date_format(at.astimezone(ZoneInfo(zone)), "l j F, H:i")


@dataclass(frozen=True, kw_only=True)
class Place:
    """One check-in and where its person is in it."""

    rung: Rung
    told: Told

    @property
    def title(self) -> str:
        return words.RUNGS[self.rung]

    @property
    def questions(self) -> tuple[Question, ...]:
        return questions_of(self.rung, self.told.said.how)

    @property
    def first_open(self) -> Question | None:
        return next((one for one in self.questions if one not in self.told.answers), None)

    def after(self, question: Question) -> Question | None:
        """The next one; in a list that another answer changed, the first that is open."""
        if question not in self.questions:
            return self.first_open
        place = self.questions.index(question)
        return next(iter(self.questions[place + 1 :]), None)

    def before(self, question: Question) -> Question | None:
        place = self.questions.index(question)
        return self.questions[place - 1] if place else None

    def progress(self, question: Question) -> str:
        number = self.questions.index(question) + 1
        return words.PROGRESS.format(number=number, count=len(self.questions))

    def listed(self, now: datetime) -> tuple[RedFlag, ...]:
        """What the list of the body holds: of a moment on the ladder always the same."""
        home_at = self.told.check_in.home_at
        hours = HOURS.get(self.rung, (now - home_at).total_seconds() / 3600)
        return asked_about(hours)

    @property
    def lines(self) -> list[tuple[str, str]]:
        return said_lines(self.told)


def said_lines(told: Told) -> list[tuple[str, str]]:
    """Each question that was answered, with the answer, in the order in which they are asked."""
    return [
        (words.ASKED[question], in_words(told.answers[question]))
        for question in Question
        if question in told.answers
    ]


@dataclass(frozen=True, kw_only=True)
class WhatNow:
    """What a person reads at once after an answer that is not left."""

    urgency: Urgency
    said: tuple[str, ...]
    lead: str
    people: tuple[Reach, ...]
    who: str
    phone: str

    @property
    def is_now(self) -> bool:
        return self.urgency in {Urgency.EMERGENCY, Urgency.CLINIC_NOW}

    @property
    def is_emergency(self) -> bool:
        return self.urgency is Urgency.EMERGENCY


def what_now(person: OwnActor, told: Told, now: datetime) -> WhatNow | None:
    """For the flags of one check-in, by the most urgent; None when there are none.

    Nothing is promised here that the clinic's hours and its tasks do not hold.
    """
    flags = told.red_flags
    if not flags:
        return None
    clinic = Clinic.objects.get(pk=person.clinic_id)
    patient = Patient.objects.get(pk=person.patient_id)
    openness = openness_of(clinic, now)
    urgency = min((flag.urgency for flag in flags), key=ORDER.index)
    phone = patient.phone.strip()
    return WhatNow(
        urgency=urgency,
        said=tuple(flag.asked for flag in flags if flag.asked),
        lead=_lead(urgency, openness, person.time_zone),
        people=_in_order(people_to_reach(clinic, patient), urgency, openness),
        who=words.NOW_WHO_THEM.format(clinic=clinic.name),
        phone=words.NOW_PHONE.format(phone=phone) if phone else words.NOW_NO_PHONE,
    )


def _lead(urgency: Urgency, openness: Openness, zone: str) -> str:
    if urgency is Urgency.EMERGENCY:
        return words.NOW_EMERGENCY
    is_now = urgency is Urgency.CLINIC_NOW
    if openness.is_open:
        return words.NOW_CLINIC_OPEN if is_now else words.NOW_TODAY_OPEN
    if openness.opens_at is None:
        return words.NOW_CLINIC_UNKNOWN if is_now else words.NOW_TODAY_UNKNOWN
    sentence = words.NOW_CLINIC_CLOSED if is_now else words.NOW_TODAY_CLOSED
    return sentence.format(when=when_words(openness.opens_at, zone))


def _in_order(people: Sequence[Reach], urgency: Urgency, openness: Openness) -> tuple[Reach, ...]:
    """The emergency number first where it is the one to call; a closed clinic last."""
    if urgency is Urgency.EMERGENCY:
        return tuple(sorted(people, key=lambda one: one.kind is not ReachKind.EMERGENCY))
    if openness.is_open:
        return tuple(people)
    return tuple(sorted(people, key=lambda one: one.kind is ReachKind.CLINIC))
