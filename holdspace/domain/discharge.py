"""The discharge gate: what must be true before a clinician signs that the person may go home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain import discharge_person, discharge_vitals
from holdspace.domain.discharge_look import Answer, Look
from holdspace.domain.protocol import CriterionCode
from holdspace.domain.session_events import Fact

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session

RULES: dict[CriterionCode, Callable[[Look], Answer]] = {
    CriterionCode.MINIMUM_TIME: discharge_vitals.minimum_time,
    CriterionCode.AWAKE: discharge_person.awake,
    CriterionCode.DISSOCIATION_RESOLVED: discharge_person.dissociation_resolved,
    CriterionCode.PRESSURE_BACK: discharge_vitals.pressure_back,
    CriterionCode.PRESSURE_NOT_RISING: discharge_vitals.pressure_not_rising,
    CriterionCode.PRESSURE_FALLING_AND_STABLE: discharge_vitals.pressure_falling_and_stable,
    CriterionCode.OXYGEN_BACK: discharge_vitals.oxygen_back,
    CriterionCode.BREATHING_BACK: discharge_vitals.breathing_back,
    CriterionCode.HEART_RATE_BACK: discharge_vitals.heart_rate_back,
    CriterionCode.ALDRETE: discharge_person.aldrete,
    CriterionCode.PADSS: discharge_person.padss,
    CriterionCode.STEADY_GAIT: discharge_person.seen,
    CriterionCode.NAUSEA_LOW: discharge_person.nausea_low,
    CriterionCode.NO_VOMITING: discharge_person.no_vomiting,
    CriterionCode.DRANK_FLUIDS: discharge_person.seen,
    CriterionCode.ORIENTED: discharge_person.seen,
    CriterionCode.DISTRESS_LOW: discharge_person.distress_low,
    CriterionCode.NO_HIGH_SUICIDE_RISK: discharge_person.no_high_suicide_risk,
    CriterionCode.RESCUE_WAIT: discharge_vitals.rescue_wait,
    CriterionCode.ESCORT_PRESENT: discharge_person.escort_present,
    CriterionCode.INSTRUCTIONS_GIVEN: discharge_person.instructions_given,
    CriterionCode.ACCESS_REMOVED: discharge_person.seen,
    CriterionCode.ADVERSE_EVENTS_RECORDED: discharge_person.seen,
}

NOTED: dict[str, str] = {
    "steady_gait": "Walks steadily, seen by you",
    "drank_fluids": "Drank and kept it down",
    "oriented": "Knows who, where and when",
    "dissociation_resolved": "Fully back, says so and looks so",
    "no_high_suicide_risk": "Asked again: no high suicide risk",
    "instructions_written": "Instructions handed over in writing",
    "instructions_spoken": "Instructions gone through in words",
    "access_removed": "Line out, site looks well",
    "adverse_events_recorded": "Every adverse event is written down",
}
"""The codes a person answers with `CriterionNoted`, as the room asks them."""


def discharge_gate(
    session: Session, protocol: Protocol, outside: tuple[Fact, ...], now: datetime
) -> tuple[Fact, ...]:
    """One fact for each of the protocol's criteria, in its order. Unknown keeps the gate shut.

    `outside` brings what the room does not know by itself: `suicide_risk_tier`.
    Nothing here can be overridden; the clinician's signature is an act of its own.
    """
    return tuple(
        _fact(
            Look(criterion=criterion, session=session, protocol=protocol, outside=outside, now=now)
        )
        for criterion in protocol.discharge.criteria
    )


def minimum_time_ends_at(session: Session, protocol: Protocol, now: datetime) -> datetime | None:
    """When the minimum time is over, for the clock on the screen; None while it cannot be said."""
    criterion = protocol.discharge.criterion(CriterionCode.MINIMUM_TIME)
    if criterion is None:
        return None
    look = Look(criterion=criterion, session=session, protocol=protocol, outside=(), now=now)
    return discharge_vitals.minimum_ends_at(look)


def _fact(look: Look) -> Fact:
    answer = RULES[look.criterion.code](look)
    return Fact(
        code=look.criterion.code.value,
        met=answer.met,
        detail=answer.detail,
        source=look.criterion.source,
        as_of=answer.as_of,
    )
