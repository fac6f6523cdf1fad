"""Where a person is in a questionnaire: which question comes next, how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.pathway.measures import companion_words as words
from holdspace.pathway.measures.own_forms import in_words
from holdspace.pathway.measures.queries import answers_of
from holdspace.pathway.measures.wording import instrument_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdspace.domain.scales.instrument import Instrument
    from holdspace.pathway.measures.models import Asked


@dataclass(frozen=True, kw_only=True)
class Line:
    """One question on the page before it is sent."""

    number: int
    text: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """One questionnaire and the answers so far."""

    asked: Asked
    instrument: Instrument
    answers: Mapping[int, int | None]

    @property
    def asked_numbers(self) -> tuple[int, ...]:
        """Those that the answers so far lead to, in order."""
        return tuple(
            question.number
            for question in self.instrument.questions
            if self.instrument.is_asked(question.number, self.answers)
        )

    @property
    def first_open(self) -> int | None:
        """The first that was neither answered nor skipped; None when all were reached."""
        return next((each for each in self.asked_numbers if each not in self.answers), None)

    @property
    def is_begun(self) -> bool:
        return bool(self.answers)

    def after(self, number: int) -> int | None:
        return next((each for each in self.asked_numbers if each > number), None)

    def before(self, number: int) -> int | None:
        return next((each for each in reversed(self.asked_numbers) if each < number), None)

    def progress(self, number: int) -> str:
        """Where this question stands, in words."""
        numbers = self.asked_numbers
        return words.PROGRESS.format(number=numbers.index(number) + 1, count=len(numbers))

    def _said(self, number: int) -> str:
        """An answer in the words the person read. Not reached is something else than skipped."""
        if number not in self.answers:
            return words.NOT_YET
        return in_words(self.instrument, self.instrument.question(number), self.answers[number])

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every question they are asked, with its answer."""
        return tuple(
            Line(
                number=number,
                text=self.instrument.question(number).text,
                answer=self._said(number),
            )
            for number in self.asked_numbers
        )


def place_of(asked: Asked) -> Place:
    return Place(asked=asked, instrument=instrument_of(asked), answers=answers_of(asked))
