"""The forms of the clinician's page: a word on a finding, a fact with its day, the decision."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms

from holdspace.domain.suitability import Verdict
from holdspace.pathway.consult.decision_actions import DecisionMade
from holdspace.pathway.consult.intake_forms import FactsForm
from holdspace.pathway.consult.stated_actions import Answered
from holdspace.protocols import available_protocols, latest_version, load_protocol
from holdspace.web.widgets import RadioCards

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from holdspace.domain.screening_facts import FactAsked
    from holdspace.pathway.consult.stated_queries import KnownFact

SHORT = forms.Textarea({"rows": 3})


class WordForm(forms.Form):
    """Why a finding may stand."""

    reason = forms.CharField(
        label="Why, in a sentence", max_length=2000, widget=forms.Textarea({"rows": 2})
    )


class StaffFactsForm(FactsForm):
    """Facts as staff write them down: with the day on which they were so."""

    def __init__(
        self,
        facts: Sequence[FactAsked],
        known: Mapping[str, KnownFact],
        data: object,
        *,
        zone: ZoneInfo,
        now: datetime,
    ) -> None:
        super().__init__(facts, known, data, for_staff=True)
        self.zone, self.now = zone, now
        self.fields["as_of"] = forms.DateField(
            label="As of",
            help_text="The day it was so: of the blood test, of the reading, of the talk.",
            initial=now.astimezone(zone).date(),
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("as_of")
        if day is not None and day > self.now.astimezone(self.zone).date():
            self.add_error("as_of", "That day is still to come. Write the day on which it was so.")
        return cleaned

    def answers(self) -> dict[str, Answered]:
        """What was changed; with a day of its own, everything on the page is said for that day."""
        day = self.cleaned_data["as_of"]
        is_of_today = day == self.now.astimezone(self.zone).date()
        as_of = self.now if is_of_today else datetime.combine(day, time(12), self.zone)
        changed = set(self.changed_data)
        return {
            fact.code: Answered(
                value=said.value, why_unknown=said.why_unknown, as_of=min(as_of, self.now)
            )
            for fact in self.facts
            if isinstance(said := self.cleaned_data.get(fact.code), Answered)
            and (len(self.facts) == 1 or {fact.code, f"{fact.code}__why"} & changed)
        }


class TreatmentForm(forms.Form):
    """Which treatment the screening is for, while there is no course yet."""

    protocol = forms.ChoiceField(label="Treatment", widget=RadioCards)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        names = sorted({name for name, _ in available_protocols()})
        newest = [(name, latest_version(name)) for name in names]
        self.fields["protocol"].choices = [  # type: ignore[attr-defined]
            (f"{name}/{version}", load_protocol(name, version).title) for name, version in newest
        ]


class DecisionForm(forms.Form):
    """What a prescriber decides."""

    kind = forms.TypedChoiceField(
        label="Decision",
        coerce=Verdict,
        widget=RadioCards,
        choices=[
            (Verdict.GO.value, "Go"),
            (Verdict.GO_WITH_CONDITIONS.value, "Go with conditions"),
            (Verdict.DEFER.value, "Defer"),
            (Verdict.NOT_SUITABLE.value, "Not suitable"),
        ],
    )
    conditions = forms.CharField(
        required=False, widget=SHORT, help_text="For “go with conditions”: what must be so."
    )
    needed = forms.CharField(
        label="What is needed", required=False, widget=SHORT, help_text="For “defer”."
    )
    until = forms.DateField(
        label="Look again on",
        required=False,
        help_text="For “defer”, where there is a day.",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    words_for_person = forms.CharField(
        label="What the person is told",
        required=False,
        widget=SHORT,
        help_text="In calm, plain words. The person can read this on their own phone.",
    )
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def made(self) -> DecisionMade:
        given = self.cleaned_data
        return DecisionMade(
            kind=given["kind"],
            conditions=given["conditions"].strip(),
            until=given["until"],
            needed=given["needed"].strip(),
            words_for_person=given["words_for_person"].strip(),
        )
