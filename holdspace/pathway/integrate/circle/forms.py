"""What is typed about a circle: an invitation, what one is shown, a call, and its answer."""

from __future__ import annotations

from django import forms

from holdspace.clinic.supporters.words import BUNDLE_NAMES, BUNDLE_SHOWS
from holdspace.domain.grants import Bundle, Item
from holdspace.pathway.integrate.circle import companion_words as own_words
from holdspace.pathway.integrate.circle import supporter_companion_words as words
from holdspace.web.widgets import RadioCards

LONGEST = 4000
BUNDLES = [(one.value, f"{BUNDLE_NAMES[one]}: {BUNDLE_SHOWS[one]}") for one in Bundle]


class InviteForm(forms.Form):
    """Who it is, and what they may see."""

    name = forms.CharField(
        label=own_words.NAME,
        max_length=60,
        error_messages={"required": own_words.NAME_MISSING},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    relation = forms.CharField(
        label=own_words.RELATION,
        help_text=own_words.RELATION_HELP,
        max_length=60,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    bundle = forms.TypedChoiceField(
        label=own_words.BUNDLE,
        choices=BUNDLES,
        coerce=Bundle,
        widget=RadioCards,
        error_messages={"required": own_words.BUNDLE_MISSING},
    )


class BundleForm(forms.Form):
    """Another bundle, what is picked on top of it, and until when."""

    bundle = forms.TypedChoiceField(
        label=own_words.BUNDLE,
        choices=BUNDLES,
        coerce=Bundle,
        widget=RadioCards,
        error_messages={"required": own_words.BUNDLE_MISSING},
    )
    items = forms.TypedMultipleChoiceField(
        label=own_words.ITEMS,
        help_text=own_words.ITEMS_HELP,
        choices=[(one.value, own_words.ITEM_NAMES[one]) for one in Item],
        coerce=Item,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    until = forms.DateField(
        label=own_words.UNTIL,
        help_text=own_words.UNTIL_HELP,
        error_messages={"required": own_words.UNTIL_MISSING, "invalid": own_words.UNTIL_MISSING},
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class SayForm(forms.Form):
    """What somebody sees who says that something is wrong. It may be sent empty."""

    words = forms.CharField(
        label=words.WRONG_SAY,
        help_text=words.WRONG_SAY_HELP,
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class AnswerCallForm(forms.Form):
    """The clinic's words to somebody of a circle."""

    words = forms.CharField(
        label="Your answer",
        help_text="They read it on their phone at once. Nothing from the chart: no dose, no"
        " readings, no diagnosis.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
    )
    closes = forms.BooleanField(label="It is settled: close it with this answer", required=False)


class CloseCallForm(forms.Form):
    """What came of a call that was settled in another way."""

    outcome = forms.CharField(
        label="What came of it",
        help_text="Such as: phoned, Sam stays with them tonight. Only the clinic reads this.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )


class HoldForm(forms.Form):
    """A clinician's word about offering a circle, with its reason."""

    is_held = forms.TypedChoiceField(
        label="A circle is",
        choices=[("no", "offered"), ("yes", "not offered for now")],
        coerce=lambda said: said == "yes",
        widget=RadioCards,
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Only staff who may read charts see it. The person is told that they cannot"
        " invite anyone right now and that you can tell them more.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
