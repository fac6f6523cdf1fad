"""Whether the dose, its ceilings and the thresholds of a protocol agree with each other."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from holdspace.domain.protocol import (
    Basis,
    DeviceDose,
    EnteredDose,
    Level,
    PerKilogramDose,
    Quantity,
    Score,
    Severity,
    Threshold,
    Vital,
)
from holdspace.domain.protocol_complaints import Nonsense, is_beyond, repeated, say
from holdspace.domain.session_events import Route

if TYPE_CHECKING:
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.sourced import Unit

QUANTITY_UNIT: dict[Quantity, Unit] = {
    Quantity.DOSE_MG: "mg",
    Quantity.DOSE_MG_PER_KG: "mg/kg",
    Quantity.OVER_MINUTES: "min",
    Quantity.STEP_UP_MG_PER_KG: "mg/kg",
    Quantity.HOURS_SINCE_DOSE: "h",
    Quantity.DOSES_IN_168_HOURS: "count",
    Quantity.DOSES_SAME_DAY: "count",
    Quantity.WEIGHT_CHANGE_PERCENT: "%",
    Quantity.WEIGHT_AGE_DAYS: "days",
}
LOWER_LIMITS = (Quantity.OVER_MINUTES, Quantity.HOURS_SINCE_DOSE)
MEASURE_UNIT: dict[Vital | Score, Unit] = {
    Vital.SYSTOLIC: "mmHg",
    Vital.DIASTOLIC: "mmHg",
    Vital.HEART_RATE: "/min",
    Vital.RESPIRATORY_RATE: "/min",
    Vital.SPO2: "%",
    Vital.TEMPERATURE: "Cel",
    Vital.ETCO2: "mmHg",
    Vital.OXYGEN: "L/min",
}
LEVELS = tuple(Level)


def dose_wrong(protocol: Protocol) -> tuple[Nonsense, ...]:
    dose = protocol.dose
    if isinstance(dose, PerKilogramDose):
        return (
            *say(
                "dose.over",
                "an infusion needs its minutes",
                when=protocol.route is Route.INTRAVENOUS and dose.over is None,
            ),
            *say("dose.default", "a default of 0 mg/kg is no dose", when=dose.default.value == 0),
            *say(
                "dose.concentrations",
                "a strength of 0 mg/mL is no strength",
                when=any(each.value == 0 for each in dose.concentrations),
            ),
        )
    if isinstance(dose, EnteredDose):
        return repeated("dose.tiers", [each.code for each in dose.tiers])
    each_mg = dose.per_device.value
    odd = [each.dose.words for each in dose.choices if not each_mg or each.dose.value % each_mg]
    return (
        *say("dose.choices", f"{', '.join(odd)} is not a whole number of devices", when=bool(odd)),
        *say(
            "dose.choices",
            "no dose is for a first session",
            when=not any(each.first_session for each in dose.choices),
        ),
    )


def ceilings_wrong(protocol: Protocol) -> tuple[Nonsense, ...]:
    wrong: list[Nonsense] = []
    for index, ceiling in enumerate(protocol.ceilings):
        place = f"ceilings.{index}.{ceiling.code}"
        unit = QUANTITY_UNIT[ceiling.quantity]
        is_lower = ceiling.quantity in LOWER_LIMITS
        wrong += say(
            f"{place}.limit",
            f"unit is {ceiling.limit.unit}, should be {unit}",
            when=ceiling.limit.unit != unit,
        )
        wrong += say(
            f"{place}.comparison",
            f"{ceiling.quantity} {ceiling.comparison} makes no ceiling",
            when=ceiling.comparison.is_upper == is_lower,
        )
        wrong += _default_over(protocol, ceiling.code)
    return (*wrong, *_reviews_beyond_refusals(protocol))


def _default_over(protocol: Protocol, code: str) -> tuple[Nonsense, ...]:
    """The protocol's own default dose must not stop at the protocol's own ceiling."""
    ceiling = next(each for each in protocol.ceilings if each.code == code)
    dose = protocol.dose
    own = {}
    if isinstance(dose, PerKilogramDose):
        own = {Quantity.DOSE_MG_PER_KG: dose.default.value}
        own |= {Quantity.OVER_MINUTES: dose.over.value} if dose.over else {}
    if isinstance(dose, EnteredDose):
        own = {Quantity.DOSE_MG: dose.range.high}
    if isinstance(dose, DeviceDose):
        own = {Quantity.DOSE_MG: max(each.dose.value for each in dose.choices)}
    value = own.get(ceiling.quantity)
    return say(
        f"ceilings.{code}",
        f"the protocol's own dose ({value}) is {ceiling.comparison.words} {ceiling.limit.words}",
        when=value is not None and ceiling.comparison.is_over(value, ceiling.limit.value),
    )


def _reviews_beyond_refusals(protocol: Protocol) -> tuple[Nonsense, ...]:
    """A review that starts only where the refusal already stands can never be asked for."""
    refusals = [each for each in protocol.ceilings if each.severity is Severity.REFUSE]
    reviews = [each for each in protocol.ceilings if each.severity is Severity.REVIEW]
    return tuple(
        Nonsense(
            place=f"ceilings.{review.code}",
            why=f"review at {review.limit.words} comes after the refusal at {stop.limit.words}",
        )
        for review, stop in product(reviews, refusals)
        if review.quantity is stop.quantity
        and is_beyond(review.limit.value, stop.limit.value, review.comparison)
    )


def thresholds_wrong(protocol: Protocol) -> tuple[Nonsense, ...]:
    wrong: list[Nonsense] = []
    for index, each in enumerate(protocol.thresholds):
        own_unit = MEASURE_UNIT.get(each.measure, "score")
        unit = "%" if each.basis is Basis.RISE_PERCENT else own_unit
        wrong += say(
            f"thresholds.{index}.{each.code}.limit",
            f"unit is {each.limit.unit}, should be {unit}",
            when=each.limit.unit != unit,
        )
    pairs = product(protocol.thresholds, protocol.thresholds)
    return (*wrong, *(complaint for near, far in pairs for complaint in _ordered(near, far)))


def _ordered(near: Threshold, far: Threshold) -> tuple[Nonsense, ...]:
    """Watch is reached before act, act before emergency: never the other way round."""
    is_same_line = (near.measure, near.basis, near.comparison.is_upper) == (
        far.measure,
        far.basis,
        far.comparison.is_upper,
    )
    is_nearer = LEVELS.index(near.level) < LEVELS.index(far.level)
    return say(
        f"thresholds.{near.code}",
        f"{near.level} at {near.limit.words} lies beyond {far.level} at {far.limit.words}"
        f" ({far.code})",
        when=is_same_line
        and is_nearer
        and is_beyond(near.limit.value, far.limit.value, near.comparison),
    )
