"""The forms of the companion: what a person says for their next session, on their own phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from holdspace.pathway.prepare import companion_words as words
from holdspace.pathway.prepare.actions import PlannedEscort, PlannedGuidance
from holdspace.web.widgets import RadioCards

if TYPE_CHECKING:
    from holdspace.pathway.prepare.models import Escort

LONG = forms.Textarea({"rows": 5, "class": "own-words"})
SHORT = forms.Textarea({"rows": 2})
MISSING = {"required": words.FILL_IN}


class OwnIntentionForm(forms.Form):
    """What the person hopes for."""

    words = forms.CharField(
        label=words.INTENTION,
        help_text=words.INTENTION_HELP,
        max_length=4000,
        widget=LONG,
        error_messages=MISSING,
    )


class OwnGoalsForm(forms.Form):
    """What the person wants from the whole course."""

    words = forms.CharField(
        label=words.GOALS,
        help_text=words.GOALS_HELP,
        max_length=4000,
        widget=LONG,
        error_messages=MISSING,
    )


class OwnGuidanceForm(forms.Form):
    """How much company, speech and touch. Touch is asked about only where it was agreed to."""

    level = forms.TypedChoiceField(
        label=words.LEVEL,
        choices=[(int(level), label) for level, label in words.LEVELS.items()],
        coerce=int,
        widget=RadioCards,
        help_text=words.LEVEL_HELP,
        error_messages=MISSING,
    )
    is_touch_allowed = forms.BooleanField(label=words.TOUCH, required=False)
    touch_areas = forms.CharField(
        label=words.TOUCH_WHERE, max_length=200, required=False, help_text=words.TOUCH_WHERE_HELP
    )
    hand_signal = forms.CharField(
        label=words.SIGNAL, max_length=200, required=False, help_text=words.SIGNAL_HELP
    )
    words_that_help = forms.CharField(
        label=words.WORDS_THAT_HELP, max_length=4000, required=False, widget=SHORT
    )
    when_it_gets_hard = forms.CharField(
        label=words.WHEN_IT_GETS_HARD,
        max_length=4000,
        required=False,
        widget=SHORT,
        help_text=words.WHEN_IT_GETS_HARD_HELP,
    )
    music = forms.CharField(
        label=words.MUSIC,
        max_length=4000,
        required=False,
        widget=SHORT,
        help_text=words.MUSIC_HELP,
    )
    eye_mask = forms.CharField(
        label=words.MASK, max_length=200, required=False, help_text=words.MASK_HELP
    )
    avoid = forms.CharField(label=words.AVOID, max_length=4000, required=False, widget=SHORT)

    def __init__(self, *args: object, may_touch: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not may_touch:
            del self.fields["is_touch_allowed"], self.fields["touch_areas"]

    def plan(self) -> PlannedGuidance:
        return PlannedGuidance(**self.cleaned_data)


class OwnEscortForm(forms.Form):
    """Who takes the person home, and how."""

    name = forms.CharField(
        label=words.ESCORT_NAME,
        max_length=200,
        help_text=words.ESCORT_NAME_HELP,
        error_messages=MISSING,
    )
    phone = forms.CharField(
        label=words.ESCORT_PHONE,
        max_length=40,
        widget=forms.TextInput({"type": "tel", "autocomplete": "off"}),
        error_messages=MISSING,
    )
    relation = forms.CharField(
        label=words.ESCORT_RELATION,
        max_length=100,
        required=False,
        help_text=words.ESCORT_RELATION_HELP,
    )
    ride = forms.ChoiceField(
        label=words.RIDE, choices=list(words.RIDES.items()), required=False, widget=RadioCards
    )
    is_confirmed = forms.BooleanField(label=words.CONFIRMED, required=False)

    def escort(self, before: Escort | None) -> PlannedEscort:
        """When they come is what the clinic wrote down, if it is still the same person."""
        given = self.cleaned_data
        is_same = before is not None and before.name == given["name"]
        return PlannedEscort(
            **given, expected_at=before.expected_at if before and is_same else None
        )


def own_escort_values(escort: Escort | None) -> dict[str, object]:
    if escort is None:
        return {}
    return {name: getattr(escort, name) for name in OwnEscortForm.base_fields}
