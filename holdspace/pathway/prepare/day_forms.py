"""The forms of a dosing day: the check in one page, one fact let pass, the room, the medicines."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from holdspace.clinic.people.models import StaffMember
from holdspace.clinic.schedule.clock_times import NoSuchMoment, moment_in
from holdspace.clinic.schedule.forms import clock_time
from holdspace.domain.day_check import groups_for
from holdspace.domain.readiness import Question, questions_for
from holdspace.domain.screening_facts import fact_asked
from holdspace.domain.session_events import Met
from holdspace.domain.setting import THINGS
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.prepare.day_actions import DayAnswers
from holdspace.web.widgets import RadioCards

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.screening_fact import FactAsked
    from holdspace.pathway.consult.stated_values import Value

YES_NO = [("yes", "Yes"), ("no", "No")]
MET = [("met", "Yes"), ("unmet", "No")]
TIER = "suicide_tier"


class DayForm(forms.Form):
    """Everything that is asked on the day. What is left open was not asked, and stays unknown."""

    def __init__(
        self, protocol: Protocol, zone: ZoneInfo, now: datetime, *args: object, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.protocol, self.zone, self.now = protocol, zone, now
        self.groups: list[tuple[str, list[str]]] = []
        said = {
            question.code: _choice(question.title, MET, question.met_means)
            for question in self._by_hand()
        }
        self._add("Said and seen", said)
        for group in groups_for(protocol):
            fields = {code: _field(fact_asked(code)) for code in group.facts}
            self._add(group.title, {code: field for code, field in fields.items() if field})
        tiers = [(tier.value, tier.value.capitalize()) for tier in Tier]
        basis = forms.CharField(
            label="What the tier rests on", required=False, widget=forms.Textarea({"rows": 2})
        )
        self._add("Suicide-risk tier", {TIER: _choice("Tier today", tiers), "tier_basis": basis})

    def _by_hand(self) -> list[Question]:
        derived = {group.question for group in groups_for(self.protocol)}
        rest = {"label_contraindication", "suicide_risk_tier", *derived}
        return [each for each in questions_for(self.protocol) if each.code not in rest]

    def _add(self, title: str, fields: Mapping[str, forms.Field]) -> None:
        self.fields.update(fields)
        self.groups.append((title, list(fields)))

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in self.groups]

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        if cleaned.get(TIER) and not str(cleaned.get("tier_basis", "")).strip():
            self.add_error("tier_basis", "Say what the tier rests on: what was said, what you saw.")
        return cleaned

    def answers(self) -> DayAnswers:
        given = self.cleaned_data
        by_hand = {question.code for question in self._by_hand()}
        tier = given.get(TIER)
        return DayAnswers(
            notes={code: (Met(given[code]), "") for code in by_hand if given.get(code)},
            facts={
                name: value
                for name in self.fields
                if name not in {*by_hand, TIER, "tier_basis"}
                and (value := self._value(given.get(name))) is not None
            },
            tier=Tier(tier) if tier else None,
            tier_basis=str(given.get("tier_basis", "")),
        )

    def _value(self, given: object) -> Value | None:
        if isinstance(given, time):
            return self._latest(given)
        if given in {"yes", "no"}:
            return given == "yes"
        return given if given else None  # type: ignore[return-value]

    def _latest(self, at: time) -> datetime | None:
        """The last time the clock showed this: today, or yesterday when today it is yet to come."""
        today = self.now.astimezone(self.zone).date()
        for day in (today, today - timedelta(days=1)):
            try:
                moment = moment_in(self.zone, day, at)
            except NoSuchMoment:
                continue
            if moment <= self.now:
                return moment
        return None


class LetPassForm(forms.Form):
    """Who asks for it, and why. Who lets it pass is whoever is signed in."""

    requested_by = forms.ModelChoiceField(
        label="Asked for by", queryset=StaffMember.objects.none(), empty_label="Choose"
    )
    reason = forms.CharField(label="Why it may pass today", widget=forms.Textarea({"rows": 2}))

    def __init__(self, staff_id: UUID, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["requested_by"] = forms.ModelChoiceField(
            label="Asked for by",
            queryset=StaffMember.objects.all().caring().exclude(pk=staff_id),
            empty_label="Choose",
        )


class RoomForm(forms.Form):
    """Each thing of the room: there, or not there. Left open it was not looked at."""

    note = forms.CharField(label="In a few words", required=False, max_length=2000)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        there = [("met", "There"), ("unmet", "Not there")]
        things = {each.code: _choice(each.title, there) for each in THINGS}
        self.fields = {**things, "note": self.fields["note"]}

    def answers(self) -> dict[str, str]:
        given = self.cleaned_data
        return {each.code: given[each.code] for each in THINGS if given.get(each.code)}


class MedicinesForm(forms.Form):
    """The prescriber's words about this person's medicines on the day."""

    words = forms.CharField(
        label="For the person, as you would say it",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text="One line each. It is shown to them word for word, under your name.",
    )


def _choice(label: str, choices: list[tuple[str, str]], help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, choices=choices, widget=RadioCards, help_text=help_text
    )


def _field(asked: FactAsked) -> forms.Field | None:
    match asked.kind:
        case "yes_no":
            return _choice(asked.staff_words, YES_NO)
        case "moment":
            field = clock_time(f"{asked.staff_words}, at")
            field.required = False
            return field
        case "date":
            return forms.DateField(
                label=asked.staff_words,
                required=False,
                widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            )
        case _:
            return None
