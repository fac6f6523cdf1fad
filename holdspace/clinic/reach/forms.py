"""The form of a clinic's hours and numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from holdspace.domain.opening_hours import WEEKDAYS, Hours, NotHours, as_said, hours_from

if TYPE_CHECKING:
    from holdspace.clinic.people.models import Clinic

SPAN = re.compile(r"^(\d{1,2})[:.]?(\d{2})?\s*(?:-|\u2013|to)\s*(\d{1,2})[:.]?(\d{2})?$")
HOW_HOURS = "Like 09:00-12:00, 13:00-17:00. Empty: closed."
HOW_LINES = "One a line: a name, a colon, the number."


class ReachForm(forms.Form):
    """When the clinic is open, and whom its people can call."""

    phone = forms.CharField(
        label="Phone of the clinic",
        max_length=40,
        required=False,
        help_text="People see it on every page of theirs.",
    )
    emergency_number = forms.CharField(max_length=40, required=False)
    emergency_address = forms.CharField(
        label="Address for the ambulance",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="As it is read out in an emergency: street, floor, lift, who opens.",
    )
    crisis_lines = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=f"{HOW_LINES} Call each once before you write it here.",
    )
    country = forms.RegexField(
        r"^[A-Za-z]{2}$",
        required=False,
        help_text="Two letters, such as DE, US, GB.",
        error_messages={"invalid": "Two letters, such as DE."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for day in WEEKDAYS:
            self.fields[day] = forms.CharField(
                label=day.capitalize(), max_length=100, required=False
            )
        self.fields[WEEKDAYS[0]].help_text = HOW_HOURS

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_crisis_lines(self) -> str:
        typed = [line.strip() for line in self.cleaned_data["crisis_lines"].splitlines()]
        lines = [line for line in typed if line]
        for number, line in enumerate(lines, start=1):
            label, _, digits = line.rpartition(":")
            if not label.strip() or not any(one.isdigit() for one in digits):
                raise forms.ValidationError(f"Line {number}: {HOW_LINES}")
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for day in WEEKDAYS:
            try:
                hours_from({day: _spans(day, cleaned.get(day, ""))})
            except NotHours as refusal:
                self.add_error(day, str(refusal))
        return cleaned

    def hours(self) -> Hours:
        return hours_from({day: _spans(day, self.cleaned_data[day]) for day in WEEKDAYS})

    def changes(self) -> dict[str, object]:
        """What the clinic's row says from now on."""
        plain = ("phone", "emergency_number", "emergency_address", "country")
        lines = (line.rpartition(":") for line in self.cleaned_data["crisis_lines"].splitlines())
        return {
            **{name: self.cleaned_data[name] for name in plain},
            "opening_hours": as_said(self.hours()),
            "crisis_lines": [
                {"label": label.strip(), "number": number.strip()} for label, _, number in lines
            ],
        }


def as_form_values(clinic: Clinic) -> dict[str, object]:
    lines = [f"{line['label']}: {line['number']}" for line in clinic.crisis_lines]
    days = {
        day: ", ".join("-".join(span) for span in clinic.opening_hours.get(day, ()))
        for day in WEEKDAYS
    }
    return {
        "phone": clinic.phone,
        "emergency_number": clinic.emergency_number,
        "emergency_address": clinic.emergency_address,
        "country": clinic.country,
        "crisis_lines": "\n".join(lines),
        **days,
    }


def _spans(day: str, typed: str) -> list[list[str]]:
    """What was typed for one day, as pairs of times. Raises NotHours."""
    spans = []
    for part in filter(None, (part.strip() for part in typed.split(","))):
        found = SPAN.match(part)
        if found is None:
            raise NotHours(f"{day.capitalize()}: {part} is no span of time. {HOW_HOURS}")
        begins_hour, begins_minute, ends_hour, ends_minute = found.groups()
        begins = f"{int(begins_hour):02d}:{begins_minute or '00'}"
        spans.append([begins, f"{int(ends_hour):02d}:{ends_minute or '00'}"])
    return spans
