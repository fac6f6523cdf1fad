"""The sessions a course plans: each with its day and its dose, held to the protocol's own rules.

Spacing and dose are asked with the same ceilings that the room asks when a dose is planned. What a
protocol refuses is refused here too; everything else is a finding that the prescriber has read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.dose_ceilings import DoseFacts, PreviousDose, ceiling_finding
from holdspace.domain.dose_finding import DoseFinding
from holdspace.domain.dosing import check_plan
from holdspace.domain.protocol import PerKilogramDose, Quantity, Severity
from holdspace.domain.session_events import DosePlanned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.rhythms import Rhythm
    from holdspace.domain.weight_basis import Body

SPACING = frozenset(
    {Quantity.HOURS_SINCE_DOSE, Quantity.DOSES_IN_168_HOURS, Quantity.DOSES_SAME_DAY}
)
OF_THE_DAY = frozenset({"weight_old", "weight_changed", "no_minutes", "unknown_day_of_weighing"})
"""Asked when the dose is planned in the room: a plan for weeks cannot answer them."""
SERIES = (4, 8)
SERIES_DAYS = (7, 28)
SERIES_SOURCE = "MCI: an induction is 4 to 8 sessions in 7 to 28 days; clinical reference 2.2"
NO_MG = Decimal(0)
_SAME_TIME = time(12)


@dataclass(frozen=True, kw_only=True)
class PlannedSession:
    """One session as the plan has it. Dose in mg; None: not planned yet."""

    number: int
    on: date
    dose_mg: Decimal | None = None
    tier: str | None = None
    is_past: bool = False
    """It has had its session: its day and dose are history, and nothing is found in it."""


@dataclass(frozen=True, kw_only=True)
class PersonPlanned:
    """What is known about the person the plan is for. None is unknown, never "no"."""

    body: Body
    age_years: int | None = None
    indication: str | None = None
    had_doses_before: bool | None = None
    """Before this course."""


@dataclass(frozen=True, kw_only=True)
class PlanFinding:
    """What is to be read about one session of the plan; `number` 0: about the series."""

    number: int
    finding: DoseFinding

    @property
    def is_refused(self) -> bool:
        return self.finding.severity is Severity.REFUSE


def plan_findings(
    protocol: Protocol,
    sessions: Sequence[PlannedSession],
    person: PersonPlanned,
    rhythm: Rhythm | None = None,
) -> tuple[PlanFinding, ...]:
    """Everything to say about a plan, refusals first, then by session."""
    found = [
        PlanFinding(number=each.number, finding=finding)
        for place, each in enumerate(sessions)
        if not each.is_past
        for finding in _of_one(protocol, each, sessions[:place], person)
    ]
    found += [PlanFinding(number=0, finding=each) for each in _of_series(sessions, rhythm)]
    rank = tuple(Severity).index
    return tuple(sorted(found, key=lambda one: (rank(one.finding.severity), one.number)))


def _of_one(
    protocol: Protocol,
    session: PlannedSession,
    before: Sequence[PlannedSession],
    person: PersonPlanned,
) -> tuple[DoseFinding, ...]:
    if before and session.on < before[-1].on:
        sentence = f"Session {session.number} is planned before session {before[-1].number}."
        return (_finding("out_of_order", Severity.REFUSE, sentence, "product 0.2"),)
    facts = _facts(session, before, person)
    if session.dose_mg is None:
        probe = _dose(protocol, session)
        spacing = [one for one in protocol.ceilings if one.quantity in SPACING]
        return tuple(found for one in spacing for found in ceiling_finding(one, probe, facts))
    findings = check_plan(protocol, _dose(protocol, session), facts)
    return tuple(one for one in findings if one.code not in OF_THE_DAY)


def _facts(
    session: PlannedSession, before: Sequence[PlannedSession], person: PersonPlanned
) -> DoseFacts:
    weight_kg = person.body.weight_kg
    return DoseFacts(
        now=_moment(session.on),
        is_first_session=False if before or person.had_doses_before else _no(person),
        weight_kg=weight_kg,
        height_cm=person.body.height_cm,
        sex=person.body.sex,
        age_years=person.age_years,
        indication=person.indication,
        previous_doses=tuple(
            PreviousDose(
                given_at=_moment(one.on),
                dose_mg=one.dose_mg or NO_MG,
                # Without a planned dose nobody knows the step from it: that is said, not guessed.
                weight_kg=weight_kg if one.dose_mg is not None else None,
            )
            for one in before
        ),
    )


def _dose(protocol: Protocol, session: PlannedSession) -> DosePlanned:
    over = protocol.dose.over if isinstance(protocol.dose, PerKilogramDose) else None
    return DosePlanned(
        drug=protocol.drug,
        route=protocol.route,
        dose_mg=session.dose_mg or NO_MG,
        over_minutes=over.value if over else None,
        tier=session.tier,
    )


def _no(person: PersonPlanned) -> bool | None:
    """The first of this course is the first of all only when nobody gave one elsewhere."""
    return None if person.had_doses_before is None else True


def _moment(day: date) -> datetime:
    """A plan knows days, not hours: two days are 48 hours, neither more nor less."""
    return datetime.combine(day, _SAME_TIME, UTC)


def _of_series(
    sessions: Sequence[PlannedSession], rhythm: Rhythm | None
) -> tuple[DoseFinding, ...]:
    found: list[DoseFinding] = []
    length = len(rhythm.induction_days) if rhythm else len(sessions)
    induction = sessions[:length]
    low, high = SERIES
    if induction and not low <= len(induction) <= high:
        sentence = f"{len(induction)} sessions: a series is {low} to {high} where it was studied."
        found.append(_finding("series_length", Severity.INFO, sentence, SERIES_SOURCE))
    days = (induction[-1].on - induction[0].on).days if induction else 0
    if days > SERIES_DAYS[1]:
        sentence = f"The series takes {days} days; where it was studied, up to {SERIES_DAYS[1]}."
        found.append(_finding("series_days", Severity.INFO, sentence, SERIES_SOURCE))
    if rhythm and rhythm.looked_at_after and len(sessions) > rhythm.looked_at_after:
        sentence = (
            f"After session {rhythm.looked_at_after} the benefit is judged before it goes on."
        )
        found.append(_finding("judge_benefit", Severity.INFO, sentence, rhythm.source))
    return tuple(found)


def _finding(code: str, severity: Severity, sentence: str, source: str) -> DoseFinding:
    return DoseFinding(code=code, severity=severity, sentence=sentence, source=source, inputs={})
