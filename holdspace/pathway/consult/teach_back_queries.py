"""What a person said back about their treatment, and whether all of it has been right once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.pathway.consult.consent_texts import current_text
from holdspace.pathway.consult.models import SaidBack, TalkedThrough
from holdspace.pathway.consult.teach_back_companion_words import questions_about
from holdspace.pathway.course.queries import protocol_of

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.pathway.consult.teach_back import TeachBackQuestion
    from holdspace.pathway.course.models import Course


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One question with every answer to it, oldest first, in the words the person chose."""

    question: TeachBackQuestion
    answers: tuple[tuple[str, datetime, bool], ...]
    """Words, when, and whether it was right."""

    @property
    def is_right(self) -> bool:
        return any(is_right for _, _, is_right in self.answers)


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """Where a person is with the questions about their treatment; a talk stands for all of them."""

    answered: tuple[Answered, ...]
    talk: TalkedThrough | None

    @property
    def is_done(self) -> bool:
        return self.talk is not None or all(one.is_right for one in self.answered)

    @property
    def next_question(self) -> TeachBackQuestion | None:
        return next((one.question for one in self.answered if not one.is_right), None)

    @property
    def is_begun(self) -> bool:
        return any(one.answers for one in self.answered)

    @property
    def left(self) -> int:
        return sum(not one.is_right for one in self.answered)


def understanding_of(course: Course) -> Understanding:
    product = protocol_of(course).product
    said = list(SaidBack.objects.filter(course=course))
    text = current_text("treatment", product)
    talks = TalkedThrough.objects.filter(course=course, text_sha256=text.fingerprint)
    return Understanding(
        answered=tuple(_answered(question, said) for question in questions_about(product)),
        talk=talks.select_related("noted_by").last(),
    )


def _answered(question: TeachBackQuestion, said: list[SaidBack]) -> Answered:
    of_this = [
        one
        for one in said
        if (one.question, one.question_version) == (question.code, question.version)
    ]
    return Answered(
        question=question,
        answers=tuple(
            (_words(question, one.answer), one.answered_at, one.is_right) for one in of_this
        ),
    )


def _words(question: TeachBackQuestion, answer: str) -> str:
    choice = question.choice(answer)
    return choice.words if choice else answer
