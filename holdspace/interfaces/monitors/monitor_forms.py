"""Which day of a monitor."""

from __future__ import annotations

from django import forms


class DayForm(forms.Form):
    """Of the clinic's calendar."""

    day = forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
