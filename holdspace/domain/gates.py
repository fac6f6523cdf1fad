"""The start gate: may this dose begin? Every fact with its answer; unknown blocks as "no" does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.pressure_before_dose import NO_STOP, Pressure, pressure_before_dose
from holdspace.domain.readiness import CONSENT_REAFFIRMED, questions_for, weight_fact
from holdspace.domain.session_events import Fact, Met
from holdspace.domain.session_variant import relaxes, variant_of

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session

NEVER_OVERRIDABLE = frozenset({
    "consent",
    "escort",
    "label_contraindication",
    "rems_enrolment",
    "rems_site_certification",
    "suicide_risk_tier",
    NO_STOP,
    "time_out",
    "plan_checked",
})  # fmt: skip
"""Nobody may let these pass (product 2.5, clinical reference 11.3).

The last two take a second person anyway: who could override them can do them.
"""


def is_open(facts: tuple[Fact, ...]) -> bool:
    """Whether a gate is open: every fact met, and at least one fact."""
    return bool(facts) and all(fact.met is Met.MET for fact in facts)


def unmet(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts that keep a gate shut, unknown ones too."""
    return tuple(fact for fact in facts if fact.met is not Met.MET)


def may_override(code: str) -> bool:
    """Whether a second named person may let this criterion pass at all."""
    return code not in NEVER_OVERRIDABLE


def start_gate(
    session: Session, protocol: Protocol, readiness: tuple[Fact, ...], now: datetime
) -> tuple[Fact, ...]:
    """Every fact the first dose rests on. `readiness` comes from the preparation, with its age.

    What the room itself knows (pressure, baseline, time-out, check) is worked out here and
    wins over an answer of the same code from the preparation.
    """
    own = (
        *_pressure(session, protocol, now),
        _baseline_vitals(session, protocol, now),
        _time_out(session, protocol),
        _plan_checked(session, protocol),
    )
    own_codes = {fact.code for fact in own}
    prepared = tuple(fact for fact in readiness if fact.code not in own_codes)
    answered = {fact.code for fact in prepared}
    missing = [_unanswered(code) for code in _required(protocol) if code not in answered]
    weight = _weight(session, protocol, now) if "weight" not in answered else ()
    facts = (*prepared, *missing, *weight, *own)
    return tuple(_overridden(fact, session, protocol) for fact in facts)


def _required(protocol: Protocol) -> tuple[str, ...]:
    """What the preparation must have answered: what it does not even mention is unknown."""
    asked = [one.code for one in questions_for(protocol) if one != CONSENT_REAFFIRMED]
    return ("consent", "escort", *asked)


def _weight(session: Session, protocol: Protocol, now: datetime) -> tuple[Fact, ...]:
    opened = session.opened
    fact = weight_fact(
        protocol,
        opened.weight_kg if opened else None,
        opened.weight_measured_on if opened else None,
        now.date(),
    )
    return (fact,) if fact is not None else ()


def _unanswered(code: str) -> Fact:
    return Fact(
        code=code, met=Met.UNKNOWN, detail="Nobody has answered this.", source="Preparation"
    )


def _overridden(fact: Fact, session: Session, protocol: Protocol) -> Fact:
    """The fact, met by override if a second person let it pass. Both names stay in its words."""
    if fact.met is Met.MET or not may_override(fact.code):
        return fact
    alone_is_enough = relaxes(session, protocol, "override_by_second_person")
    for override in session.frame.overrides:
        body = override.body
        second_person = body.requested_by not in {override.author_id, override.author_name}
        if body.criterion == fact.code and (second_person or alone_is_enough):
            asked_for_by = body.requested_by_name or body.requested_by
            return replace(
                fact,
                met=Met.MET,
                detail=f"{fact.detail} Let pass by {override.author_name}, asked for by "
                f"{asked_for_by}: {body.reason}",
                as_of=override.at,
            )
    return fact


def _pressure(session: Session, protocol: Protocol, now: datetime) -> tuple[Fact, ...]:
    """From what was charted in the baseline's window; an older pressure says nothing of now."""
    since = now - timedelta(minutes=float(protocol.vitals.baseline_within.value))
    pressures = tuple(
        Pressure(
            systolic=one.body.systolic_mmhg,
            diastolic=one.body.diastolic_mmhg,
            measured_at=one.body.measured_at,
        )
        for one in session.vitals
        if one.body.systolic_mmhg is not None
        and one.body.diastolic_mmhg is not None
        and since <= one.body.measured_at <= now
    )
    age_years = session.opened.age_years if session.opened else None
    return pressure_before_dose(protocol.pre_dose_pressure, pressures, age_years=age_years)


def _baseline_vitals(session: Session, protocol: Protocol, now: datetime) -> Fact:
    """Every baseline value charted, none of them older than the protocol allows."""
    within = protocol.vitals.baseline_within
    since = now - timedelta(minutes=float(within.value))
    charted = {
        vital: one.body.measured_at
        for one in session.vitals
        for vital in protocol.vitals.baseline_values
        if getattr(one.body, vital.value) is not None and since <= one.body.measured_at <= now
    }
    missing = [vital for vital in protocol.vitals.baseline_values if vital not in charted]
    names = ", ".join(vital.name.lower().replace("_", " ") for vital in missing)
    return Fact(
        code="baseline_vitals",
        met=Met.UNKNOWN if missing else Met.MET,
        detail=f"Not charted in the last {within.words}: {names}."
        if missing
        else f"All charted in the last {within.words}.",
        source=within.source,
        as_of=min(charted.values(), default=None),
    )


def _time_out(session: Session, protocol: Protocol) -> Fact:
    halves = session.frame.time_out_halves
    names = list(dict.fromkeys(half.author_name for half in halves))
    people = len(session.frame.time_out_people)
    needed = 1 if relaxes(session, protocol, "time_out_by_two") else 2
    words = {0: "Nobody has confirmed the time-out.", 1: f"Only {' and '.join(names)} so far."}
    done = people >= needed
    detail = f"Confirmed by {' and '.join(names)}." if done else words[people]
    return Fact(
        code="time_out",
        met=Met.MET if done else Met.UNMET,
        detail=_with_variant(detail, session, protocol) if done and people == 1 else detail,
        source="Time-out by two staff",
        as_of=halves[-1].at if halves else None,
    )


def _plan_checked(session: Session, protocol: Protocol) -> Fact:
    alone = relaxes(session, protocol, "second_reading_of_dose")
    plans = session.doses.plans
    checked = [plan for plan in plans if plan.agreeing_checks(alone_is_enough=alone)]
    detail = "No dose is planned." if not plans else "No second person has checked the plan."
    if not checked:
        return Fact(code="plan_checked", met=Met.UNMET, detail=detail, source="Dose plan")
    plan = checked[-1]
    check = plan.agreeing_checks(alone_is_enough=alone)[-1]
    detail = f"Planned by {plan.planned.author_name}, checked by {check.author_name}."
    by_one = check.author_id == plan.planned.author_id
    return Fact(
        code="plan_checked",
        met=Met.MET,
        detail=_with_variant(detail, session, protocol) if by_one else detail,
        source="Dose plan",
        as_of=check.at,
    )


def _with_variant(detail: str, session: Session, protocol: Protocol) -> str:
    variant = variant_of(session, protocol)
    return f"{detail} {variant.title}: {variant.sentence}" if variant is not None else detail
