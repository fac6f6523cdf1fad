"""What is asked of whoever looks at outcomes or takes them out: which time, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from holdspace.domain.scales.instruments import INSTRUMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

NO_DAY = "That is no day. Write it as 2026-03-31."
BACKWARDS = "The first day lies after the last one. Turn them round."


class PeriodForm(forms.Form):
    """Courses whose first dose lies in these days, both days included."""

    begins_on = forms.DateField(
        label="First session from",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Choose the first day.", "invalid": NO_DAY},
    )
    ends_on = forms.DateField(
        label="to",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Choose the last day.", "invalid": NO_DAY},
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        begins, ends = found.get("begins_on"), found.get("ends_on")
        if begins and ends and begins > ends:
            self.add_error("ends_on", BACKWARDS)
        return found


class OutcomesForm(PeriodForm):
    """The period, and which questionnaire tells."""

    by = forms.ChoiceField(label="Told by")

    def __init__(self, codes: Sequence[str], data: Mapping[str, Any]) -> None:
        super().__init__(data)
        field = self.fields["by"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (code, f"{INSTRUMENTS[code].name}, {INSTRUMENTS[code].measures}") for code in codes
        ]


class ExportForm(PeriodForm):
    """The first step: which people, why. Nothing is taken out yet."""

    reason = forms.CharField(
        label="What it is for",
        help_text="It stays in the audit trail with your name.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Say in a few words what it is for."},
    )
    has_own_ids = forms.BooleanField(
        label="With the record's own numbers and calendar days",
        help_text="Leave it off unless somebody has to find a person again. Without it, people have"
        " new numbers in each export, and days count from the first session.",
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, first: date, last: date) -> None:
        super().__init__(data, initial={"begins_on": first, "ends_on": last})
