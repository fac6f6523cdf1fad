"""One question on one screen, as a form; and all of them on one page, for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from holdspace.pathway.measures import companion_words as words

if TYPE_CHECKING:
    from holdspace.domain.scales.instrument import Choice, Instrument, Question

ROWS_UP_TO = 7
"""So many answers stand below each other, each with its words."""
BUTTONS_UP_TO = 11
"""So many stand side by side as numbers, with words at both ends; more are typed."""


def choices_of(instrument: Instrument, question: Question) -> tuple[Choice, ...]:
    return question.choices or instrument.choices


def is_typed(question: Question) -> bool:
    return question.high - question.low + 1 > BUTTONS_UP_TO


def is_line(question: Question) -> bool:
    """A line of numbers with words at its ends."""
    count = question.high - question.low + 1
    return ROWS_UP_TO < count <= BUTTONS_UP_TO


def options(instrument: Instrument, question: Question) -> list[tuple[str, str]]:
    """Each answer with its words; a bare number where the form has none."""
    said = {choice.value: choice.words for choice in choices_of(instrument, question)}
    return [
        (str(value), said.get(value, "") or str(value))
        for value in range(question.low, question.high + 1)
    ]


def in_words(instrument: Instrument, question: Question, value: int | None) -> str:
    """An answer as the person read it."""
    if value is None:
        return words.SKIPPED
    if is_typed(question) or is_line(question):
        return f"{value} of {question.high}"
    return dict(options(instrument, question))[str(value)]


class QuestionForm(forms.Form):
    """An answer; or none, when the person skips."""

    def __init__(
        self, instrument: Instrument, question: Question, *, may_skip: bool, data: object = None
    ) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        missing = words.CHOOSE_OR_SKIP if may_skip else words.CHOOSE
        range_words = words.NUMBER_WANTED.format(low=question.low, high=question.high)
        if is_typed(question):
            self.fields["value"] = forms.IntegerField(
                min_value=question.low,
                max_value=question.high,
                error_messages={
                    "required": missing,
                    "invalid": range_words,
                    "min_value": range_words,
                    "max_value": range_words,
                },
            )
        else:
            self.fields["value"] = forms.TypedChoiceField(
                choices=options(instrument, question),
                coerce=int,
                error_messages={"required": missing, "invalid_choice": missing},
            )
