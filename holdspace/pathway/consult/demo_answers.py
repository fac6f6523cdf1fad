"""What somebody answers who may be treated: for the demo's people and for tests alone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.screening_facts import FACTS, Section
from holdspace.domain.suicide_risk import Tier
from holdspace.domain.suitability import Needs, Verdict, fingerprint_of_all
from holdspace.pathway.consult.decision_actions import DecisionMade, NotDecided, decide, resolve
from holdspace.pathway.consult.screening_queries import protocol_considered, screening_of
from holdspace.pathway.consult.stated_actions import Answered, state_facts
from holdspace.pathway.consult.stated_values import MEASURED, PROTOCOL_CONSIDERED
from holdspace.pathway.consult.teller import staff_about
from holdspace.pathway.measures.queries import risk_tier_of
from holdspace.pathway.measures.risk_actions import note_tier

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.screening_facts import FactAsked
    from holdspace.pathway.consult.models import SignedDecision
    from holdspace.pathway.consult.stated_values import Value

YES = frozenset({
    "allergies_listed_all", "capacity_to_consent", "medicines_listed_all", "ride_home",
    "safe_at_home", "urine_screen_done", "repeated_doses_planned",
})  # fmt: skip
NUMBERS = {
    "height_cm": Decimal(170),
    "weight_kg": Decimal(70),
    "resting_systolic": Decimal(118),
    "resting_diastolic": Decimal(74),
    "resting_oxygen": Decimal(98),
    "alt_times": Decimal("0.6"),
    "ast_times": Decimal("0.6"),
    "bilirubin_times": Decimal("0.5"),
}
CHOICES: dict[str, Value] = {
    "sex_for_scoring": "neither",
    "cannabis_use": "never",
    "openness": "curious",
}
NOT_ASKED_BEFORE_THE_DAY = frozenset({Section.DAY})


def harmless(fact: FactAsked) -> Value | None:
    """The answer that raises nothing; None for what is left open without harm."""
    match fact.kind:
        case "yes_no":
            return fact.code in YES
        case "number":
            return NUMBERS.get(fact.code, Decimal(0))
        case "choice":
            return CHOICES.get(fact.code, fact.choices[0][0])
        case "choices":
            return ()
        case "text":
            return "Nothing to add."
        case _:
            return None


def answer_harmlessly(*, actor: Actor, patient: Patient, now: datetime) -> None:
    """Every question before the day is answered, and no answer raises a finding that keeps back."""
    answers = {
        fact.code: Answered(value=value)
        for fact in FACTS
        if fact.section not in NOT_ASKED_BEFORE_THE_DAY
        and fact.code not in MEASURED
        and fact.asked_if is None
        and (value := harmless(fact)) is not None
    }
    hanging = {
        fact.code: Answered(value=value)
        for fact in FACTS
        if fact.asked_if is not None
        and fact.code not in MEASURED
        and fact.asked_if[0] in answers
        and answers[fact.asked_if[0]].value == fact.asked_if[1]
        and (value := harmless(fact)) is not None
    }
    state_facts(by=staff_about(actor, patient), answers={**answers, **hanging}, now=now)


def decide_harmlessly(
    *, prescriber: Actor, second: Actor, patient: Patient, now: datetime, protocol: str = ""
) -> SignedDecision:
    """Go: everything answered, what is still open signed for, the decision signed.

    `protocol`: name/version, where there is no course yet.
    """
    answer_harmlessly(actor=prescriber, patient=patient, now=now)
    if risk_tier_of(patient.pk) is None:
        basis = "Talked with the person."
        note_tier(actor=prescriber, patient=patient, tier=Tier.NONE, basis=basis, now=now)
    if protocol:
        considered = {PROTOCOL_CONSIDERED: Answered(value=protocol)}
        state_facts(by=staff_about(prescriber, patient), answers=considered, now=now)
    reason, go = "Looked at with the person.", DecisionMade(kind=Verdict.GO)
    return sign_for_and_decide(
        signers=(prescriber, second), patient=patient, made=go, reason=reason, now=now
    )


def sign_for_and_decide(
    *,
    signers: tuple[Actor, Actor],
    patient: Patient,
    made: DecisionMade,
    reason: str,
    now: datetime,
) -> SignedDecision:
    """Each open finding signed for by the first, the prescriber, and where two must by both."""
    chosen, prescriber = protocol_considered(patient), signers[0]
    if chosen is None:
        raise NotDecided("In no course: say which protocol this is for.")
    needed = {Needs.TWO: signers, Needs.PRESCRIBER: signers[:1]}
    for standing in screening_of(patient, chosen, now).open:
        for signer in needed.get(standing.needs, ()):
            resolve(
                actor=signer,
                patient=patient,
                fingerprint=standing.fingerprint,
                reason=reason,
                now=now,
            )
    read = fingerprint_of_all(screening_of(patient, chosen, now).standings)
    return decide(actor=prescriber, patient=patient, made=made, read=read, now=now)
