"""The form of a course's plan: the rhythm, each session's day and dose, the weight, own limits."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from holdspace.domain.personal_limits import PersonalLimits
from holdspace.domain.protocol import (
    DeviceDose,
    EnteredDose,
    PerKilogramDose,
    Protocol,
    WeightBasis,
)
from holdspace.domain.quantities import (
    PLAUSIBLE_HEIGHT_CM,
    NotANumber,
    parse_number,
    parse_weight_kg,
)
from holdspace.domain.rhythms import rhythm_of, rhythms_for, target_days
from holdspace.domain.weight_basis import Body
from holdspace.pathway.course.models import PlanVersion
from holdspace.pathway.course.plan_actions import PlanWished, SessionWished
from holdspace.web.widgets import UnitInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MOST_SESSIONS = 60


class NumberField(forms.CharField):
    """A number that can only be read one way; its unit stands beside it."""

    def __init__(self, unit: str, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(widget=UnitInput(unit), max_length=12, required=False, **kwargs)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_number(typed)
        except NotANumber as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class WeightField(NumberField):
    """A body weight in kg."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        typed = forms.CharField.clean(self, value)
        try:
            return parse_weight_kg(typed, "kg") if typed else None
        except NotANumber as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class PlanForm(forms.Form):
    """Everything of one version. The rows of sessions are added for as many as there are."""

    rhythm = forms.ChoiceField(required=False, label="Rhythm")
    first_on = _day("First session on")
    sessions = forms.IntegerField(label="Sessions", min_value=1, max_value=MOST_SESSIONS)
    weight_basis = forms.ChoiceField(label="Weight basis", choices=PlanVersion.WeightBasis.choices)
    weight_kg = WeightField("kg", label="Weight")
    height_cm = NumberField("cm", label="Height")
    sex_for_formula = forms.ChoiceField(
        label="Sex, for the formula of ideal weight",
        required=False,
        choices=[("", "Not known"), *PlanVersion.Sex.choices],
    )
    hold_systolic_mmhg = NumberField("mmHg", label="Hold at systolic")
    hold_diastolic_mmhg = NumberField("mmHg", label="Hold at diastolic")
    ceiling_mg_per_kg = NumberField("mg/kg", label="Ceiling by weight")
    ceiling_mg = NumberField("mg", label="Ceiling")
    reason = forms.CharField(
        label="Why it is planned so",
        widget=forms.Textarea({"rows": 2}),
        help_text="In a sentence. It stands beside this version for good.",
    )

    def __init__(self, protocol: Protocol, *args: object, rows: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.protocol = protocol
        self.rows = rows
        self.fields["rhythm"] = forms.ChoiceField(
            label="Rhythm",
            required=False,
            choices=[
                ("", "Each day by hand"),
                *((each.code, each.title) for each in rhythms_for(protocol)),
            ],
        )
        if isinstance(protocol.dose, DeviceDose):
            for name in ("weight_basis", "ceiling_mg_per_kg"):
                del self.fields[name]
        for number in range(1, rows + 1):
            self.fields[f"on_{number}"] = _day(f"Day of session {number}")
            self.fields[f"dose_{number}"] = dose_field(protocol, number)
            if tiers_of(protocol):
                self.fields[f"tier_{number}"] = forms.ChoiceField(
                    label=f"Kind of session {number}",
                    required=False,
                    choices=[("", "Not said"), *tiers_of(protocol)],
                )

    def session_rows(self) -> list[dict[str, Any]]:
        """The rows as the table shows them."""
        return [
            {
                "number": number,
                "on": self[f"on_{number}"],
                "dose": self[f"dose_{number}"],
                "tier": self[f"tier_{number}"] if f"tier_{number}" in self.fields else None,
            }
            for number in range(1, self.rows + 1)
        ]

    def plain_fields(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    def clean_height_cm(self) -> Decimal | None:
        height: Decimal | None = self.cleaned_data["height_cm"]
        low, high = PLAUSIBLE_HEIGHT_CM
        if height is not None and not low <= height <= high:
            raise forms.ValidationError(f"{height:f} cm is outside {low} to {high} cm.")
        return height

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        for number in range(1, self.rows + 1):
            if f"on_{number}" not in self.errors and cleaned.get(f"on_{number}") is None:
                self.add_error(f"on_{number}", f"Session {number} has no day.")
        return cleaned

    def wished(self) -> PlanWished:
        given = self.cleaned_data
        return PlanWished(
            reason=given["reason"],
            rhythm=given["rhythm"],
            basis=WeightBasis(given.get("weight_basis") or "actual"),
            body=self.body(),
            limits=PersonalLimits(
                hold_systolic_mmhg=given["hold_systolic_mmhg"],
                hold_diastolic_mmhg=given["hold_diastolic_mmhg"],
                ceiling_mg_per_kg=given.get("ceiling_mg_per_kg"),
                ceiling_mg=given["ceiling_mg"],
            ),
            sessions=tuple(self._session(number) for number in range(1, self.rows + 1)),
        )

    def body(self) -> Body:
        given = self.cleaned_data
        return Body(
            weight_kg=given.get("weight_kg"),
            height_cm=given.get("height_cm"),
            sex=given.get("sex_for_formula") or None,
        )

    def _session(self, number: int) -> SessionWished:
        given = self.cleaned_data
        dose = given[f"dose_{number}"]
        amount = Decimal(dose) if dose not in {None, ""} else None
        by_weight = isinstance(self.protocol.dose, PerKilogramDose)
        return SessionWished(
            on=given[f"on_{number}"],
            mg_per_kg=amount if by_weight else None,
            dose_mg=None if by_weight else amount,
            tier=given.get(f"tier_{number}") or "",
        )


def dose_field(protocol: Protocol, number: int) -> forms.Field:
    """mg/kg, mg, or one of the labelled doses. Empty is no dose, never a proposed one."""
    label = f"Dose of session {number}"
    dose = protocol.dose
    if isinstance(dose, DeviceDose):
        choices = [(f"{each.dose.value:f}", each.dose.words) for each in dose.choices]
        return forms.ChoiceField(label=label, required=False, choices=[("", "Not yet"), *choices])
    return NumberField("mg/kg" if isinstance(dose, PerKilogramDose) else "mg", label=label)


def tiers_of(protocol: Protocol) -> list[tuple[str, str]]:
    dose = protocol.dose
    tiers = dose.tiers if isinstance(dose, EnteredDose) else ()
    return [(each.code, each.title) for each in tiers]


def filled_in(posted: Mapping[str, str], rows: int) -> dict[str, str] | None:
    """What was typed, with the days a rhythm makes in every row; None when it cannot be worked out.

    The dose of the first row goes into each empty one: typed once, never proposed.
    """
    try:
        rhythm = rhythm_of(posted.get("rhythm", ""))
        first = forms.DateField().clean(posted.get("first_on", ""))
    except forms.ValidationError:
        return None
    if rhythm is None:
        return None
    return _with_days({**posted}, target_days(rhythm, first, rows))


def _with_days(typed: dict[str, str], days: tuple[date, ...]) -> dict[str, str]:
    for number, day in enumerate(days, 1):
        typed[f"on_{number}"] = day.isoformat()
        for name in ("dose", "tier"):
            typed[f"{name}_{number}"] = (
                typed.get(f"{name}_{number}") or typed.get(f"{name}_1") or ""
            )
    return typed
