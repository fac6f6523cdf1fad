"""The two forms of the summary page: a signature, and the end of the record."""

from __future__ import annotations

from django import forms

from holdspace.pathway.dosing_session.summary_sign_off import Outcome
from holdspace.web.widgets import RadioCards

MEANINGS = (
    "I was there, and this is what happened.",
    "I have read this record and take responsibility for the treatment.",
    "I have reviewed this record.",
)
OUTCOMES: dict[Outcome, str] = {
    "completed": "Completed: the person went home",
    "cancelled": "Cancelled before the dose",
    "transferred": "Transferred to a hospital",
    "left_early": "Left before they were ready to go",
}
TWO_ROWS = forms.Textarea({"rows": 2})


class SignForm(forms.Form):
    """What a signature says, and which document it is given for."""

    meaning = forms.ChoiceField(
        label="What your signature says",
        choices=[(words, words) for words in MEANINGS],
        widget=RadioCards,
        error_messages={"required": "Choose what your signature says."},
    )
    more = forms.CharField(label="Anything to add", required=False, max_length=500, widget=TWO_ROWS)
    document = forms.CharField(widget=forms.HiddenInput, min_length=64, max_length=64)
    """The page writes it itself: always the document it shows, never what was sent before."""

    def words(self) -> str:
        """The meaning as it is kept."""
        return " ".join(filter(None, (self.cleaned_data["meaning"], self.cleaned_data["more"])))


class CloseForm(forms.Form):
    """How the session ended."""

    outcome = forms.ChoiceField(
        label="How it ended",
        choices=list(OUTCOMES.items()),
        widget=RadioCards,
        error_messages={"required": "Say how it ended."},
    )
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        widget=TWO_ROWS,
        help_text="Asked for unless the session was completed.",
    )
