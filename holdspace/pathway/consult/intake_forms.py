"""The questions of a screen as a form: for the person in their words, for staff in theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from holdspace.domain.quantities import NotANumber, parse_number, parse_weight_kg
from holdspace.pathway.consult import intake_companion_words as said
from holdspace.pathway.consult.stated_actions import Answered
from holdspace.web.widgets import RadioCards, UnitInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdspace.domain.screening_facts import FactAsked
    from holdspace.pathway.consult.stated_queries import KnownFact
    from holdspace.pathway.consult.stated_values import Value

YES, NO, NONE = "yes", "no", "none_of_these"
DO_NOT_KNOW, RATHER_NOT_SAY = "do_not_know", "rather_not_say"
WHY_UNKNOWN = (DO_NOT_KNOW, RATHER_NOT_SAY)
TO_PERSON = ((DO_NOT_KNOW, said.DO_NOT_KNOW), (RATHER_NOT_SAY, said.RATHER_NOT_SAY))
TO_STAFF = ((DO_NOT_KNOW, "Not known"), (RATHER_NOT_SAY, "Would rather not say"))


class Choices(forms.RadioSelect):
    """One of a few, as rows that a thumb hits."""

    template_name = "components/widgets/choices.html"


class ManyChoices(forms.CheckboxSelectMultiple):
    """Any of a few, as rows that a thumb hits."""

    template_name = "components/widgets/choices.html"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One fact on a page: its field, and the one that says why there is no value."""

    fact: FactAsked
    field: forms.BoundField
    unknown: forms.BoundField | None

    @property
    def is_group(self) -> bool:
        """Whether its answer is picked, not written."""
        return isinstance(self.field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


class FactsForm(forms.Form):
    """A few facts at once. Only what was changed is written down; what is left open stays open."""

    def __init__(
        self,
        facts: Sequence[FactAsked],
        known: Mapping[str, KnownFact],
        data: object = None,
        *,
        for_staff: bool = False,
    ) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.facts = tuple(facts)
        self.known = known
        self.for_staff = for_staff
        for fact in self.facts:
            self._add(fact)

    def _add(self, fact: FactAsked) -> None:
        row = self.known.get(fact.code)
        kept = row.latest if row else None
        label = fact.staff_words if self.for_staff else fact.question
        helped = fact.question if self.for_staff else fact.help
        unknown = TO_STAFF if self.for_staff else TO_PERSON
        about: dict[str, Any] = {"label": label, "help_text": helped, "required": False}
        field = _field(fact, about, unknown, for_staff=self.for_staff)
        shown = _shown(fact, kept.value if kept else None, kept.why_unknown if kept else "")
        field.initial = shown[0]
        field.show_hidden_initial = not self.for_staff
        self.fields[fact.code] = field
        if fact.kind in {"number", "date", "moment"}:
            why = _why(unknown, label, for_staff=self.for_staff)
            why.initial = shown[1]
            why.show_hidden_initial = not self.for_staff
            self.fields[f"{fact.code}__why"] = why

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(
            Question(
                fact=fact,
                field=self[fact.code],
                unknown=self[f"{fact.code}__why"] if f"{fact.code}__why" in self.fields else None,
            )
            for fact in self.facts
        )

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        for fact in self.facts:
            if fact.code in self.errors:
                continue
            try:
                cleaned[fact.code] = _answered(fact, cleaned)
            except NotANumber as refusal:
                self.add_error(fact.code, str(refusal))
            except forms.ValidationError as refusal:
                self.add_error(fact.code, refusal)
        return cleaned

    def answers(self) -> dict[str, Answered]:
        """What was said anew, by code. Nothing here: left open, or as it was shown."""
        changed = set(self.changed_data)
        return {
            fact.code: answered
            for fact in self.facts
            if (answered := self.cleaned_data.get(fact.code)) is not None
            and {fact.code, f"{fact.code}__why"} & changed
        }


def _field(
    fact: FactAsked,
    about: dict[str, Any],
    unknown: tuple[tuple[str, str], ...],
    *,
    for_staff: bool,
) -> forms.Field:
    one_of = _one_of(for_staff=for_staff)
    match fact.kind:
        case "yes_no":
            choices = ((YES, said.YES), (NO, said.NO), *unknown)
            return forms.ChoiceField(choices=choices, widget=one_of, **about)
        case "choice":
            return forms.ChoiceField(choices=(*fact.choices, *unknown), widget=one_of, **about)
        case "choices":
            choices = (*fact.choices, (NONE, said.NONE_OF_THESE), *unknown)
            return forms.MultipleChoiceField(choices=choices, widget=ManyChoices, **about)
        case _:
            return _written(fact, about)


def _why(unknown: tuple[tuple[str, str], ...], label: str, *, for_staff: bool) -> forms.ChoiceField:
    """Why there is no value: rows on a phone, a short list beside the number on a desk."""
    if not for_staff:
        return forms.ChoiceField(label=said.OR, choices=unknown, required=False, widget=Choices())
    attributes = {"aria-label": f"{label}: why there is no value"}
    choices = (("", "as written"), *unknown)
    return forms.ChoiceField(
        label=label, choices=choices, required=False, widget=forms.Select(attributes)
    )


def _written(fact: FactAsked, about: dict[str, Any]) -> forms.Field:
    match fact.kind:
        case "number":
            return forms.CharField(max_length=20, widget=UnitInput(fact.unit), **about)
        case "date":
            day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(widget=day, **about)
        case "moment":
            moment = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            return forms.DateTimeField(widget=moment, **about)
        case _:
            return forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 4}), **about)


def _one_of(*, for_staff: bool) -> forms.RadioSelect:
    return RadioCards() if for_staff else Choices()


def _shown(fact: FactAsked, value: object, why_unknown: str) -> tuple[object, str]:
    """What a field starts with, and what the reason beside it does."""
    if fact.kind in {"number", "date", "moment"}:
        return (value if value is not None else "", why_unknown)
    if value is None:
        return ([why_unknown] if fact.kind == "choices" and why_unknown else why_unknown, "")
    if fact.kind == "yes_no":
        return (YES if value is True else NO, "")
    if fact.kind == "choices":
        return (value or [NONE], "")
    return (value, "")


def _answered(fact: FactAsked, cleaned: Mapping[str, Any]) -> Answered | None:
    """What was said, or None when the question was left open."""
    given = cleaned.get(fact.code)
    why = cleaned.get(f"{fact.code}__why", "")
    if fact.kind == "choices":
        return _many(list(given or []))
    if given in WHY_UNKNOWN:
        return Answered(why_unknown=str(given))
    if given in (None, "", []):
        return Answered(why_unknown=why) if why else None
    if why:
        raise forms.ValidationError("Choose one: write it here, or say why not.")
    return Answered(value=_value(fact, given))


def _many(given: list[str]) -> Answered | None:
    alone = [one for one in (NONE, *WHY_UNKNOWN) if one in given]
    if alone and len(given) > 1:
        raise forms.ValidationError("Choose what fits, or one of the last lines alone.")
    if not given:
        return None
    if alone == [NONE]:
        return Answered(value=())
    return Answered(why_unknown=alone[0]) if alone else Answered(value=tuple(given))


def _value(fact: FactAsked, given: object) -> Value:
    if fact.kind == "yes_no":
        return given == YES
    if fact.kind == "number":
        return _number(fact, str(given))
    if isinstance(given, date | datetime):
        return given
    return str(given)


def _number(fact: FactAsked, typed: str) -> Decimal:
    """In the unit of the fact. Raises NotANumber, saying what to type instead."""
    if fact.unit == "kg":
        unit = None if typed.strip().lower().endswith(("kg", "lb")) else "kg"
        return parse_weight_kg(typed, unit)  # type: ignore[arg-type]
    number = parse_number(typed)
    low, high = fact.lowest, fact.highest
    if (low is not None and number < low) or (high is not None and number > high):
        raise NotANumber(f"{typed.strip()} is outside {low} to {high} {fact.unit}.".strip())
    return number
