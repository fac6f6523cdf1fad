"""The forms of a review: each part accepted, edited or declined; goals and wishes; the close."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from holdspace.domain.protocol import DeviceDose, PerKilogramDose
from holdspace.domain.quantities import NotANumber, parse_number
from holdspace.domain.review_parts import TITLES, Part, Suggestion
from holdspace.pathway.prepare.models import GuidancePlan
from holdspace.pathway.review.closing_actions import ClosingMade, SignsSaid
from holdspace.pathway.review.kept import PartSaid, ReviewSaid
from holdspace.pathway.review.models import CourseClosing, NextWish
from holdspace.web.widgets import RadioCards, UnitInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.review_parts import Proposed
    from holdspace.pathway.review.gathering import Reviewed

SHORT = forms.Textarea({"rows": 2})
LONGER = forms.Textarea({"rows": 3})
ACCEPT, EDIT, DECLINE = "accept", "edit", "decline"
WITH_A_VALUE = frozenset({Part.DOSE, Part.INTERVAL, Part.LENGTH, Part.GUIDANCE})
LONGEST_MINUTES = 720


class ReviewForm(forms.Form):
    """One proposal. Nothing is chosen beforehand: a part that nobody looked at is not accepted."""

    words = forms.CharField(
        label="Why, in a sentence",
        max_length=2000,
        widget=SHORT,
        help_text="It stands beside the next version of the plan for good.",
        error_messages={"required": "Write down why, in a sentence."},
    )
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, shown: Reviewed, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.shown = shown
        for one in shown.proposal.parts:
            self.fields |= dict(_fields(one, shown.inputs.protocol))

    def parts(self) -> list[dict[str, Any]]:
        """Each part with its fields, as the page shows them."""
        return [
            {
                "proposed": one,
                "title": TITLES[one.part],
                "choice": self[f"{one.part}_choice"],
                "value": self[name] if (name := f"{one.part}_value") in self.fields else None,
                "words": self[f"{one.part}_words"],
                "reason": self[f"{one.part}_reason"],
            }
            for one in self.shown.proposal.parts
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        for one in self.shown.proposal.parts:
            self._look_at(one, cleaned)
        return cleaned

    def _look_at(self, one: Proposed, cleaned: dict[str, Any]) -> None:
        """Says beside the field what is missing, so that one look at the page is enough."""
        part, choice = one.part, cleaned.get(f"{one.part}_choice")
        if choice == EDIT and not self._has_something(one, cleaned):
            field = f"{part}_value" if part in WITH_A_VALUE else f"{part}_words"
            self.add_error(field, "Write down what it is to be instead.")
        needs_why = choice in {EDIT, DECLINE} and isinstance(one, Suggestion)
        if needs_why and not cleaned.get(f"{part}_reason"):
            self.add_error(f"{part}_reason", "Write down why you do not take it as it is.")

    def _has_something(self, one: Proposed, cleaned: dict[str, Any]) -> bool:
        value = cleaned.get(f"{one.part}_value")
        is_wrong = f"{one.part}_value" in self.errors
        return is_wrong or value not in {None, ""} or bool(cleaned.get(f"{one.part}_words"))

    def said(self, read_plan: tuple[str, ...]) -> ReviewSaid:
        given = self.cleaned_data
        return ReviewSaid(
            parts={one.part: self._part(one.part) for one in self.shown.proposal.parts},
            words=given["words"],
            read=given["read"],
            read_plan=read_plan,
        )

    def _part(self, part: Part) -> PartSaid:
        given = self.cleaned_data
        return PartSaid(
            choice=given[f"{part}_choice"],
            value=_plain(given.get(f"{part}_value")),
            words=given[f"{part}_words"],
            reason=given[f"{part}_reason"],
        )


def _fields(one: Proposed, protocol: Protocol) -> Iterator[tuple[str, forms.Field]]:
    part = one.part
    is_some = isinstance(one, Suggestion)
    accept = [(ACCEPT, "Accept")] if is_some else []
    choices = [
        *accept,
        (EDIT, "Edit" if is_some else "Write my own"),
        (DECLINE, "Decline" if is_some else "Nothing"),
    ]
    yield (
        f"{part}_choice",
        forms.ChoiceField(
            label=f"{TITLES[part]}: your decision",
            choices=choices,
            widget=RadioCards,
            error_messages={"required": "Say whether you accept, edit or decline it."},
        ),
    )
    if part in WITH_A_VALUE:
        yield f"{part}_value", _value_field(part, protocol)
    yield (
        f"{part}_words",
        forms.CharField(
            label=f"{TITLES[part]}, in words", required=False, max_length=1000, widget=SHORT
        ),
    )
    yield (
        f"{part}_reason",
        forms.CharField(
            label=f"{TITLES[part]}, why not as it is", required=False, max_length=1000, widget=SHORT
        ),
    )


def _value_field(part: Part, protocol: Protocol) -> forms.Field:
    match part:
        case Part.DOSE:
            return _dose_field(protocol)
        case Part.INTERVAL:
            day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(label="On", required=False, widget=day)
        case Part.LENGTH:
            return forms.IntegerField(
                label="Minutes from the dose on",
                required=False,
                min_value=1,
                max_value=LONGEST_MINUTES,
                widget=UnitInput("min"),
            )
        case _:
            levels = [
                (str(value), f"{value}: {label}") for value, label in GuidancePlan.Level.choices
            ]
            return forms.ChoiceField(
                label="Level", required=False, choices=[("", "Not said"), *levels]
            )


def _dose_field(protocol: Protocol) -> forms.Field:
    """mg/kg, mg, or one of the labelled doses: empty, never filled in."""
    dose = protocol.dose
    if isinstance(dose, DeviceDose):
        choices = [(f"{one.dose.value:f}", one.dose.words) for one in dose.choices]
        return forms.ChoiceField(label="Dose", required=False, choices=[("", "Not said"), *choices])
    return NumberField("mg/kg" if isinstance(dose, PerKilogramDose) else "mg", label="Dose")


class NumberField(forms.CharField):
    """A number that can only be read one way; its unit stands beside it."""

    def __init__(self, unit: str, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(widget=UnitInput(unit), max_length=12, required=False, **kwargs)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_number(typed)
        except NotANumber as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


# --- the close ------------------------------------------------------------------------------------


class ClosingForm(forms.Form):
    """What comes after the series, and what the person reads about it."""

    kind = forms.ChoiceField(
        label="What comes after", choices=CourseClosing.Kind.choices, widget=RadioCards
    )
    reason = forms.CharField(label="Why, in a sentence", max_length=2000, widget=SHORT)
    for_person = forms.CharField(
        label="What we offer from now on",
        max_length=4000,
        widget=LONGER,
        help_text="In plain, calm words. The person reads this on their own pages.",
    )
    whom_to_call = forms.CharField(
        label="Whom to call",
        max_length=1000,
        widget=SHORT,
        help_text="A name and a number, and when somebody is there. They read this too.",
    )
    look_again_on = forms.DateField(
        label="We look again on",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="A day on which you ask how they are. They read it.",
    )

    def made(self) -> ClosingMade:
        given = self.cleaned_data
        return ClosingMade(**{**given, "kind": CourseClosing.Kind(given["kind"])})


class SignsForm(forms.Form):
    """What the person keeps, written down by staff in the person's words."""

    signs = forms.CharField(
        label="Signs that it is coming back",
        required=False,
        max_length=4000,
        widget=LONGER,
        help_text="In their words: how would they notice, how would others?",
    )
    helps = forms.CharField(label="What helps then", required=False, max_length=4000, widget=SHORT)
    whom = forms.CharField(
        label="Whom they would call", required=False, max_length=2000, widget=SHORT
    )
    keeps = forms.CharField(
        label="What they go on with", required=False, max_length=4000, widget=SHORT
    )

    def said(self) -> SignsSaid:
        return SignsSaid(**self.cleaned_data)


class StaffWishForm(forms.Form):
    """What the person wishes for the next session, asked by staff."""

    company = forms.ChoiceField(
        label="Company",
        required=False,
        choices=[("", "Not said"), *NextWish.Company.choices],
        widget=RadioCards,
    )
    depth = forms.ChoiceField(
        label="Depth",
        required=False,
        choices=[("", "Not said"), *NextWish.Depth.choices],
        widget=RadioCards,
    )
    has_had_enough = forms.BooleanField(label="They say that they have had enough", required=False)
    words = forms.CharField(label="In their words", required=False, max_length=2000, widget=SHORT)
