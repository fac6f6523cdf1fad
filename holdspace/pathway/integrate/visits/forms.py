"""What is said about a visit, by the person and by the staff; what is written of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms

from holdspace.domain.integration_visit import Said
from holdspace.pathway.integrate.visits import companion_words as words
from holdspace.pathway.integrate.visits.actions import Word
from holdspace.pathway.integrate.visits.models import VisitRecord
from holdspace.pathway.integrate.visits.models.visit import SAID_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    VisitRecordModelForm = forms.ModelForm[VisitRecord]
else:
    VisitRecordModelForm = forms.ModelForm

LONGEST = 2000


def _day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class OfferedTime(forms.ChoiceField):
    """One of the times on the page; those that it showed a while ago count while they are free."""

    is_still_free: Callable[[datetime], bool]

    def valid_value(self, value: str) -> bool:
        if super().valid_value(value):
            return True
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            return False
        return at.tzinfo is not None and self.is_still_free(at)


class TimeForm(forms.Form):
    """One of the free times, or words about which would suit."""

    time = OfferedTime(
        label=words.TIMES_TITLE,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": words.TAKEN},
    )
    words = forms.CharField(
        label=words.WHEN_LABEL,
        help_text=words.WHEN_HELP,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self,
        offered: Sequence[datetime],
        is_still_free: Callable[[datetime], bool],
        zone: str,
        *args: object,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.offered = offered
        there = [(at.isoformat(), in_words(at, zone)) for at in offered]
        field = self.fields["time"]
        assert isinstance(field, OfferedTime)  # noqa: S101 - for the type checker
        field.is_still_free = is_still_free
        field.choices = [*there, ("", words.ANOTHER_TIME)] if there else []

    def word(self) -> Word:
        chosen = self.cleaned_data["time"]
        return Word(
            kind=Said.ASKS_FOR_A_TIME,
            words=self.cleaned_data["words"],
            wished_at=datetime.fromisoformat(chosen) if chosen else None,
        )


class OwnTherapistForm(forms.Form):
    """On which day the person sees their own therapist, if they know."""

    elsewhere_on = forms.DateField(
        label=words.ON_LABEL, help_text=words.ON_HELP, required=False, widget=_day_input()
    )

    def word(self) -> Word:
        return Word(kind=Said.OWN_THERAPIST, elsewhere_on=self.cleaned_data["elsewhere_on"])


class NotThisTimeForm(forms.Form):
    """Why not this time."""

    why = forms.CharField(
        label=words.WHY_LABEL,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": words.WHY_FIRST},
    )

    def word(self) -> Word:
        return Word(kind=Said.NOT_THIS_TIME, words=self.cleaned_data["why"])


class HeardForm(forms.Form):
    """What somebody on the staff heard of a visit."""

    kind = forms.ChoiceField(
        label="What you know",
        choices=[("", "Choose"), *((kind.value, said) for kind, said in SAID_WORDS.items())],
        error_messages={"required": "Choose what you heard."},
    )
    elsewhere_on = forms.DateField(
        label="On which day",
        required=False,
        widget=_day_input(),
        help_text="Of a visit to their own therapist. Left blank, it goes on being asked after.",
    )
    words = forms.CharField(
        label="In a few words",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text="Why not this time, which times suit, with whom it took place.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        if cleaned.get("kind") == Said.NOT_THIS_TIME and not cleaned.get("words", "").strip():
            self.add_error("words", "Say in a few words why not this time.")
        return cleaned

    def word(self) -> Word:
        kind = Said(self.cleaned_data["kind"])
        is_elsewhere = kind is Said.OWN_THERAPIST
        return Word(
            kind=kind,
            words=self.cleaned_data["words"],
            elsewhere_on=self.cleaned_data["elsewhere_on"] if is_elsewhere else None,
        )


class RecordForm(VisitRecordModelForm):
    """What an integration visit was about, as it is signed."""

    field_order = ("held_on", "themes", "beliefs", "practised", "actions", "next_step")

    class Meta:
        model = VisitRecord
        fields = (
            "held_on", "themes", "beliefs", "practised", "actions", "next_step", "shares_actions",
        )  # fmt: skip
        labels: ClassVar = {
            "held_on": "Day of the visit",
            "themes": "Themes",
            "beliefs": "Beliefs, old and new",
            "practised": "What was practised",
            "actions": "Actions agreed",
            "next_step": "Next step",
            "shares_actions": "The person reads the actions on their own pages",
        }
        help_texts: ClassVar = {
            "themes": "What it was about. Their own words where you can.",
            "beliefs": "What they believed of themselves; what is truer now.",
            "practised": "What the two of you did, and what they tried since the session.",
            "actions": "Small and clear enough to be done this week. Written to the person.",
            "next_step": "When you see each other again, or who else is asked.",
        }
        widgets: ClassVar = {
            "held_on": _day_input(),
            "themes": forms.Textarea({"rows": 4}),
            "beliefs": forms.Textarea({"rows": 3}),
            "practised": forms.Textarea({"rows": 3}),
            "actions": forms.Textarea({"rows": 3}),
            "next_step": forms.Textarea({"rows": 2}),
        }
        error_messages: ClassVar = {"themes": {"required": "Say in a few words what it was about."}}


class CorrectionForm(RecordForm):
    """The same once more, with why it is corrected."""

    reason = forms.CharField(
        label="Why it is corrected",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say why. Both stay readable, and this stands beside them."},
    )


def in_words(at: datetime, zone: str) -> str:
    there = at.astimezone(ZoneInfo(zone))
    return f"{there:%A} {there.day} {there:%B}, {there:%H:%M}"
