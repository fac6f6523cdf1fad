"""May this dose be planned, checked, started? What was given already is charted, never refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.admission_answers import ADMITTED, Admitted, Candidate, Refused
from holdspace.domain.clock_time import clock_time
from holdspace.domain.consent_in_session import refuse_a_plan, said_no
from holdspace.domain.dose_arithmetic import arithmetic_findings, check_second_reading
from holdspace.domain.dosing import DoseFacts, DoseFinding, check_plan, check_start
from holdspace.domain.gates import is_open, start_gate, unmet
from holdspace.domain.protocol import DeviceDose, Severity
from holdspace.domain.quantities import in_words
from holdspace.domain.session_events import (
    DoseChecked,
    DoseGiven,
    DosePlanned,
    InfusionStarted,
)
from holdspace.domain.session_variant import relaxes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.domain.session_doses import Plan
    from holdspace.domain.session_events import Fact

Answer = Admitted | Refused


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What admission knows beside the record."""

    protocol: Protocol
    facts: tuple[Fact, ...]
    """Readiness facts from the preparation, the tier of suicide risk among them."""
    dose_facts: DoseFacts
    now: datetime


def dose_facts_of(session: Session, now: datetime) -> DoseFacts:
    """What the opening of the session says about the person; earlier doses are not in it."""
    opened = session.opened
    if opened is None:
        return DoseFacts(now=now)
    return DoseFacts(
        now=now,
        is_first_session=opened.is_first_dose,
        weight_kg=opened.weight_kg,
        weight_measured_on=opened.weight_measured_on,
        age_years=opened.age_years,
    )


def admit_plan(plan: DosePlanned, around: Circumstances) -> Answer:
    """Refused above a refusing ceiling; above a reviewing one only with the prescriber's reason."""
    refused = refuse_a_plan(around.facts)
    if refused is not None:
        return refused
    findings = check_plan(around.protocol, plan, around.dose_facts)
    return _judge(findings, review_reason=plan.review_reason)


def admit_check(
    session: Session, candidate: Candidate, body: DoseChecked, protocol: Protocol
) -> Answer:
    """By another person than the planner, reading what the plan says."""
    plan = session.doses.plan(body.plan_id)
    if plan is None:
        return Refused(sentence="The plan to check is not in this record.")
    alone = relaxes(session, protocol, "second_reading_of_dose")
    if plan.planned.author_id == candidate.author_id and not alone:
        return Refused(
            sentence=f"{candidate.author_name} planned this dose. Somebody else checks it."
        )
    return _judge(check_second_reading(plan.planned.body, body), review_reason="")


def admit_infusion(
    session: Session, candidate: Candidate, body: InfusionStarted, around: Circumstances
) -> Answer:
    """An infusion begins on a checked plan and, as the first dose, through the start gate."""
    if body.already_happened:
        return _already_happened(body)
    if session.doses.running is not None:
        return Refused(sentence="An infusion runs already. Change its rate, or stop it first.")
    plan = session.doses.plan(body.plan_id)
    refusal = _no_start(session) or _no_checked_plan(session, plan, around)
    if plan is None or refusal is not None:
        return refusal or Refused(sentence=NO_PLAN)
    if body.drug.casefold() != plan.planned.body.drug.casefold():
        return Refused(sentence=f"The plan is {plan.planned.body.drug}, not {body.drug}.")
    if session.doses.given_under(plan.plan_id, candidate.occurred_at) > 0:
        return Refused(
            sentence="This plan has been started already. Plan what more is to be given."
        )
    findings = check_start(around.protocol, body, plan.planned.body, around.dose_facts)
    return _through_the_gate(session, plan, findings, around)


def admit_dose(
    session: Session, candidate: Candidate, body: DoseGiven, around: Circumstances
) -> Answer:
    """An injection, device or tablet on a checked plan, not more than the plan in all."""
    if body.already_happened:
        return _already_happened(body)
    plan = session.doses.plan(body.plan_id)
    refusal = _no_start(session) or _no_checked_plan(session, plan, around)
    if plan is None or refusal is not None:
        return refusal or Refused(sentence=NO_PLAN)
    planned = plan.planned.body
    if (body.drug.casefold(), body.route) != (planned.drug.casefold(), planned.route):
        return Refused(sentence=f"The plan is {planned.drug} by route {planned.route.value}.")
    total_mg = session.doses.given_under(plan.plan_id, candidate.occurred_at) + body.dose_mg
    if body.dose_mg <= 0 or total_mg > planned.dose_mg:
        return Refused(
            sentence=f"The plan is {in_words(planned.dose_mg, 'mg')}; with this it would be "
            f"{in_words(total_mg, 'mg')}. Plan what more is to be given."
        )
    findings = (
        *check_plan(around.protocol, planned, around.dose_facts),
        *arithmetic_findings(body, severity=Severity.REFUSE),
        *_device_rest(session, candidate, around.protocol, around.now),
    )
    return _through_the_gate(session, plan, findings, around)


NO_PLAN = "No dose is planned for this start."


def _already_happened(body: DoseGiven | InfusionStarted) -> Answer:
    if not body.reason.strip():
        return Refused(sentence="Say in a few words why it was given before it was charted.")
    return Admitted(notices=("Charted as already given: it did not pass the start gate.",))


def _no_start(session: Session) -> Refused | None:
    if session.is_closed:
        return Refused(sentence="The record is closed. What was given is charted as already given.")
    if session.frame.dosing_ended is not None:
        return Refused(sentence="Dosing has been ended for this session.")
    if session.home.handed_over is not None:
        return Refused(sentence="The person has gone home.")
    if session.harm.emergency is not None:
        return Refused(sentence="There is an emergency. No dose is started in it.")
    return None


def _no_checked_plan(session: Session, plan: Plan | None, around: Circumstances) -> Refused | None:
    if plan is None:
        return Refused(sentence=NO_PLAN)
    if not plan.agreeing_checks(alone_is_enough=_one_may_check(session, plan, around)):
        return Refused(sentence="No second person has checked this plan as it stands.")
    return None


def _one_may_check(session: Session, plan: Plan, around: Circumstances) -> bool:
    """A variant's single reader is not enough where the protocol wants two clinicians to review."""
    findings = check_plan(around.protocol, plan.planned.body, around.dose_facts)
    two_people = any(finding.second_clinician for finding in findings)
    return relaxes(session, around.protocol, "second_reading_of_dose") and not two_people


def _through_the_gate(
    session: Session, plan: Plan, findings: tuple[DoseFinding, ...], around: Circumstances
) -> Answer:
    judged = _judge(findings, review_reason=plan.planned.body.review_reason)
    if isinstance(judged, Refused):
        return judged
    if session.first_dose_at is not None:
        return _said_no(around.facts) or judged
    gate = start_gate(session, around.protocol, around.facts, around.now)
    if not is_open(gate):
        shut = unmet(gate)
        return Refused(
            sentence=f"Not yet: {len(shut)} of {len(gate)} are open. First: {shut[0].detail}",
            facts=gate,
        )
    return Admitted(facts=gate, notices=judged.notices)


def _said_no(facts: tuple[Fact, ...]) -> Refused | None:
    """A later dose passes no gate of its own; but a consent that was withdrawn stops it as well."""
    withdrawn = said_no(facts)
    if not withdrawn:
        return None
    return Refused(
        sentence=f"The consent to treatment does not stand: {withdrawn[0].detail} "
        "What was given is charted as already given.",
        facts=withdrawn,
    )


def _device_rest(
    session: Session, candidate: Candidate, protocol: Protocol, now: datetime
) -> tuple[DoseFinding, ...]:
    """A device sooner than the rest after the one before is pointed out, not refused."""
    dose, given = protocol.dose, session.doses.given
    if not isinstance(dose, DeviceDose) or not given:
        return ()
    rest = dose.rest_between_devices
    rests_until = given[-1].at + timedelta(minutes=float(rest.value))
    if candidate.occurred_at >= rests_until:
        return ()
    sentence = f"{rest.words} of rest between devices: until {clock_time(rests_until, now)}."
    return (
        DoseFinding(
            code="device_rest", severity=Severity.INFO, sentence=sentence, source=rest.source
        ),
    )


def _judge(findings: Iterable[DoseFinding], *, review_reason: str) -> Admitted | Refused:
    """Refusals refuse; reviews ask for a reason; everything else is shown beside the entry."""
    found = tuple(findings)
    for finding in found:
        if finding.severity is Severity.REFUSE:
            return Refused(sentence=finding.sentence)
    for finding in found:
        if finding.severity is Severity.REVIEW and not review_reason.strip():
            return Refused(sentence=f"{finding.sentence} The prescriber gives a reason.")
    return Admitted(notices=tuple(finding.sentence for finding in found))


__all__ = [
    "ADMITTED",
    "Circumstances",
    "admit_check",
    "admit_dose",
    "admit_infusion",
    "admit_plan",
    "dose_facts_of",
]
