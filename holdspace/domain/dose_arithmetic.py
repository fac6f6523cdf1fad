"""Dose arithmetic done twice: mg against mL and strength, a second reading, and what has run in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from holdspace.domain.dose_finding import DoseFinding
from holdspace.domain.protocol import Severity
from holdspace.domain.quantities import (
    in_words,
    mg_in_volume,
    mg_per_kg,
    mg_per_minute,
    pump_ml_per_hour,
    strength_mg_per_ml,
    volume_ml,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.domain.session_events import DoseChecked, DoseGiven, DosePlanned

SOURCE = "clinical reference 2.3 (ten-fold trap)"
SYRINGE_HALF_MARK_ML = Decimal("0.005")  # design default: half of the finest syringe mark
ROUNDING_SHARE = Decimal("0.01")  # design default: a strength written at two places
TEN_FOLD = Decimal(10)
TEN_FOLD_SLACK = Decimal("0.05")
MICROSECONDS_PER_HOUR = timedelta(hours=1) // timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class InfusionNumbers:
    """A dose made up to a volume, and the pump that gives it in so many minutes."""

    mg_per_ml: Decimal
    mg_per_minute: Decimal
    pump_ml_per_hour: Decimal


def infusion_numbers(
    *, dose_mg: Decimal, made_up_to_ml: Decimal, over_minutes: Decimal
) -> InfusionNumbers:
    """Strength, mg/min and pump rate of a dose made up to `made_up_to_ml`."""
    return InfusionNumbers(
        mg_per_ml=strength_mg_per_ml(dose_mg, made_up_to_ml),
        mg_per_minute=mg_per_minute(dose_mg, over_minutes),
        pump_ml_per_hour=pump_ml_per_hour(made_up_to_ml, over_minutes),
    )


# --- mg against mL --------------------------------------------------------------------------------


def arithmetic_findings(
    dose: DosePlanned | DoseGiven, *, severity: Severity
) -> tuple[DoseFinding, ...]:
    """Says when mg is not mL x mg/mL. A plan is refused for it; a dose given is only flagged.

    Agrees when the volume is right to half the finest mark of a syringe, or to 1 %.
    """
    strength, ml = dose.concentration_mg_per_ml, dose.volume_ml
    if strength is None or ml is None:
        return ()
    if strength <= 0 or ml <= 0:
        return (_finding("no_volume", severity, "Strength and volume must be above zero.", {}),)
    holds = mg_in_volume(ml, strength)
    if _agree(dose.dose_mg, holds, strength):
        return ()
    inputs = {
        "dose": in_words(dose.dose_mg, "mg"),
        "volume": in_words(ml, "mL"),
        "strength": in_words(strength, "mg/mL"),
        "recomputed": in_words(holds, "mg"),
        "volume for the dose": in_words(volume_ml(dose.dose_mg, strength), "mL"),
    }
    sentence = (
        f"{inputs['volume']} of {inputs['strength']} holds {inputs['recomputed']},"
        f" not {inputs['dose']}."
    )
    if is_ten_fold(holds, dose.dose_mg):
        return (_finding("ten_fold", severity, f"Ten-fold trap: {sentence}", inputs),)
    return (_finding("mismatch", severity, sentence, inputs),)


def is_ten_fold(first: Decimal, second: Decimal) -> bool:
    """Whether one is about ten times the other: a wrong strength or a slipped point."""
    if first <= 0 or second <= 0:
        return False
    times = max(first, second) / min(first, second)
    return abs(times / TEN_FOLD - 1) <= TEN_FOLD_SLACK


def _agree(said_mg: Decimal, holds_mg: Decimal, mg_per_ml: Decimal) -> bool:
    difference = abs(said_mg - holds_mg)
    return difference <= max(SYRINGE_HALF_MARK_ML * mg_per_ml, ROUNDING_SHARE * said_mg)


def _finding(code: str, severity: Severity, sentence: str, inputs: dict[str, str]) -> DoseFinding:
    return DoseFinding(
        code=code, severity=severity, sentence=sentence, source=SOURCE, inputs=inputs
    )


# --- the second reading ---------------------------------------------------------------------------


def check_second_reading(plan: DosePlanned, checked: DoseChecked) -> tuple[DoseFinding, ...]:
    """Where the second person's own reading differs from the plan, or is missing. Empty: agreed."""
    read: list[tuple[str, str, Decimal | None, Decimal | None]] = [
        ("strength", "mg/mL", plan.concentration_mg_per_ml, checked.concentration_mg_per_ml),
        ("volume", "mL", plan.volume_ml, checked.volume_ml),
        ("devices", "devices", _whole(plan.devices), _whole(checked.devices)),
    ]
    found = [
        finding
        for name, unit, planned, second in read
        for finding in _compare(name, unit, planned, second)
    ]
    return (*found, *_second_dose(plan, checked))


def _whole(devices: int | None) -> Decimal | None:
    return None if devices is None else Decimal(devices)


def _compare(
    name: str, unit: str, planned: Decimal | None, second: Decimal | None
) -> tuple[DoseFinding, ...]:
    if planned is None or planned == second:
        return ()
    said = in_words(planned, unit)
    if second is None:
        sentence = f"The second person did not enter the {name}."
        return (_finding(f"{name}_not_read", Severity.REFUSE, sentence, {"planned": said}),)
    read = in_words(second, unit)
    trap = "Ten-fold trap: " if is_ten_fold(planned, second) else ""
    sentence = f"{trap}{name} planned {said}, read {read}."
    return (_finding(f"other_{name}", Severity.REFUSE, sentence, {"planned": said, "read": read}),)


def _second_dose(plan: DosePlanned, checked: DoseChecked) -> tuple[DoseFinding, ...]:
    """The dose worked out again from the second person's own reading."""
    strength, ml = checked.concentration_mg_per_ml, checked.volume_ml
    if not strength or not ml:
        return ()
    holds = mg_in_volume(ml, strength)
    if _agree(plan.dose_mg, holds, strength):
        return ()
    planned, again = in_words(plan.dose_mg, "mg"), in_words(holds, "mg")
    trap = "Ten-fold trap: " if is_ten_fold(plan.dose_mg, holds) else ""
    sentence = f"{trap}the second reading makes {again}, the plan says {planned}."
    inputs = {"planned": planned, "recomputed": again}
    return (_finding("other_dose", Severity.REFUSE, sentence, inputs),)


# --- what has run in ------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class RateSegment:
    """From this moment the pump runs at this rate; 0 mL/h is a pause or the stop."""

    at: datetime
    rate_ml_per_hour: Decimal


@dataclass(frozen=True, kw_only=True)
class Given:
    """How much of an infusion is in."""

    volume_ml: Decimal
    dose_mg: Decimal
    dose_mg_per_kg: Decimal | None


def given_mg(
    segments: Iterable[RateSegment],
    *,
    concentration_mg_per_ml: Decimal,
    until: datetime,
    weight_kg: Decimal | None = None,
    pump_volume_ml: Decimal | None = None,
) -> Given:
    """Rate over time, up to `until`: mL, mg and mg/kg. What the pump itself said wins over it."""
    arithmetic_ml = _volume_run_in(segments, until)
    ml = arithmetic_ml if pump_volume_ml is None else pump_volume_ml
    mg = mg_in_volume(ml, concentration_mg_per_ml)
    return Given(
        volume_ml=ml,
        dose_mg=mg,
        dose_mg_per_kg=None if weight_kg is None else mg_per_kg(mg, weight_kg),
    )


def _volume_run_in(segments: Iterable[RateSegment], until: datetime) -> Decimal:
    past = sorted((each for each in segments if each.at < until), key=lambda each: each.at)
    ends = [*past, RateSegment(at=until, rate_ml_per_hour=Decimal(0))]
    ml_microseconds = sum(
        (
            one.rate_ml_per_hour * ((following.at - one.at) // timedelta(microseconds=1))
            for one, following in pairwise(ends)
        ),
        Decimal(0),
    )
    return ml_microseconds / MICROSECONDS_PER_HOUR
