"""What stands in the record and asks to be looked at: charted all the same, and never hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.dose_arithmetic import arithmetic_findings
from holdspace.domain.dose_ceilings import DoseFacts, ceiling_finding
from holdspace.domain.protocol import Quantity, Severity
from holdspace.domain.quantities import in_words
from holdspace.domain.second_check import unchecked_doses
from holdspace.domain.session_events import DosePlanned
from holdspace.domain.session_variant import variant_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Kept, Session
    from holdspace.domain.session_events import DoseGiven, InfusionStarted

HOW_MUCH = frozenset({Quantity.DOSE_MG, Quantity.DOSE_MG_PER_KG})


@dataclass(frozen=True, kw_only=True)
class Flag:
    """One thing to look at, in a sentence, and the entry it stands on."""

    code: str
    sentence: str
    at: datetime | None = None
    event_id: UUID | None = None


def flags(session: Session, protocol: Protocol, now: datetime) -> tuple[Flag, ...]:
    """Everything in the record that was let in with a mark on it."""
    found = (
        *_variant(session, protocol),
        *_without_the_gate(session),
        *_after_the_closing(session),
        *_without_a_second_check(session, protocol),
        *_more_than_planned(session, now),
        *_above_ceiling(session, protocol, now),
        *_arithmetic(session),
        *_implausible(session),
        *_without_an_infusion(session),
    )
    return tuple(found)


def _variant(session: Session, protocol: Protocol) -> Iterable[Flag]:
    variant = variant_of(session, protocol)
    if variant is not None:
        yield Flag(code="variant", sentence=f"{variant.title}: {variant.sentence}")


def _without_the_gate(session: Session) -> Iterable[Flag]:
    doses: tuple[Kept[InfusionStarted | DoseGiven], ...] = (
        *session.doses.started,
        *session.doses.given,
    )
    for one in doses:
        if one.body.already_happened:
            yield Flag(
                code="charted_as_already_given",
                sentence=f"Charted as already given, without the gate: {one.body.reason}",
                at=one.at,
                event_id=one.event_id,
            )
    zero = session.first_dose_at
    released = any(one.at <= zero for one in session.frame.releases) if zero else True
    if not released:
        yield Flag(
            code="no_release", sentence="The first dose did not pass the start gate.", at=zero
        )


def _after_the_closing(session: Session) -> Iterable[Flag]:
    """A tablet that had not heard of the closing went on."""
    closed = session.frame.closed
    if closed is None:
        return
    doses: tuple[Kept[InfusionStarted | DoseGiven], ...] = (
        *session.doses.started,
        *session.doses.given,
    )
    for one in doses:
        if one.at > closed.at:
            yield Flag(
                code="given_after_closing",
                sentence=(
                    f"Given after {closed.author_name} had closed the record. "
                    "What the closing says was not written with this dose in mind."
                ),
                at=one.at,
                event_id=one.event_id,
            )


def _without_a_second_check(session: Session, protocol: Protocol) -> Iterable[Flag]:
    for one in unchecked_doses(session, protocol):
        yield Flag(
            code="second_check_outstanding" if one.is_outstanding else "second_check_late",
            sentence=one.sentence,
            at=one.dose.at,
            event_id=one.dose.event_id,
        )


def _more_than_planned(session: Session, now: datetime) -> Iterable[Flag]:
    for plan in session.doses.plans:
        given, planned = session.doses.given_under(plan.plan_id, now), plan.planned.body.dose_mg
        if given > planned:
            words = f"{in_words(given, 'mg')} given on a plan of {in_words(planned, 'mg')}."
            if session.doses.is_counted_past_its_plan(now):
                words += " That is the charted rate counted on: no stop is charted."
            yield Flag(code="more_than_planned", sentence=words, event_id=plan.plan_id)


def _above_ceiling(session: Session, protocol: Protocol, now: datetime) -> Iterable[Flag]:
    """The whole amount given, held to the protocol's ceilings as if it had been planned."""
    total_mg = session.given_mg(now)
    if total_mg <= 0:
        return
    whole = DosePlanned(drug=protocol.drug, route=protocol.route, dose_mg=total_mg)
    opened = session.opened
    facts = DoseFacts(
        now=now,
        is_first_session=opened.is_first_dose if opened else None,
        weight_kg=session.weight_kg,
    )
    for ceiling in protocol.ceilings:
        if ceiling.quantity in HOW_MUCH and ceiling.severity is Severity.REFUSE:
            for finding in ceiling_finding(ceiling, whole, facts):
                yield Flag(code="above_ceiling", sentence=f"Given: {finding.sentence}")


def _arithmetic(session: Session) -> Iterable[Flag]:
    for one in session.doses.given:
        for finding in arithmetic_findings(one.body, severity=Severity.INFO):
            yield Flag(
                code="arithmetic", sentence=finding.sentence, at=one.at, event_id=one.event_id
            )


def _implausible(session: Session) -> Iterable[Flag]:
    for one in session.vitals:
        if one.body.implausible_reason:
            yield Flag(
                code="implausible_reading",
                sentence=f"Outside the plausible range: {one.body.implausible_reason}",
                at=one.body.measured_at,
                event_id=one.event_id,
            )


def _without_an_infusion(session: Session) -> Iterable[Flag]:
    """A change of an infusion that is not here (yet): it may still arrive from another tablet."""
    started_at = {one.event_id: one.at for one in session.doses.started}
    for change in session.doses.changes:
        start = started_at.get(change.body.infusion_id)
        sentence = (
            "A change of an infusion whose start is not in the record."
            if start is None
            else "A change of an infusion is charted before its start: it does not count."
        )
        if start is None or change.at < start:
            yield Flag(
                code="no_infusion", sentence=sentence, at=change.at, event_id=change.event_id
            )
