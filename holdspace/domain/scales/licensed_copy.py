"""The clinic's licensed copy of a questionnaire: its wording and, where open, its item map.

The file comes from outside: what makes no sense is refused, with its place and the reason.
"""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, ValidationError

from holdspace.domain.scales.instrument import Choice, Instrument, Question, Subscale
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.sourced import NonEmpty, Strict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORDED_TO = 7
"""A question with up to so many answers has words for each; a longer line at least for its ends."""


class CopyMakesNoSense(ValueError):
    """What the file says cannot be; each line names the place and the reason."""

    def __init__(self, complaints: list[str]) -> None:
        self.complaints = complaints
        super().__init__("\n".join(complaints))


class WordedChoice(Strict):
    """One answer and its words."""

    value: int
    words: NonEmpty


class WordedQuestion(Strict):
    """One question as it is printed."""

    number: Annotated[int, Field(ge=1)]
    text: NonEmpty
    choices: tuple[WordedChoice, ...] = ()


class LicensedText(Strict):
    """Everything the file may say."""

    code: NonEmpty
    edition: NonEmpty
    """Which version, form and language this is, as printed."""
    notice: NonEmpty
    """The notice that is to be shown with the wording."""
    stem: str = ""
    choices: tuple[WordedChoice, ...] = ()
    questions: tuple[WordedQuestion, ...]
    parts: dict[str, tuple[int, ...]] = Field(default_factory=dict)
    """Which questions make which part, where the program does not say."""

    @property
    def fingerprint(self) -> str:
        said = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return sha256(said.encode()).hexdigest()


def read_copy(data: Mapping[str, object]) -> LicensedText:
    """The checked content of a file. Raises CopyMakesNoSense."""
    try:
        # By way of JSON: YAML and JSON lists become the tuples of the schema alike.
        text = LicensedText.model_validate_json(json.dumps(data))
    except (ValidationError, TypeError) as refusal:
        raise CopyMakesNoSense(_in_words(refusal)) from refusal
    instrument = INSTRUMENTS.get(text.code)
    if instrument is None:
        known = ", ".join(INSTRUMENTS)
        raise CopyMakesNoSense([f"code: {text.code} is not known. Known are {known}."])
    complaints = [*_questions(text, instrument), *_parts(text, instrument)]
    if complaints:
        raise CopyMakesNoSense(complaints)
    return text


def worded(instrument: Instrument, text: LicensedText) -> Instrument:
    """The instrument with the clinic's wording and item map; its arithmetic stays as it is."""
    texts = {question.number: question for question in text.questions}
    return replace(
        instrument,
        stem=text.stem,
        notice=text.notice,
        choices=_choices(text.choices) or instrument.choices,
        questions=tuple(
            _worded(question, texts[question.number]) for question in instrument.questions
        ),
        subscales=tuple(
            replace(part, items=text.parts[part.code]) if part.code in text.parts else part
            for part in instrument.subscales
        ),
    )


def has_wording(instrument: Instrument) -> bool:
    """Whether a person can read and answer it."""
    return all(question.text for question in instrument.questions)


def wording_fingerprint(instrument: Instrument) -> str:
    """Of every word a person reads, so that a score says under which wording it was given."""
    said = [
        instrument.stem,
        [[choice.value, choice.words] for choice in instrument.choices],
        [
            [question.number, question.text, [[one.value, one.words] for one in question.choices]]
            for question in instrument.questions
        ],
        [[part.code, list(part.items)] for part in instrument.subscales],
    ]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _worded(question: Question, text: WordedQuestion) -> Question:
    return replace(question, text=text.text, choices=_choices(text.choices) or question.choices)


def _choices(given: tuple[WordedChoice, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value=each.value, words=each.words) for each in given)


def _in_words(refusal: ValidationError | TypeError) -> list[str]:
    if isinstance(refusal, TypeError):
        return ["The file holds something that is neither words nor numbers."]
    # Only the place and what is wrong: the content itself is the publisher's, and is not repeated.
    return [
        f"{'.'.join(str(part) for part in error['loc']) or 'file'}: {error['msg']}"
        for error in refusal.errors(include_input=False, include_url=False)
    ]


def _questions(text: LicensedText, instrument: Instrument) -> Iterator[str]:
    numbers = [question.number for question in text.questions]
    expected = [question.number for question in instrument.questions]
    if sorted(numbers) != expected:
        yield f"questions: {instrument.name} has the numbers {_run(expected)}, each once."
        return
    for question in text.questions:
        ours = instrument.question(question.number)
        given = question.choices or text.choices
        values = sorted(choice.value for choice in given)
        every = list(range(ours.low, ours.high + 1))
        if len(every) <= WORDED_TO and values != every:
            yield f"questions.{question.number}: words for each answer {_run(every)}, once."
        elif len(every) > WORDED_TO and not {ours.low, ours.high} <= set(values) <= set(every):
            yield f"questions.{question.number}: words for {ours.low} and for {ours.high}."


def _parts(text: LicensedText, instrument: Instrument) -> Iterator[str]:
    open_parts = {part.code: part for part in instrument.subscales if not part.items}
    for code in sorted(set(text.parts) - set(open_parts)):
        yield f"parts.{code}: {instrument.name} has no such part to be filled in."
    seen: set[int] = set()
    for code, part in open_parts.items():
        yield from _part(code, part, text.parts.get(code), instrument, seen)


def _part(
    code: str,
    part: Subscale,
    items: tuple[int, ...] | None,
    instrument: Instrument,
    seen: set[int],
) -> Iterator[str]:
    if items is None:
        yield f"parts.{code}: say which {part.count} questions make “{part.name}”."
        return
    if len(items) != part.count or len(set(items)) != part.count:
        yield f"parts.{code}: {part.count} different questions, not {len(items)}."
    if not set(items) <= set(instrument.scored_numbers):
        yield f"parts.{code}: names a question that {instrument.name} does not have."
    if seen & set(items):
        yield f"parts.{code}: a question that another part has already."
    seen.update(items)


def _run(numbers: list[int]) -> str:
    return f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
