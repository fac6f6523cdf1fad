"""The form of the clinic's screening settings: each choice with its default, unit, source, bounds.

A number that is left empty is the default again.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from holdspace.domain.quantities import NotANumber, parse_number
from holdspace.domain.screening import ScreeningSettings, Severity
from holdspace.domain.screening_settings import WHOLE, equivalent_bounds_mg
from holdspace.domain.source_words import source_in_words
from holdspace.pathway.consult.settings_words import (
    BENZODIAZEPINE_NAMES,
    BY_NAME,
    NUMBER_GROUPS,
    SCALE_NAMES,
    SCALES,
    SEVERITY_LEVELS,
    SIGNING,
    bounds_words,
    level_title,
    severity_choices,
)
from holdspace.web.widgets import UnitInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holdspace.domain.screening_settings import Number

OLDEST_YEARS = 120
IN_TABLE = tuple(name for name in BENZODIAZEPINE_NAMES if name != "diazepam")
"""10 mg of diazepam are 10 mg of diazepam: that line is no choice."""


class BoundedNumber(forms.CharField):
    """A number that can only be read one way, inside its bounds; empty is the default."""

    def __init__(
        self,
        low: Decimal,
        high: Decimal,
        unit: str,
        *,
        is_whole: bool = False,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(widget=UnitInput(unit), max_length=12, required=False, **kwargs)
        self.low, self.high, self.unit, self.is_whole = low, high, unit, is_whole

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        typed = super().clean(value)
        if not typed:
            return None
        try:
            number = parse_number(typed)
        except NotANumber as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if not self.low <= number <= self.high:
            low, high = (f"{one.normalize():f}" for one in (self.low, self.high))
            raise forms.ValidationError(f"{typed} is outside {low} to {high} {self.unit}.")
        if self.is_whole and number != number.to_integral_value():
            raise forms.ValidationError(f"Whole {self.unit} only.")
        return number


class SettingsForm(forms.Form):
    """Everything on one page, and why."""

    def __init__(self, data: object, in_force: ScreeningSettings, *, as_director: bool) -> None:
        super().__init__(data, initial=as_values(in_force))  # type: ignore[arg-type]
        self.in_force = in_force
        self.parts: list[tuple[str, str, list[str]]] = []
        for title, names in NUMBER_GROUPS.items():
            fields = {name: _number(BY_NAME[name], label) for name, label in names.items()}
            self._add(title, "", fields)
            if title == "Body":
                self._add_ages()
        self._add("Benzodiazepines", TABLE_LEAD, {f"mg.{one}": _mg(one) for one in IN_TABLE})
        self._add("Questionnaires", "", {"scale_pack": _scales()})
        severities = {f"severity.{key}": _severity(key) for key in SEVERITY_LEVELS}
        self._add("How grave a finding is", SEVERITY_LEAD, severities)
        # Turned on by the director alone; turned off by whoever may set the rest.
        if as_director or in_force.absolute_may_pass:
            self._add(SIGNING, SIGNING_LEAD, {"absolute_may_pass": _may_pass()})
        self.fields["reason"] = forms.CharField(
            label="Why", max_length=2000, widget=forms.Textarea({"rows": 3})
        )

    def _add(self, title: str, lead: str, fields: Mapping[str, forms.Field]) -> None:
        self.fields.update(fields)
        self.parts.append((title, lead, list(fields)))

    def _add_ages(self) -> None:
        one = BoundedNumber(
            Decimal(18),
            Decimal(OLDEST_YEARS),
            "years",
            is_whole=True,
            label="Highest age",
            help_text="Default: none. Source: our own default",
        )
        own = forms.BooleanField(
            label="This clinic has a protocol of its own for people under the lowest age",
            required=False,
        )
        self.fields.update({"age_high_years": one, "has_paediatric_protocol": own})
        self.parts[-1][2].extend(["age_high_years", "has_paediatric_protocol"])

    def sections(self) -> Iterable[tuple[str, str, list[forms.BoundField]]]:
        return [(title, lead, [self[name] for name in names]) for title, lead, names in self.parts]

    def wished(self) -> ScreeningSettings:
        """What was chosen; what no part of the form asks about stays as it is."""
        given = self.cleaned_data
        numbers = {name: given[name] for name in BY_NAME if given.get(name) is not None}
        table = {name: given[f"mg.{name}"] for name in IN_TABLE if given[f"mg.{name}"] is not None}
        severities = {
            key: Severity(given[f"severity.{key}"])
            for key in SEVERITY_LEVELS
            if given[f"severity.{key}"]
        }
        highest = given["age_high_years"]
        others = self.in_force.scale_pack - set(SCALES)
        return ScreeningSettings(
            numbers=numbers,
            age_high_years=None if highest is None else int(highest),
            has_paediatric_protocol=given["has_paediatric_protocol"],
            scale_pack=frozenset({*others, *given["scale_pack"]}),
            diazepam_table={"diazepam": Decimal(10), **table},
            severities=severities,
            absolute_may_pass=bool(given.get("absolute_may_pass")),
        )


TABLE_LEAD = (
    "mg by mouth that equal 10 mg of diazepam. A medicine without a number makes the whole load "
    "unknown. Published tables disagree by up to two times."
)
SEVERITY_LEAD = (
    "Programmes differ here. What the label rules out, consent, escort, enrolment and the tiers of "
    "suicide risk are not on this page: nobody sets them."
)
SIGNING_LEAD = (
    "Some findings are “not treated” by our default and not by a label. When this is on, the "
    "medical director and a second clinician may sign for one, each with a reason. Never for the "
    "label, consent, escort, enrolment or a dose at home at a high tier."
)


def as_values(settings: ScreeningSettings) -> dict[str, object]:
    """By the names of the fields."""
    plain = {name: f"{settings.number(name).normalize():f}" for name in BY_NAME}
    table = {
        f"mg.{name}": f"{settings.diazepam_table[name].normalize():f}"
        for name in IN_TABLE
        if name in settings.diazepam_table
    }
    severities = {
        f"severity.{key}": settings.severities[key].value
        for key in SEVERITY_LEVELS
        if key in settings.severities
    }
    return {
        **{name: plain[name] for group in NUMBER_GROUPS.values() for name in group},
        **table,
        **severities,
        "age_high_years": settings.age_high_years,
        "has_paediatric_protocol": settings.has_paediatric_protocol,
        "scale_pack": [code for code in SCALES if code in settings.scale_pack],
        "absolute_may_pass": settings.absolute_may_pass,
    }


def _number(one: Number, label: str) -> BoundedNumber:
    return BoundedNumber(
        one.low,
        one.high,
        one.unit,
        is_whole=one.unit in WHOLE,
        label=label,
        help_text=(
            f"Default {one.default.normalize():f}. {bounds_words(one)}."
            f" Source: {source_in_words(one.source)}"
        ),
    )


def _mg(name: str) -> BoundedNumber:
    low, high = equivalent_bounds_mg(name)
    proposed = ScreeningSettings().diazepam_table.get(name)
    said = f"Default {proposed.normalize():f}" if proposed else "Default: not in the table"
    source = "Ashton 2002" if proposed else "Holdspace's own bounds"
    return BoundedNumber(
        low,
        high,
        "mg",
        label=name.capitalize(),
        help_text=f"{said}. {low.normalize():f} to {high.normalize():f}. Source: {source}",
    )


def _scales() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="The rules wait for",
        choices=[(code, SCALE_NAMES[code]) for code in SCALES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "One questionnaire that asks about thoughts of suicide stays."},
        help_text="What is not asked here is not missing. An answer that is there counts anyway.",
    )


def _severity(key: str) -> forms.ChoiceField:
    rule, _ = SEVERITY_LEVELS[key]
    return forms.ChoiceField(
        label=level_title(key),
        choices=severity_choices(key),
        required=False,
        help_text=f"Rule {rule.id}. Source: {source_in_words(rule.source)}",
    )


def _may_pass() -> forms.BooleanField:
    return forms.BooleanField(
        label="The medical director and a second clinician may sign for a finding of this kind",
        required=False,
    )
