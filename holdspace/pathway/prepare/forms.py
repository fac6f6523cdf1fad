"""The forms of a preparation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms

from holdspace.clinic.schedule.clock_times import NoSuchMoment, moment_in
from holdspace.clinic.schedule.forms import clock_time
from holdspace.domain.session_events import Met
from holdspace.pathway.prepare.actions import PlannedEscort, PlannedGuidance
from holdspace.pathway.prepare.models import Escort, GuidancePlan
from holdspace.web.widgets import RadioCards, UnitInput

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

SHORT = forms.Textarea({"rows": 2})


COPIED = "Copied from what the person wrote or said"


class IntentionForm(forms.Form):
    """What the person hopes for in this session."""

    words = forms.CharField(
        label="In their words", widget=forms.Textarea({"rows": 4, "class": "own-words"})
    )
    is_copied = forms.BooleanField(label=COPIED, required=False)


class GoalsForm(forms.Form):
    """What the person wants from the whole course."""

    words = forms.CharField(
        label="In their words", widget=forms.Textarea({"rows": 4, "class": "own-words"})
    )


class GuidanceForm(forms.Form):
    """How much company, speech and touch the person wants."""

    level = forms.TypedChoiceField(
        label="How much guidance",
        choices=[(level.value, f"{level.value}: {level.label}") for level in GuidancePlan.Level],
        coerce=int,
        widget=RadioCards,
        help_text="In the room: 0 and 1 are quiet presence, 2 and 3 light, 4 active.",
    )
    is_touch_allowed = forms.BooleanField(label="Touch is welcome, if we ask first", required=False)
    touch_areas = forms.CharField(
        label="Where", max_length=200, required=False, help_text="For example: hand only."
    )
    hand_signal = forms.CharField(
        label="Signal", max_length=200, required=False, help_text="For example: a raised hand."
    )
    words_that_help = forms.CharField(required=False, widget=SHORT)
    when_it_gets_hard = forms.CharField(
        label="What helps when it gets hard", required=False, widget=SHORT
    )
    music = forms.CharField(required=False, widget=SHORT)
    eye_mask = forms.CharField(max_length=200, required=False)
    avoid = forms.CharField(label="What to avoid", required=False, widget=SHORT)
    is_copied = forms.BooleanField(label=COPIED, required=False)

    def plan(self) -> PlannedGuidance:
        given = {name: self.cleaned_data[name] for name in self.fields if name != "is_copied"}
        return PlannedGuidance(**given)


def guidance_values(plan: GuidancePlan) -> dict[str, object]:
    """A plan as a form starts with it: the next version is written from the latest."""
    names = (name for name in GuidanceForm.base_fields if name != "is_copied")
    return {name: getattr(plan, name) for name in names}


class AnswerForm(forms.Form):
    """The answer to one question of the preparation."""

    met = forms.TypedChoiceField(
        label="Answer",
        coerce=Met,
        choices=[("met", "Met"), ("unmet", "Not met"), ("unknown", "Not known")],
        widget=RadioCards,
    )
    detail = forms.CharField(label="In a few words", required=False, widget=SHORT)

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        if cleaned.get("met") is Met.UNMET and not cleaned.get("detail", "").strip():
            self.add_error("detail", "Say what is not met.")
        return cleaned


class WeightForm(forms.Form):
    """A body weight, typed as it was read off the scales."""

    weight = forms.CharField(label="Weight", max_length=12, widget=UnitInput("kg"))
    measured_on = forms.DateField(
        label="Measured on", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class EscortForm(forms.Form):
    """Who takes the person home."""

    name = forms.CharField(max_length=200)
    phone = forms.CharField(max_length=40)
    relation = forms.CharField(max_length=100, required=False)
    ride = forms.ChoiceField(
        label="How they go home",
        required=False,
        choices=[("", "Not known"), *Escort.Ride.choices],
    )
    day = forms.DateField(
        label="Comes on",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    at = clock_time("Comes at")
    is_confirmed = forms.BooleanField(
        label="They said themselves that they come, and the person will not drive",
        required=False,
    )

    def __init__(self, zone: ZoneInfo, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.zone = zone
        self.fields["at"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        day, at = cleaned.get("day"), cleaned.get("at")
        if (day is None) != (at is None) and not self.errors:
            self.add_error("at" if day else "day", "Day and time go together.")
        cleaned["expected_at"] = None
        if day and at:
            try:
                cleaned["expected_at"] = moment_in(self.zone, day, at)
            except NoSuchMoment as refusal:
                self.add_error("at", str(refusal))
        return cleaned

    def escort(self) -> PlannedEscort:
        given = self.cleaned_data
        return PlannedEscort(
            name=given["name"],
            phone=given["phone"],
            relation=given["relation"],
            ride=given["ride"],
            expected_at=given["expected_at"],
            is_confirmed=given["is_confirmed"],
        )


def escort_values(escort: Escort | None, today: date, zone: ZoneInfo) -> dict[str, object]:
    if escort is None:
        return {"day": today}
    comes: datetime | None = escort.expected_at and escort.expected_at.astimezone(zone)
    return {
        "name": escort.name,
        "phone": escort.phone,
        "relation": escort.relation,
        "ride": escort.ride,
        "is_confirmed": escort.is_confirmed,
        "day": comes.date() if comes else None,
        "at": f"{comes:%H%M}" if comes else "",
    }
