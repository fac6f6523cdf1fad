"""The forms on a person's own phone: how near the goals are, the next time, what they keep."""

from __future__ import annotations

from django import forms

from holdspace.pathway.review import companion_words as words
from holdspace.pathway.review.closing_actions import SignsSaid
from holdspace.web.widgets import RadioCards

LONG = forms.Textarea({"rows": 4})
SHORT = forms.Textarea({"rows": 3})
NOT_SAID = [("", words.NOT_SAID)]


class OwnNextForm(forms.Form):
    """What they wish for the next time. Every part of it may be left out."""

    company = forms.ChoiceField(
        label=words.COMPANY,
        required=False,
        choices=[*((key.value, said) for key, said in words.COMPANIES.items()), *NOT_SAID],
        widget=RadioCards,
    )
    depth = forms.ChoiceField(
        label=words.DEPTH,
        help_text=words.DEPTH_HELP,
        required=False,
        choices=[*((key.value, said) for key, said in words.DEPTHS.items()), *NOT_SAID],
        widget=RadioCards,
    )
    has_had_enough = forms.BooleanField(
        label=words.ENOUGH, help_text=words.ENOUGH_HELP, required=False
    )
    words = forms.CharField(label=words.MORE, required=False, max_length=2000, widget=SHORT)


class OwnSignsForm(forms.Form):
    """What they keep for later. All of it in their own words, none of it asked for."""

    signs = forms.CharField(
        label=words.SIGNS,
        help_text=words.SIGNS_HELP,
        required=False,
        max_length=4000,
        widget=LONG,
    )
    helps = forms.CharField(
        label=words.HELPS,
        help_text=words.HELPS_HELP,
        required=False,
        max_length=4000,
        widget=SHORT,
    )
    whom = forms.CharField(
        label=words.WHOM,
        help_text=words.WHOM_HELP,
        required=False,
        max_length=2000,
        widget=SHORT,
    )
    keeps = forms.CharField(
        label=words.KEEPS,
        help_text=words.KEEPS_HELP,
        required=False,
        max_length=4000,
        widget=SHORT,
    )

    def said(self) -> SignsSaid:
        return SignsSaid(**self.cleaned_data)
