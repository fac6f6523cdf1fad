"""Whether a planned dose, or the start of one, is inside the protocol, and the reason.

Nothing here proposes a dose. A plan or a start may be refused; what happened is not asked about.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from holdspace.domain.dose_arithmetic import arithmetic_findings
from holdspace.domain.dose_ceilings import DoseFacts, PreviousDose, ceiling_finding
from holdspace.domain.dose_finding import DoseFinding, worst
from holdspace.domain.protocol import (
    DeviceChoice,
    DeviceDose,
    EnteredDose,
    PerKilogramDose,
    Protocol,
    Severity,
    WeightBasis,
    WeightRules,
)
from holdspace.domain.quantities import (
    body_mass_index,
    dose_mg,
    in_words,
    mg_per_kg,
    round_half_up,
    three_weights,
)
from holdspace.domain.session_events import DosePlanned, InfusionStarted, Route

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "DoseFacts",
    "DoseFinding",
    "PreviousDose",
    "check_plan",
    "check_start",
    "default_dose_mg",
    "three_weight_doses",
    "worst",
]


def check_plan(protocol: Protocol, plan: DosePlanned, facts: DoseFacts) -> tuple[DoseFinding, ...]:
    """Everything to say about a planned dose, refusals first (clinical reference 2.3)."""
    findings = (
        *_other_than_protocol(protocol, plan),
        *_by_kind(protocol, plan, facts),
        *arithmetic_findings(plan, severity=Severity.REFUSE),
        *(found for each in protocol.ceilings for found in ceiling_finding(each, plan, facts)),
    )
    once = {found.code: found for found in findings}.values()
    return tuple(sorted(once, key=lambda found: tuple(Severity).index(found.severity)))


def check_start(
    protocol: Protocol,
    start: InfusionStarted,
    plan: DosePlanned | None,
    facts: DoseFacts,
) -> tuple[DoseFinding, ...]:
    """Everything to say about starting the pump: its own rate, held to the same ceilings.

    An infusion without a plan cannot be held to anything, and is refused. What already happened is
    charted by `already_happened` and never comes here.
    """
    if plan is None:
        return (_refuse("no_plan", "There is no planned dose to start.", "product 3.3"),)
    mg_per_hour = start.rate_ml_per_hour * start.concentration_mg_per_ml
    if mg_per_hour <= 0:
        return (_refuse("no_rate", "A rate of 0 mL/h gives nothing.", "product 3.3"),)
    # Whole minutes: a strength written at two places must not turn 40 minutes into 39.97.
    as_run = replace(plan, over_minutes=round_half_up(plan.dose_mg * 60 / mg_per_hour, 0))
    return (*_not_diluted(protocol, start), *check_plan(protocol, as_run, facts))


def _refuse(code: str, sentence: str, source: str, **inputs: str) -> DoseFinding:
    return DoseFinding(
        code=code, severity=Severity.REFUSE, sentence=sentence, source=source, inputs=inputs
    )


def _other_than_protocol(protocol: Protocol, plan: DosePlanned) -> tuple[DoseFinding, ...]:
    found: list[DoseFinding] = []
    if plan.drug.strip().lower() != protocol.drug.lower():
        found.append(_refuse("other_drug", f"This protocol gives {protocol.drug}.", "the protocol"))
    if plan.route is not protocol.route:
        found.append(
            _refuse("other_route", f"This protocol's route is {protocol.route}.", "the protocol")
        )
    if not plan.dose_mg.is_finite() or plan.dose_mg <= 0:
        found.append(_refuse("no_dose", "A dose must be above 0 mg.", "product 3.3"))
    return tuple(found)


def _by_kind(protocol: Protocol, plan: DosePlanned, facts: DoseFacts) -> tuple[DoseFinding, ...]:
    dose = protocol.dose
    if isinstance(dose, DeviceDose):
        return _device_findings(dose, plan, facts)
    if isinstance(dose, EnteredDose):
        return (*_entered_findings(dose, plan), *_three_weights(dose.weight, plan, facts))
    is_infusion = protocol.route is Route.INTRAVENOUS
    missing = is_infusion and not plan.over_minutes
    minutes = _refuse("no_minutes", "Over how many minutes?", dose.default.source)
    return (*((minutes,) if missing else ()), *_three_weights(dose.weight, plan, facts))


def _device_findings(
    dose: DeviceDose, plan: DosePlanned, facts: DoseFacts
) -> tuple[DoseFinding, ...]:
    choice = next((each for each in dose.choices if each.dose.value == plan.dose_mg), None)
    if choice is None:
        allowed = ", ".join(each.dose.words for each in dose.choices)
        sentence = f"{in_words(plan.dose_mg, 'mg')} is not one of {allowed}."
        return (_refuse("not_a_choice", sentence, "clinical reference 2.3 (design default)"),)
    devices = plan.dose_mg / dose.per_device.value
    found = [*_choice_findings(choice, facts)]
    if plan.devices is not None and plan.devices != devices:
        sentence = f"{in_words(plan.dose_mg, 'mg')} is {devices:f} devices, not {plan.devices}."
        found.append(_refuse("devices_differ", sentence, dose.per_device.source))
    return tuple(found)


def _choice_findings(choice: DeviceChoice, facts: DoseFacts) -> tuple[DoseFinding, ...]:
    found: list[DoseFinding] = []

    def review(code: str, sentence: str) -> None:
        found.append(
            DoseFinding(
                code=code,
                severity=Severity.REVIEW,
                sentence=sentence,
                source=choice.dose.source,
                inputs={
                    "dose": choice.dose.words,
                    "age": "unknown" if facts.age_years is None else f"{facts.age_years} years",
                    "indication": facts.indication or "unknown",
                    "first session": _yes_no(is_so=facts.is_first_session),
                },
            )
        )

    exempt = choice.first_session_if_indication
    is_exempt = choice.first_session or (exempt != "" and facts.indication == exempt)
    if facts.is_first_session is not False and not is_exempt:
        review("first_session", f"{choice.dose.words} is not the dose of a first session.")
    if choice.from_age and (facts.age_years is None or facts.age_years < choice.from_age.value):
        review("age", f"{choice.dose.words} is for age {choice.from_age.words} or more.")
    return tuple(found)


def _yes_no(*, is_so: bool | None) -> str:
    return {True: "yes", False: "no", None: "unknown"}[is_so]


def _entered_findings(dose: EnteredDose, plan: DosePlanned) -> tuple[DoseFinding, ...]:
    found: list[DoseFinding] = []
    tiers = {tier.code for tier in dose.tiers}
    if tiers and plan.tier not in tiers:
        sentence = f"Which kind of session: {', '.join(sorted(tiers))}?"
        found.append(_refuse("no_tier", sentence, "the protocol"))
    if not dose.range.holds(plan.dose_mg):
        words = in_words(plan.dose_mg, "mg")
        found.append(
            DoseFinding(
                code="outside_range",
                severity=Severity.REVIEW,
                sentence=f"{words} is outside the range seen in practice, {dose.range.words}.",
                source=dose.range.source,
                inputs={"dose": words, "range": dose.range.words},
            )
        )
    return tuple(found)


def _not_diluted(protocol: Protocol, start: InfusionStarted) -> tuple[DoseFinding, ...]:
    dose = protocol.dose
    strengths = dose.dilute_first if isinstance(dose, PerKilogramDose) else ()
    return tuple(
        _refuse("not_diluted", f"{each.words} must be diluted before it runs.", each.source)
        for each in strengths
        if start.concentration_mg_per_ml >= each.value
    )


# --- body weight ----------------------------------------------------------------------------------


def default_dose_mg(protocol: Protocol, weight_kg: Decimal) -> Decimal | None:
    """What the protocol's own mg/kg makes of a body weight; None where it has no default."""
    dose = protocol.dose
    if not isinstance(dose, PerKilogramDose):
        return None
    return dose_mg(dose.default.value, weight_kg)


def three_weight_doses(mg_for_kg: Decimal, facts: DoseFacts) -> dict[str, Decimal]:
    """mg at `mg_for_kg` by actual, ideal and adjusted weight: those that can be worked out."""
    return {basis: dose_mg(mg_for_kg, kg) for basis, kg in _weights_by_basis(facts).items()}


def _weights_by_basis(facts: DoseFacts) -> dict[str, Decimal]:
    if facts.weight_kg is None or facts.height_cm is None or facts.sex is None:
        return {}
    weights = three_weights(facts.sex, facts.height_cm, facts.weight_kg)
    by_basis = {
        WeightBasis.ACTUAL: weights.actual_kg,
        WeightBasis.IDEAL: weights.ideal_kg,
        WeightBasis.ADJUSTED: weights.adjusted_kg,
    }
    return {basis.value: kg for basis, kg in by_basis.items() if kg is not None}


def _three_weights(
    rules: WeightRules, plan: DosePlanned, facts: DoseFacts
) -> tuple[DoseFinding, ...]:
    """From a body mass index of 30 all three weights are shown; which one counts is a decision."""
    if facts.weight_kg is None or facts.height_cm is None:
        return ()
    index = body_mass_index(facts.weight_kg, facts.height_cm)
    if index < rules.show_all_from.value:
        return ()
    shown = {
        basis: f"{in_words(kg, 'kg')}, {in_words(mg_per_kg(plan.dose_mg, kg), 'mg/kg')}"
        for basis, kg in _weights_by_basis(facts).items()
    }
    parts = "; ".join(f"{basis} {words}" for basis, words in shown.items()) or "sex is not recorded"
    return (
        DoseFinding(
            code="three_weights",
            severity=Severity.INFO,
            sentence=f"Body mass index {in_words(index, 'kg/m2')}. By weight: {parts}.",
            source=rules.show_all_from.source,
            inputs=shown,
        ),
    )
