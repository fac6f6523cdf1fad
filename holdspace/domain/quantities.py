"""Numbers with units: doses, strengths, rates and body weights, exact and rounded half up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Sex = Literal["male", "female"]

KG_PER_LB = Decimal("0.45359237")
CM_PER_INCH = Decimal("2.54")
PLAUSIBLE_WEIGHT_KG = (Decimal(25), Decimal(300))  # clinical reference 3.1
PLAUSIBLE_HEIGHT_CM = (Decimal(100), Decimal(230))  # clinical reference 3.1
DEVINE_FROM_INCHES = Decimal(60)
DEVINE_KG_AT_60_INCHES: dict[Sex, Decimal] = {"male": Decimal(50), "female": Decimal("45.5")}
DEVINE_KG_PER_INCH = Decimal("2.3")
ADJUSTED_SHARE = Decimal("0.4")

SHOWN_PLACES: dict[str, int] = {
    "mg": 2, "mg/kg": 3, "mL": 3, "mg/mL": 3, "mL/h": 1, "mg/min": 4, "kg": 1, "min": 1, "kg/m2": 1,
}  # fmt: skip
"""How many decimal places each unit is shown with, at most."""


class NotANumber(ValueError):
    """What was typed is not one number that can only be read one way."""


class ImpossibleQuantity(ValueError):
    """A quantity that cannot be: zero, negative, or not finite where that has no meaning."""


def round_half_up(value: Decimal, places: int) -> Decimal:
    """`value` at so many decimal places; a five goes up, as on paper (never to even)."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def in_words(value: Decimal, unit: str) -> str:
    """A number with its unit, as it is safest read: leading zero, no trailing zeros."""
    rounded = round_half_up(value, SHOWN_PLACES.get(unit, 2))
    plain = f"{rounded:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f"{'0' if plain == '-0' else plain} {unit}"


def parse_number(typed: str) -> Decimal:
    """One typed number, zero or above. Raises NotANumber, saying what to type instead."""
    text = typed.strip()
    if not text:
        raise NotANumber("Nothing was entered.")
    if "," in text:
        raise NotANumber(f"{text!r} can be read two ways. Use a point for decimals, no commas.")
    if re.fullmatch(r"\.[0-9]+", text):
        raise NotANumber(f"Write a zero before the point: 0{text}.")
    if re.fullmatch(r"0[0-9]+(\.[0-9]+)?", text):
        raise NotANumber(f"{text!r} starts with a zero: is a decimal point missing?")
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        raise NotANumber(f"{text!r} is not a number.")
    return Decimal(text)


def parse_weight_kg(typed: str, unit: Literal["kg", "lb"] | None = None) -> Decimal:
    """A typed body weight in kg. The unit is in the text or beside the field, never guessed.

    Raises NotANumber: no unit, two units, or outside 25 to 300 kg (clinical reference 2.3, 3.1).
    """
    match = re.fullmatch(r"(.*?)\s*(kg|lb)?", typed.strip(), flags=re.IGNORECASE)
    written = match.group(2) if match else None
    number = parse_number(match.group(1) if match else typed)
    if written is None and unit is None:
        raise NotANumber(f"{typed.strip()}: kg or lb? Say which.")
    if written is not None and unit is not None and written.lower() != unit:
        raise NotANumber(f"{typed.strip()} was entered where {unit} is asked for.")
    is_pounds = (written or unit or "").lower() == "lb"
    weight_kg = number * KG_PER_LB if is_pounds else number
    low, high = PLAUSIBLE_WEIGHT_KG
    if not low <= weight_kg <= high:
        raise NotANumber(f"{in_words(weight_kg, 'kg')} is outside {low} to {high} kg.")
    return weight_kg


# --- doses ----------------------------------------------------------------------------------------


def dose_mg(mg_per_kg: Decimal, weight_kg: Decimal) -> Decimal:
    """mg for a body weight in kg."""
    return positive(mg_per_kg, "mg/kg") * positive(weight_kg, "kg")


def mg_per_kg(mg: Decimal, weight_kg: Decimal) -> Decimal:
    return mg / positive(weight_kg, "kg")


def volume_ml(mg: Decimal, mg_per_ml: Decimal) -> Decimal:
    """mL that hold `mg` at a strength in mg/mL."""
    return mg / positive(mg_per_ml, "mg/mL")


def mg_in_volume(ml: Decimal, mg_per_ml: Decimal) -> Decimal:
    return ml * positive(mg_per_ml, "mg/mL")


def strength_mg_per_ml(mg: Decimal, made_up_to_ml: Decimal) -> Decimal:
    return mg / positive(made_up_to_ml, "mL")


def mg_per_minute(mg: Decimal, over_minutes: Decimal) -> Decimal:
    return mg / positive(over_minutes, "min")


def pump_ml_per_hour(ml: Decimal, over_minutes: Decimal) -> Decimal:
    """The pump's rate that gives `ml` in `over_minutes`."""
    return ml * 60 / positive(over_minutes, "min")


def positive(value: Decimal, unit: str) -> Decimal:
    """`value` itself. Raises ImpossibleQuantity when it is not above zero and finite."""
    if not value.is_finite() or value <= 0:
        raise ImpossibleQuantity(f"{value} {unit} cannot be: it must be above zero.")
    return value


# --- body weight ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Weights:
    """The three weights a dose can be worked out from, in kg, unrounded.

    Devine's formula starts at 60 inches (152.4 cm): for a shorter person there is no ideal weight.
    """

    actual_kg: Decimal
    ideal_kg: Decimal | None
    adjusted_kg: Decimal | None


def body_mass_index(weight_kg: Decimal, height_cm: Decimal) -> Decimal:
    """kg/m2."""
    metres = positive(height_cm, "cm") / 100
    return positive(weight_kg, "kg") / (metres * metres)


def ideal_weight_kg(sex: Sex, height_cm: Decimal) -> Decimal | None:
    """Devine 1974 (clinical reference 2.3). None below 60 inches, where it says nothing."""
    inches = positive(height_cm, "cm") / CM_PER_INCH
    if inches < DEVINE_FROM_INCHES:
        return None
    return DEVINE_KG_AT_60_INCHES[sex] + DEVINE_KG_PER_INCH * (inches - DEVINE_FROM_INCHES)


def three_weights(sex: Sex, height_cm: Decimal, actual_kg: Decimal) -> Weights:
    """Actual, ideal and adjusted weight: adjusted = ideal + 0.4 x (actual - ideal)."""
    ideal = ideal_weight_kg(sex, height_cm)
    adjusted = None if ideal is None else ideal + ADJUSTED_SHARE * (actual_kg - ideal)
    return Weights(actual_kg=positive(actual_kg, "kg"), ideal_kg=ideal, adjusted_kg=adjusted)
