"""The numbers of the screening rules that a clinic may set: each with a unit, a source and bounds.

What clinical reference 11.3 fixes (label contraindications, the signals of suicidal thoughts) is
not here. A number outside its bounds is refused: a slip of the pen must not switch a rule off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from holdspace.domain.medicines import ASHTON

OWN = "our own default"


class SettingOutOfRange(ValueError):
    """A number of a clinic lies outside what the rule can stand."""


class SettingsContradict(ValueError):
    """Two choices of a clinic cannot stand beside each other."""


class Severity(StrEnum):
    """What a finding asks for, strictest first."""

    ABSOLUTE_LABEL = "absolute_label"
    """Written in the product's label: nobody lets it pass."""
    ABSOLUTE = "absolute"
    """Not treated; where the medical director turned it on, they and a second clinician sign."""
    REVIEW_BY_TWO = "review_by_two"
    """A prescriber and a second clinician sign, with a reason."""
    REVIEW = "review"
    """A prescriber signs, with a reason."""
    SAME_DAY = "same_day"
    """Not today; the person stays eligible."""
    INFORMATION = "information"
    """Shown and kept, keeps nobody from anything."""

    @property
    def is_blocking(self) -> bool:
        return self is not Severity.INFORMATION

    @property
    def rank(self) -> int:
        """0 for the strictest."""
        return tuple(Severity).index(self)


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number a clinic may set: what it is called, its unit, its default and its bounds."""

    name: str
    default: Decimal
    unit: str
    source: str
    low: Decimal
    high: Decimal


def _number(name: str, default: str, unit: str, source: str, *bounds: str) -> Number:
    low, high = (Decimal(bound) for bound in bounds)
    return Number(name=name, default=Decimal(default), unit=unit, source=source, low=low, high=high)


NUMBERS: tuple[Number, ...] = (
    # heart
    _number("heart_event_weeks", "6", "weeks", "clinical reference 1.1", "6", "52"),
    _number("ecg_months", "12", "months", f"1.1, {OWN}", "1", "24"),
    _number("label_systolic", "180", "mmHg", "1.2, Swiss racemic label", "140", "180"),
    _number("label_diastolic", "100", "mmHg", "1.2, Swiss racemic label", "80", "100"),
    # body
    _number("weight_low_kg", "40", "kg", f"1.1, {OWN}", "25", "60"),
    _number("weight_high_kg", "150", "kg", f"1.1, {OWN}", "100", "300"),
    _number("body_mass_index_high", "40", "kg/m2", f"1.1, {OWN}", "30", "60"),
    _number("liver_enzyme_times", "3", "x upper limit", f"1.1, {OWN}", "1", "5"),
    _number("bilirubin_times", "2", "x upper limit", f"1.1, {OWN}", "1", "3"),
    _number("age_low_years", "18", "years", f"1.1, {OWN}", "18", "25"),
    _number("age_older_years", "65", "years", "1.1, EU label", "55", "65"),
    # head and mind
    _number("seizure_months", "3", "months", f"1.1, {OWN}", "1", "24"),
    # breathing
    _number("oxygen_low_percent", "94", "%", f"1.1, {OWN}", "90", "97"),
    _number("stop_bang_high", "5", "points", "1.1, Chung 2008", "3", "6"),
    _number("stop_bang_middle", "3", "points", "1.1, Chung 2008", "2", "4"),
    _number("apnoea_body_mass_index", "35", "kg/m2", "1.1, EU label", "30", "40"),
    # substances
    _number("audit_c_women", "3", "points", "5.2, AUDIT-C", "2", "4"),
    _number("audit_c_men", "4", "points", "5.2, AUDIT-C", "2", "5"),
    _number("dast10_positive", "3", "points", "1.1", "1", "6"),
    # pregnancy
    _number("pregnancy_test_days", "7", "days", f"1.1, {OWN}", "1", "14"),
    # medicines
    _number("diazepam_mg_a_day", "8", "mg a day", "1.4, Andrashko 2020", "0", "15"),
    _number("sedative_hours", "24", "h", "1.4", "12", "48"),
    _number("stimulant_hours", "24", "h", f"1.4, {OWN}", "6", "48"),
    _number("pressor_hours", "24", "h", f"1.4, {OWN}", "6", "48"),
    # the day
    _number("alcohol_hours", "24", "h", "1.4, convention", "12", "72"),
    _number("drug_hours", "24", "h", "1.4, convention", "12", "168"),
    _number("solids_hours", "6", "h", f"6.4, {OWN}", "2", "8"),
    _number("solids_by_mouth_hours", "4", "h", f"6.4, {OWN}", "2", "8"),
    _number("solids_esketamine_hours", "2", "h", "6.4, US label", "2", "8"),
    _number("liquids_minutes", "120", "min", f"6.4, {OWN}", "30", "480"),
    _number("liquids_esketamine_minutes", "30", "min", "6.4, US label", "30", "480"),
    _number("nasal_spray_minutes", "60", "min", "1.3, US label", "60", "240"),
    _number("vitals_minutes", "30", "min", f"1.3, {OWN}", "5", "60"),
    # how long an answer counts
    _number("answer_days", "365", "days", OWN, "30", "730"),
    _number("measured_days", "90", "days", OWN, "1", "365"),
    _number("laboratory_days", "365", "days", OWN, "30", "730"),
    _number("state_days", "90", "days", OWN, "1", "180"),
    _number("medicine_days", "90", "days", OWN, "1", "180"),
    _number("day_answer_hours", "12", "h", OWN, "1", "24"),
)
WHOLE = frozenset({"days", "weeks", "months", "years", "points"})
"""Units that are counted on a calendar or by hand."""
UNLISTED_EQUIVALENT_MG = Decimal("0.05"), Decimal(100)
ASKS_ABOUT_SUICIDE = frozenset({"phq9", "qids_sr16"})
_BY_NAME = MappingProxyType({one.name: one for one in NUMBERS})


@dataclass(frozen=True, kw_only=True)
class ScreeningSettings:
    """One clinic's choices. The defaults are proposals; the medical director signs for them."""

    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    """By the names in `NUMBERS`; those left out get their default when this is made."""
    age_high_years: int | None = None
    """No upper age unless the clinic sets one."""
    has_paediatric_protocol: bool = False
    scale_pack: frozenset[str] = frozenset({"phq9", "gad7", "pcl5", "audit_c", "peg"})
    """Questionnaires this clinic asks. What rests on another one is not asked, so not missing."""
    diazepam_table: Mapping[str, Decimal] = field(default_factory=lambda: dict(ASHTON))
    """mg by mouth equal to 10 mg diazepam."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Rule id (or `id.level`) -> severity, where the rule says that a clinic may choose."""
    absolute_may_pass: bool = False
    """Whether the medical director and a second clinician may sign for what is not treated by our
    default. Never for the label, for consent, or for what `never_overridden` names."""
    version: int = 0
    """Which version of this clinic's settings this is. 0: nobody has set any; all are proposals."""

    def __post_init__(self) -> None:
        for name, value in self.numbers.items():
            _refuse_outside(name, value)
        in_force = {one.name: self.numbers.get(one.name, one.default) for one in NUMBERS}
        object.__setattr__(self, "numbers", in_force)
        if any(not mg.is_finite() or mg <= 0 for mg in self.diazepam_table.values()):
            raise SettingOutOfRange("Each equivalent of 10 mg diazepam must be above 0 mg.")

    def number(self, name: str) -> Decimal:
        """A number by its name. Raises KeyError for a name that there is not."""
        return self.numbers[name]

    def words(self, name: str) -> str:
        return f"{self.number(name).normalize():f} {_BY_NAME[name].unit}"


def equivalent_bounds_mg(name: str) -> tuple[Decimal, Decimal]:
    """mg that may stand for 10 mg diazepam: published tables disagree by up to two times (1.4).

    For a medicine without a published line here, bounds of our own that catch a slip of the pen.
    """
    proposed = ASHTON.get(name)
    if proposed is None:
        return UNLISTED_EQUIVALENT_MG
    if name == "diazepam":
        return proposed, proposed
    return proposed / 2, proposed * 2


def _refuse_outside(name: str, value: Decimal) -> None:
    one = _BY_NAME.get(name)
    if one is None:
        raise SettingOutOfRange(f"There is no number called {name}.")
    if one.unit in WHOLE and value.is_finite() and value != value.to_integral_value():
        raise SettingOutOfRange(f"{name}: {value} {one.unit} has to be a whole number.")
    if not (value.is_finite() and one.low <= value <= one.high):
        raise SettingOutOfRange(f"{name}: {value} {one.unit} is outside {one.low} to {one.high}.")


def refuse_contradictions(settings: ScreeningSettings) -> None:
    """Raises SettingsContradict. To be asked when settings are made, as `check_severities` is."""
    for name, mg in settings.diazepam_table.items():
        low, high = equivalent_bounds_mg(name)
        if not low <= mg <= high:
            raise SettingsContradict(
                f"{name}: {mg:f} mg equal to 10 mg diazepam is outside {low:f} to {high:f} mg."
            )
    if settings.number("stop_bang_middle") >= settings.number("stop_bang_high"):
        raise SettingsContradict("The middle STOP-BANG score has to be under the high one.")
    oldest = settings.age_high_years
    if oldest is not None and oldest <= settings.number("age_low_years"):
        raise SettingsContradict("The highest age has to be above the lowest one.")
    if settings.scale_pack.isdisjoint(ASKS_ABOUT_SUICIDE):
        raise SettingsContradict(
            "One questionnaire that asks about thoughts of suicide stays: the PHQ-9 or the QIDS."
        )
