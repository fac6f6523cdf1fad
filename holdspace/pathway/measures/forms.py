"""The forms of the staff: ask, enter answers, note a tier, strike a result, load a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from django import forms

from holdspace.clinic.schedule.clock_times import NoSuchMoment, moment_in
from holdspace.clinic.schedule.forms import clock_time
from holdspace.domain.scales.licensed_copy import CopyMakesNoSense, LicensedText, read_copy
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.measures.own_forms import is_line, is_typed, options
from holdspace.web.widgets import RadioCards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

    from holdspace.domain.scales.instrument import Instrument, Question

NOT_ANSWERED = "Not answered"
LARGEST_FILE_BYTES = 200_000
TIERS = [(tier.value, f"{tier.value.capitalize()}: {tier.minimum_response}") for tier in Tier]


class AskForm(forms.Form):
    """Which questionnaires, by when, and where they are answered."""

    codes = forms.MultipleChoiceField(
        label="Questionnaires", widget=forms.CheckboxSelectMultiple, choices=()
    )
    day = forms.DateField(
        label="To be answered before, day",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    at = clock_time("and time")
    on_phone = forms.BooleanField(
        label="On their own phone, where there is wording for it",
        required=False,
        initial=True,
    )
    may_skip = forms.BooleanField(
        label="Each question may be skipped", required=False, initial=True
    )

    def __init__(
        self, choices: Iterable[tuple[str, str]], zone: ZoneInfo, *args: object, **more: object
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.zone = zone
        self.fields["at"].required = False
        self.fields["codes"].choices = list(choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        day, at = cleaned.get("day"), cleaned.get("at")
        if (day is None) != (at is None) and not self.errors:
            self.add_error("at" if day else "day", "Day and time go together.")
        cleaned["before"] = None
        if day and at:
            try:
                cleaned["before"] = moment_in(self.zone, day, at)
            except NoSuchMoment as refusal:
                self.add_error("at", str(refusal))
        return cleaned


class TierForm(forms.Form):
    """How high the risk is, and what that rests on."""

    tier = forms.ChoiceField(label="Risk tier", choices=TIERS, widget=RadioCards)
    basis = forms.CharField(
        label="What it rests on",
        help_text="What the person said, what you saw, which screener you used, and when.",
        widget=forms.Textarea({"rows": 4}),
    )


class StrikeForm(forms.Form):
    """Why a result does not count."""

    reason = forms.CharField(label="Why it does not count", widget=forms.Textarea({"rows": 2}))


class AnswersForm(forms.Form):
    """Every question of one questionnaire on one page. What is left out is not answered."""

    def __init__(self, instrument: Instrument, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.instrument = instrument
        for question in instrument.questions:
            self.fields[field_name(question.number)] = _field(instrument, question)

    def answers(self) -> dict[int, int | None]:
        return {
            question.number: self.cleaned_data[field_name(question.number)]
            for question in self.instrument.questions
        }


def field_name(number: int) -> str:
    return f"question_{number}"


def answer_values(answers: Mapping[int, int | None]) -> dict[str, object]:
    """Answers as the form writes them."""
    return {field_name(number): "" if value is None else value for number, value in answers.items()}


def _field(instrument: Instrument, question: Question) -> forms.Field:
    label = f"{question.name}. {question.text}" if question.text else f"Question {question.name}"
    if is_typed(question):
        return forms.IntegerField(
            label=label,
            required=False,
            min_value=question.low,
            max_value=question.high,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        )
    said = options(instrument, question)
    if is_line(question):
        said = [(value, value) for value, _ in said]
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[("", NOT_ANSWERED), *said],
        coerce=int,
        empty_value=None,
        widget=RadioCards,
    )


class CopyForm(forms.Form):
    """A file with the wording, and why this clinic may use it."""

    file = forms.FileField(
        label="File", help_text="JSON or YAML, in the shape described below, up to 200 kB."
    )
    held_by = forms.CharField(label="Who holds the licence", max_length=200)
    statement = forms.CharField(
        label="Why this clinic may use the wording",
        help_text="The agreement, its date, and whether it covers answers on a phone.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, code: str, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.code = code
        self.text: LicensedText | None = None

    def clean_file(self) -> object:
        """Read and checked; each thing that makes no sense is named with its place."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST_FILE_BYTES:
            raise forms.ValidationError("This file is larger than 200 kB.")
        self.text = _read(sent.read(), self.code)
        return sent


def _read(content: bytes, code: str) -> LicensedText:
    try:
        # JSON is YAML too, so that one reader is enough.
        data = yaml.safe_load(content.decode("utf-8-sig"))
    except UnicodeDecodeError as refusal:
        raise forms.ValidationError("This is not a text file in UTF-8.") from refusal
    except yaml.YAMLError as refusal:
        place = getattr(refusal, "problem_mark", None)
        where = f" near line {place.line + 1}" if place else ""
        raise forms.ValidationError(f"This is neither JSON nor YAML{where}.") from refusal
    if not isinstance(data, dict):
        raise forms.ValidationError("The file has no fields: see the shape below.")
    try:
        text = read_copy(data)
    except CopyMakesNoSense as refusal:
        raise forms.ValidationError(refusal.complaints) from refusal
    if text.code != code:
        raise forms.ValidationError(f"code: this file is for {text.code}, not for {code}.")
    return text
