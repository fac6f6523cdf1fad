"""The few things a person types before they are in: a date of birth, and a PIN."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from holdspace.clinic.own_access import words

_MONTHS = [("", "Month"), *((str(number), name) for number, name in enumerate(words.MONTHS, 1))]


class BirthdayForm(forms.Form):
    """A day, a month and a year, each in its own box."""

    day = forms.IntegerField(
        min_value=1,
        max_value=31,
        error_messages=words.DAY_ERRORS,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "bday-day"}),
    )
    month = forms.TypedChoiceField(
        choices=_MONTHS,
        coerce=int,
        error_messages={"required": words.NO_MONTH},
        widget=forms.Select({"autocomplete": "bday-month"}),
    )
    year = forms.IntegerField(
        min_value=1900,
        max_value=2100,
        error_messages=words.YEAR_ERRORS,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "bday-year"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                cleaned["born_on"] = date(cleaned["year"], cleaned["month"], cleaned["day"])
            except ValueError:
                self.add_error(None, words.NO_SUCH_DATE)
        return cleaned


class PinForm(forms.Form):
    """A PIN that is asked for."""

    pin = forms.CharField(
        label="Your PIN",
        max_length=12,
        error_messages={"required": words.NO_PIN},
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "current-password"}),
    )


class NewPinForm(forms.Form):
    """A PIN that is chosen, typed twice."""

    pin = forms.CharField(
        label="Your new PIN",
        max_length=12,
        help_text=words.PIN_HELP,
        error_messages={"required": words.NO_PIN},
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same PIN again",
        max_length=12,
        error_messages={"required": words.PINS_DIFFER},
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("pin") and cleaned.get("again") and cleaned["pin"] != cleaned["again"]:
            self.add_error("again", words.PINS_DIFFER)
        return cleaned
