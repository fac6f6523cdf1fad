"""What a person chooses to share, and the word an outside therapist types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from holdspace.pathway.integrate.visits import share_companion_words as words
from holdspace.pathway.integrate.visits.share_items import ITEMS

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 1500


def _choices(*, says_more: bool) -> list[tuple[str, str]]:
    return [(item.code, item.own_words) for item in ITEMS.values() if item.says_more is says_more]


class ShareForm(forms.Form):
    """Part by part; nothing is chosen beforehand."""

    items = forms.MultipleChoiceField(
        label=words.ITEMS_LABEL,
        choices=_choices(says_more=False),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    more = forms.MultipleChoiceField(
        label=words.MORE_LABEL,
        help_text=words.MORE_HELP,
        choices=_choices(says_more=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    purpose = forms.CharField(
        label=words.PURPOSE_LABEL,
        help_text=words.PURPOSE_HELP,
        max_length=300,
        error_messages={"required": words.PURPOSE_FIRST},
    )
    days = forms.TypedChoiceField(
        label=words.UNTIL_LABEL,
        choices=words.UNTIL_CHOICES,
        coerce=int,
        initial="30",
        widget=forms.RadioSelect,
    )
    own_words = forms.CharField(
        label=words.OWN_LABEL,
        help_text=words.OWN_HELP,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        cleaned = dict(super().clean() or {})
        if not [*cleaned.get("items", ()), *cleaned.get("more", ())]:
            self.add_error("items", words.ITEMS_FIRST)
        return cleaned

    @property
    def chosen(self) -> Sequence[str]:
        picked = {*self.cleaned_data["items"], *self.cleaned_data["more"]}
        return [code for code in ITEMS if code in picked]


class WordForm(forms.Form):
    """The word that goes with a link."""

    word = forms.CharField(
        label="The word you were told",
        max_length=100,
        help_text="Three words. Capitals, spaces and dashes do not matter.",
        error_messages={"required": "Type the word that the person told you."},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
