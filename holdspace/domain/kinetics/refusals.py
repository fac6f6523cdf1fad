"""What is not predicted, and why: a model is never stretched beyond the people it was built on."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from holdspace.domain.kinetics.models import ADULT_FROM_YEARS, Drug, Sampling
from holdspace.domain.kinetics.people import UNKNOWN_WEIGHT_KG, WEIGHT_KG
from holdspace.domain.kinetics.routes import NASAL_DEVICES, Way, WayIn, ways_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.domain.kinetics.courses import Dose
    from holdspace.domain.kinetics.people import Body

ANAESTHETIC_MG_PER_KG = 1.0
ANAESTHETIC_MG_PER_KG_HOUR = 2.0
LONGEST_MINUTES = 24 * 60.0
OF_A_DEVICE = 1e-6
EXACT_PLACES = 6  # what was added up in parts is at a limit, not over it
SHORT_INJECTION_MINUTES = 5.0  # design default


@dataclass(frozen=True, kw_only=True)
class NotPredicted:
    """There is no curve, for this reason. It says nothing against the dose."""

    code: str
    sentence: str


def refuse_person(age_years: float | None, weight_kg: float | None) -> NotPredicted | None:
    """Adults of 40 to 160 kg. An unknown age is not taken for an adult's."""
    if age_years is None:
        return NotPredicted(
            code="age_unknown", sentence="Age is not known: these models are of adults."
        )
    if not isfinite(age_years) or age_years < ADULT_FROM_YEARS:
        return NotPredicted(
            code="not_adult",
            sentence=f"Under {ADULT_FROM_YEARS} years: these models are of adults.",
        )
    low, high = WEIGHT_KG
    if weight_kg is not None and not low <= weight_kg <= high:
        return NotPredicted(
            code="weight",
            sentence=f"{weight_kg:g} kg is outside {low:g} to {high:g} kg: no model fits.",
        )
    return None


def refuse_doses(
    drug: Drug, doses: Sequence[Dose], body: Body, *, anaesthetic_is_meant: bool
) -> NotPredicted | None:
    """Doses that cannot be, or that belong to anaesthesia."""
    if not doses:
        return NotPredicted(code="no_dose", sentence="No dose yet: there is nothing to predict.")
    for dose in doses:
        numbers = (dose.mg, dose.at_minute, dose.over_minutes)
        if not all(isfinite(one) for one in numbers) or dose.mg <= 0 or dose.over_minutes < 0:
            return NotPredicted(
                code="impossible_dose",
                sentence="A dose must be above 0 mg, at a known minute, over 0 minutes or more.",
            )
        if dose.over_minutes and dose.way is not Way.INTRAVENOUS:
            return NotPredicted(
                code="impossible_dose", sentence=f"{dose.way.capitalize()} doses are given at once."
            )
    if drug is Drug.ESKETAMINE:
        found = _refuse_part_of_a_device(doses)
        if found is not None:
            return found
    return None if anaesthetic_is_meant else _refuse_anaesthetic(doses, body)


def _refuse_part_of_a_device(doses: Sequence[Dose]) -> NotPredicted | None:
    device_mg = NASAL_DEVICES.device_mg or 1.0
    for dose in doses:
        devices = dose.mg / device_mg
        if dose.way is Way.NASAL and abs(devices - round(devices)) > OF_A_DEVICE:
            return NotPredicted(
                code="part_of_a_device",
                sentence=f"{dose.mg:g} mg is not a whole number of {device_mg:g} mg devices.",
            )
    return None


def _refuse_anaesthetic(doses: Sequence[Dose], body: Body) -> NotPredicted | None:
    weight_kg = UNKNOWN_WEIGHT_KG[0] if body.weight_kg is None else body.weight_kg
    into_vein = [dose for dose in doses if dose.way is Way.INTRAVENOUS]
    mg_per_kg = round(sum(dose.mg for dose in into_vein) / weight_kg, EXACT_PLACES)
    if mg_per_kg > ANAESTHETIC_MG_PER_KG:
        return NotPredicted(
            code="anaesthetic_dose",
            sentence=f"{mg_per_kg:.2f} mg/kg into a vein is above {ANAESTHETIC_MG_PER_KG:g} mg/kg:"
            " an anaesthetic dose, which this prediction is not meant for.",
        )
    running = [dose for dose in into_vein if dose.over_minutes > 0]
    for at in (dose.at_minute for dose in running):
        at_once = [
            dose for dose in running if dose.at_minute <= at < dose.at_minute + dose.over_minutes
        ]
        mg_per_hour = sum(dose.mg / dose.over_minutes * 60 for dose in at_once)
        rate = round(mg_per_hour / weight_kg, EXACT_PLACES)
        # A short injection is a dose, not a rate: the limit above holds for it.
        lasts = any(dose.over_minutes > SHORT_INJECTION_MINUTES for dose in at_once)
        if lasts and rate > ANAESTHETIC_MG_PER_KG_HOUR:
            return NotPredicted(
                code="anaesthetic_rate",
                sentence=f"{rate:.1f} mg/kg an hour is above"
                f" {ANAESTHETIC_MG_PER_KG_HOUR:g} mg/kg an hour: an anaesthetic rate, which this"
                " prediction is not meant for.",
            )
    return None


def choose_ways(
    drug: Drug, doses: Sequence[Dose], *, sampling: Sampling | None, model_code: str | None
) -> tuple[WayIn, ...] | NotPredicted:
    """One model for all doses, since concentrations of two cannot be added; its way in for each.

    The default of the first dose's way, or the first model that knows every way used.
    """
    ways = list(dict.fromkeys(dose.way for dose in sorted(doses, key=lambda one: one.at_minute)))
    for way in ways:
        if not ways_in(drug, way):
            return NotPredicted(
                code="no_model", sentence=f"There is no model of {drug} given by this way ({way})."
            )
    for first in ways_in(drug, ways[0]):
        if model_code is not None and first.model.code != model_code:
            continue
        if sampling is not None and first.model.sampling is not sampling:
            continue
        rest = [_with(first, drug, way) for way in ways[1:]]
        if all(rest):
            return (first, *(each for each in rest if each is not None))
    if model_code is not None or sampling is not None:
        return NotPredicted(
            code="no_such_model",
            sentence=f"No model of adults that was asked for knows {drug} by {', '.join(ways)}.",
        )
    return NotPredicted(
        code="two_models",
        sentence=f"No single model knows {drug} by {' and '.join(ways)}: two models are not added.",
    )


def _with(first: WayIn, drug: Drug, way: Way) -> WayIn | None:
    return next((each for each in ways_in(drug, way) if each.model is first.model), None)
