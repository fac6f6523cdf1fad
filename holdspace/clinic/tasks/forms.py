"""How a task is closed."""

from __future__ import annotations

from django import forms


class OutcomeForm(forms.Form):
    """What came of it, in the words of whoever did it."""

    outcome = forms.CharField(
        label="What came of it",
        widget=forms.Textarea({"rows": 4}),
        help_text="In a few words: whom you spoke with, and what was agreed.",
    )
