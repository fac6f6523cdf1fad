"""The shape every questionnaire shares: its questions, its arithmetic, its bands, its licence.

A bedside scale (`scale.py`) is scored at once from all its answers. A questionnaire is answered
over days, in part, with questions left out: **an answer that is missing is not a zero**.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from holdspace.domain.quantities import round_half_up
from holdspace.domain.scales.changes import ChangeRules, Direction
from holdspace.domain.scales.scale import BadAnswers, Licence
from holdspace.domain.scales.scored import Flag, Part, Scoring, Total

Answers = Mapping[int, int | None]
"""Question number -> answer. Left out, skipped and never asked are all None or not there."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer that can be given."""

    value: int
    words: str


@dataclass(frozen=True, kw_only=True)
class LeftOutIf:
    """A question is left out after certain answers to an earlier one, and after nothing else.

    An earlier question that was skipped leaves nothing out: what is unknown is not a "no".
    """

    number: int
    values: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Question:
    """One item. Its wording is here only where it may be shipped."""

    number: int
    high: int
    low: int = 0
    text: str = ""
    choices: tuple[Choice, ...] = ()
    """What its numbers mean, where they do not mean what the instrument's own choices say."""
    label: str = ""
    """Its number as printed, where that is not its place: "6, past 3 months"."""
    is_scored: bool = True
    left_out_if: LeftOutIf | None = None

    @property
    def name(self) -> str:
        return self.label or str(self.number)


@dataclass(frozen=True, kw_only=True)
class Band:
    """From this score upwards it is called so, until the next band begins."""

    from_score: Decimal
    words: str


@dataclass(frozen=True, kw_only=True)
class Subscale:
    """Questions that make a score of their own."""

    code: str
    name: str
    items: tuple[int, ...] = ()
    """Empty: the map comes with the clinic's licensed copy."""
    count: int
    """How many it must have."""
    by: Literal["sum", "mean"] = "sum"


@dataclass(frozen=True, kw_only=True)
class Given:
    """Answers that were checked against their instrument, and what the arithmetic needs of them."""

    instrument: Instrument
    answers: Mapping[int, int]
    """Only those that were given."""
    subscales: tuple[Subscale, ...] = ()
    is_man: bool | None = None
    """Only for a cut-off that differs by sex; None is not known, and both are said."""

    def get(self, number: int) -> int | None:
        return self.answers.get(number)

    def of(self, numbers: tuple[int, ...]) -> tuple[int | None, ...]:
        return tuple(self.answers.get(number) for number in numbers)

    def of_scored(self) -> tuple[int, ...]:
        """The answers to the questions that count."""
        scored = self.instrument.scored_numbers
        return tuple(self.answers[number] for number in scored if number in self.answers)

    def maximum_of(self, numbers: tuple[int, ...]) -> int:
        return sum(self.instrument.question(number).high for number in numbers)


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A questionnaire as data, with the arithmetic that turns its answers into a score."""

    code: str
    name: str
    measures: str
    """What it measures, in a few words for a table."""
    why: str
    """Why a person is asked this, in plain words of our own."""
    version: int = 1
    """Of this scoring. A stored score keeps the version it was worked out by."""
    questions: tuple[Question, ...]
    total: Callable[[Given], Total]
    maximum: Decimal
    minimum: Decimal = Decimal(0)
    places: int = 0
    """Decimal places a total is worked out to."""
    direction: Direction = "higher is worse"
    bands: tuple[Band, ...] = ()
    flags: tuple[Callable[[Given, Decimal | None], Flag | None], ...] = ()
    subscales: tuple[Subscale, ...] = ()
    changes: ChangeRules = field(default_factory=ChangeRules)
    suicide_items: Mapping[int, int] = field(default_factory=dict)
    """Question -> from this answer on somebody must look at once (reference 1.5)."""
    answered_by: Literal["person", "clinician"] = "person"
    recall: str
    stem: str = ""
    choices: tuple[Choice, ...] = ()
    low_words: str = ""
    high_words: str = ""
    licence: Licence
    notice: str = ""
    """Shown wherever the wording is."""
    loinc_total: str = ""
    loinc_panel: str = ""
    loinc_items: Mapping[int, str] = field(default_factory=dict)
    source: str

    @property
    def is_shipped(self) -> bool:
        """Whether its wording may be, and is, in this program."""
        return self.licence == "SHIP"

    @property
    def scored_numbers(self) -> tuple[int, ...]:
        return tuple(question.number for question in self.questions if question.is_scored)

    @property
    def needs_item_map(self) -> bool:
        """Whether its subscales are known only from the clinic's licensed copy."""
        return any(not subscale.items for subscale in self.subscales)

    def question(self, number: int) -> Question:
        for question in self.questions:
            if question.number == number:
                return question
        raise BadAnswers(f"{self.name} has no question {number}.")

    def is_asked(self, number: int, answers: Answers) -> bool:
        """Whether the answers so far lead to this question."""
        condition = self.question(number).left_out_if
        return condition is None or answers.get(condition.number) not in condition.values

    def check(self, number: int, value: int) -> int:
        """The answer itself. Raises BadAnswers when there is no such question or answer."""
        question = self.question(number)
        if not question.low <= value <= question.high:
            raise BadAnswers(
                f"{self.name}, question {question.name}: {value} is outside "
                f"{question.low} to {question.high}."
            )
        return value

    def touches_suicide(self, number: int, value: int | None) -> bool:
        """Whether this one answer asks for somebody to look at once (reference 1.5)."""
        limit = self.suicide_items.get(number)
        return limit is not None and value is not None and value >= limit

    def given(
        self, answers: Answers, *, subscales: tuple[Subscale, ...] = (), is_man: bool | None = None
    ) -> Given:
        """The answers that count: checked, and without those to questions that were not asked."""
        checked = {
            number: self.check(number, value)
            for number, value in answers.items()
            if value is not None
        }
        asked = {
            number: value for number, value in checked.items() if self.is_asked(number, checked)
        }
        return Given(
            instrument=self,
            answers=asked,
            subscales=subscales or self.subscales,
            is_man=is_man,
        )

    def score(
        self, answers: Answers, *, subscales: tuple[Subscale, ...] = (), is_man: bool | None = None
    ) -> Scoring:
        """The score of these answers, or why there is none. Raises BadAnswers.

        `subscales` is the item map of the clinic's licensed copy, where the map is not ours.
        """
        given = self.given(answers, subscales=subscales, is_man=is_man)
        total = self.total(given)
        band = self.band_of(total.value)
        asked = [number for number in self.scored_numbers if self.is_asked(number, given.answers)]
        flags = (flag(given, total.value) for flag in self.flags)
        return Scoring(
            code=self.code,
            name=self.name,
            version=self.version,
            total=total.value,
            exact=total.value if total.exact is None else total.exact,
            maximum=self.maximum,
            band=band,
            parts=tuple(_part(given, subscale) for subscale in given.subscales if subscale.items),
            flags=tuple(flag for flag in flags if flag is not None),
            answered=sum(number in given.answers for number in asked),
            of=len(asked),
            is_prorated=total.is_prorated,
            why_none=total.why_none,
        )

    def band_of(self, total: Decimal | None) -> str:
        """What the literature calls a score of this size; empty where it calls it nothing."""
        if total is None:
            return ""
        reached = [band.words for band in self.bands if total >= band.from_score]
        return reached[-1] if reached else ""


def _part(given: Given, subscale: Subscale) -> Part:
    answers = [answer for answer in given.of(subscale.items) if answer is not None]
    is_whole = len(answers) == len(subscale.items)
    most = Decimal(given.maximum_of(subscale.items))
    total = Decimal(sum(answers))
    if subscale.by == "mean":
        most, total = most / len(subscale.items), total / len(subscale.items)
    return Part(
        code=subscale.code,
        name=subscale.name,
        value=round_half_up(total, 2) if is_whole else None,
        maximum=most,
        percent=round_half_up(total * 100 / most, 1) if is_whole else None,
    )


def numbered(
    count: int, *, high: int, low: int = 0, texts: tuple[str, ...] = ()
) -> tuple[Question, ...]:
    """Questions 1 to `count`, all with the same range."""
    return tuple(
        Question(number=number, low=low, high=high, text=texts[number - 1] if texts else "")
        for number in range(1, count + 1)
    )


def choices(*words: str) -> tuple[Choice, ...]:
    """Answers from 0 upwards."""
    return tuple(Choice(value=value, words=each) for value, each in enumerate(words))


def bands(*pairs: tuple[int | str, str]) -> tuple[Band, ...]:
    return tuple(Band(from_score=Decimal(score), words=words) for score, words in pairs)
