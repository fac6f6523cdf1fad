"""What one session came to, for whoever looks back at it: check-ins, visits, outcomes, review.

Read from the log alone, and only from what stands in it. What nobody asked or measured is None and
has its sentence in `unknown`: a session in which nausea was never asked about is none without it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from holdspace.domain.protocol import Score, Vital
from holdspace.domain.session_facts_parts import (
    MINUTE,
    CallFact,
    DrugFact,
    GuidanceFact,
    HarmFact,
    RatingFact,
    ReadingFact,
    SignalFact,
    calls,
    harms,
    highest,
    highest_score,
    lowest,
    lowest_score,
    minutes_after,
    other_drugs,
    ratings_after,
    readings_after,
    signals_taken,
    totals_after,
)
from holdspace.domain.vitals import Reading, baseline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.domain.session_events import Route

__all__ = [
    "CallFact",
    "DrugFact",
    "GuidanceFact",
    "HarmFact",
    "RatingFact",
    "ReadingFact",
    "SessionFacts",
    "SignalFact",
    "session_facts",
]

VOMITING = "vomiting"
MUSIC = "music"
NEAR_MG = Decimal(1)
"""What a pump and a chart may differ by without anybody having given less (design default)."""
WentHome = Literal["handed_over", "completed", "left_early", "cancelled"]


@dataclass(frozen=True, kw_only=True)
class SessionFacts:
    """One session, looked back at. None is unknown or does not apply; `unknown` says which."""

    protocol_name: str
    protocol_version: int
    cycle_number: int | None
    opened_at: datetime | None
    is_closed: bool

    # --- the dose
    first_dose_at: datetime | None
    """Time zero. None: no dose was given, and nothing below counts minutes."""
    drug: str
    route: Route
    dose_mg: Decimal | None
    """What was given in all, in mg of the session's drug."""
    dose_mg_per_kg: Decimal | None
    weight_kg: Decimal | None
    devices: int | None
    """Devices of a spray that were given; None by other routes."""
    planned_mg: Decimal | None
    tier: str
    dosing_minutes: int | None
    """From the first dose until the last was in; 0 for one injection; None while one runs."""
    was_paused: bool
    was_given_in_part: bool
    """Less than was planned went in."""
    dose_is_counted_on: bool
    """An infusion whose stop nobody charted: the mg are what the charted rate would have given."""

    # --- vital signs that were charted after the dose
    baseline_systolic_mmhg: Decimal | None
    baseline_diastolic_mmhg: Decimal | None
    peak_systolic: ReadingFact | None
    peak_diastolic: ReadingFact | None
    lowest_spo2: ReadingFact | None
    pressure_readings: int

    # --- how the person was
    highest_nausea: RatingFact | None
    highest_distress: RatingFact | None
    deepest_sedation: RatingFact | None
    """The lowest MOAA/S, 5 (awake) to 0."""
    highest_dissociation: RatingFact | None
    """The highest CADSS-6, 0 to 24. No target: more is not better."""
    dissociation_rise: int | None
    """Above the person's own value before the dose."""
    vomited: bool | None
    """False only when nausea was asked about and nobody charted vomiting."""
    observed: tuple[str, ...]
    """Codes of what was seen or said after the dose, in order of the first time."""

    # --- harm and its handling
    rescues: tuple[DrugFact, ...]
    comfort_drugs: tuple[DrugFact, ...]
    adverse_events: tuple[HarmFact, ...]
    emergencies: int
    help_calls: tuple[CallFact, ...]
    signals_taken: tuple[SignalFact, ...]

    # --- company
    guidance_planned: int | None
    guidance_delivered: tuple[GuidanceFact, ...]
    """Levels set in the room, in order; empty: the planned one held all through."""
    highest_rung: int | None
    """Of the steps for a hard experience; None: none was taken."""
    music_changes: tuple[str, ...]

    # --- return and home
    first_words: tuple[str, ...]
    themes: tuple[str, ...]
    helped: tuple[str, ...]
    ready_at: datetime | None
    """When a clinician signed that the person may go home."""
    minutes_to_ready: int | None
    """From the first dose to that signature."""
    went_home_at: datetime | None
    went_home_how: WentHome | None
    """How that is known: the hand-over, else the closing of the record."""
    outcome: str
    """How the record was closed: completed, cancelled, transferred, left_early; "" while open."""

    unknown: tuple[str, ...]
    """What nobody measured, asked or charted, a sentence each."""

    @property
    def had_a_dose(self) -> bool:
        return self.first_dose_at is not None

    @property
    def guidance_at_most(self) -> int | None:
        """The most company the person had: levels 0 to 4."""
        levels = [one.level for one in self.guidance_delivered]
        if self.guidance_planned is not None:
            levels.append(self.guidance_planned)
        return max(levels, default=None)


def session_facts(session: Session, protocol: Protocol, now: datetime) -> SessionFacts:
    """Everything a session came to, as it is known at `now`."""
    opened, zero = session.opened, session.first_dose_at
    given_mg = session.given_mg(now) if zero else None
    planned = session.doses.planned[-1].body if session.doses.planned else None
    ended_at = session.doses.last_dose_ended_at
    nausea = ratings_after(session, Score.NAUSEA)
    dissociation = totals_after(session, Score.CADSS6)
    ready = session.home.discharge_signed
    closed = session.frame.closed
    home_at, how = _went_home(session)
    facts = SessionFacts(
        protocol_name=protocol.name,
        protocol_version=protocol.version,
        cycle_number=opened.cycle_number if opened else None,
        opened_at=session.frame.opened.at if session.frame.opened else None,
        is_closed=session.is_closed,
        first_dose_at=zero,
        drug=protocol.drug,
        route=protocol.route,
        dose_mg=given_mg,
        dose_mg_per_kg=session.given_mg_per_kg(now) if zero else None,
        weight_kg=session.weight_kg,
        devices=_devices(session),
        planned_mg=planned.dose_mg if planned else None,
        tier=(planned.tier or "") if planned else "",
        dosing_minutes=minutes_after(zero, ended_at) if zero and ended_at else None,
        was_paused=_was_paused(session),
        was_given_in_part=_in_part(session, now),
        dose_is_counted_on=session.doses.is_counted_past_its_plan(now),
        baseline_systolic_mmhg=_baseline(session, Vital.SYSTOLIC),
        baseline_diastolic_mmhg=_baseline(session, Vital.DIASTOLIC),
        peak_systolic=highest(readings_after(session, Vital.SYSTOLIC)),
        peak_diastolic=highest(readings_after(session, Vital.DIASTOLIC)),
        lowest_spo2=lowest(readings_after(session, Vital.SPO2)),
        pressure_readings=len(readings_after(session, Vital.SYSTOLIC)),
        highest_nausea=highest_score(nausea),
        highest_distress=highest_score(ratings_after(session, Score.DISTRESS)),
        deepest_sedation=lowest_score(totals_after(session, Score.MOAAS)),
        highest_dissociation=highest_score(dissociation),
        dissociation_rise=_rise(session, highest_score(dissociation)),
        vomited=_vomited(session, was_asked=bool(nausea)),
        observed=_observed(session),
        rescues=other_drugs(session, rescue=True),
        comfort_drugs=other_drugs(session, rescue=False),
        adverse_events=harms(session),
        emergencies=len(session.harm.emergencies),
        help_calls=calls(session),
        signals_taken=signals_taken(session),
        guidance_planned=opened.guidance_level if opened else None,
        guidance_delivered=tuple(
            GuidanceFact(level=one.body.level, at=one.at) for one in session.person.guidance_levels
        ),
        highest_rung=max((one.body.rung for one in session.person.rungs), default=None),
        music_changes=tuple(
            one.body.detail for one in session.person.supports if one.body.code == MUSIC
        ),
        first_words=_notes(session, "first_words"),
        themes=_notes(session, "themes"),
        helped=_notes(session, "helped"),
        ready_at=ready.at if ready else None,
        minutes_to_ready=(ready.at - zero) // MINUTE if ready and zero else None,
        went_home_at=home_at,
        went_home_how=how,
        outcome=closed.body.outcome if closed else "",
        unknown=(),
    )
    return replace(facts, unknown=tuple(_unknown(facts)))


def _devices(session: Session) -> int | None:
    counted = [one.body.devices for one in session.doses.given if one.body.devices is not None]
    return sum(counted) if counted else None


def _was_paused(session: Session) -> bool:
    return any(bar.rate_ml_per_hour == 0 for one in session.doses.infusions for bar in one.bars)


def _in_part(session: Session, now: datetime) -> bool:
    """Whether the last plan that was begun was not given whole. A milligram is within reading."""
    begun = [
        (plan.planned.body.dose_mg, given)
        for plan in session.doses.plans
        if (given := session.doses.given_under(plan.plan_id, now)) > 0
    ]
    if not begun or session.doses.running is not None:
        return False
    planned, given = begun[-1]
    return planned - given > NEAR_MG


def _baseline(session: Session, vital: Vital) -> Decimal | None:
    """The person's own value before the dose, as the discharge gate knows it."""
    if session.first_dose_at is None:
        return None
    before = [
        Reading(vital=vital, value=value, measured_at=one.body.measured_at)
        for one in session.vitals
        if (value := getattr(one.body, vital.value)) is not None
    ]
    found = baseline(before, before=session.first_dose_at)
    return found.mean if found else None


def _rise(session: Session, peak: RatingFact | None) -> int | None:
    zero = session.first_dose_at
    before = [
        sum(one.body.items)
        for one in session.person.scores_of(Score.CADSS6)
        if zero is not None and one.at < zero
    ]
    return peak.score - before[-1] if peak and before else None


def _vomited(session: Session, *, was_asked: bool) -> bool | None:
    zero = session.first_dose_at
    if zero and any(one.at >= zero for one in session.person.observed(VOMITING)):
        return True
    return False if was_asked else None


def _observed(session: Session) -> tuple[str, ...]:
    zero = session.first_dose_at
    codes = [one.body.code for one in session.person.observations if zero and one.at >= zero]
    return tuple(dict.fromkeys(codes))


def _notes(session: Session, topic: str) -> tuple[str, ...]:
    return tuple(one.body.text for one in session.person.notes if one.body.topic == topic)


def _went_home(session: Session) -> tuple[datetime | None, WentHome | None]:
    """Nobody who was taken elsewhere, or who had no dose, went home from a session."""
    if session.home.handed_over is not None:
        return session.home.handed_over.at, "handed_over"
    closed = session.frame.closed
    if closed is None or session.first_dose_at is None or closed.body.outcome == "transferred":
        return None, None
    return closed.at, closed.body.outcome


def _unknown(facts: SessionFacts) -> Iterator[str]:
    """What was not measured, not asked, not charted."""
    if not facts.had_a_dose:
        yield "No dose is charted in this session."
        return
    for value, sentence in (
        (facts.weight_kg, "No body weight: mg/kg cannot be said."),
        (facts.baseline_systolic_mmhg, "No blood pressure was charted before the dose."),
        (facts.peak_systolic, "No blood pressure was charted after the dose."),
        (facts.lowest_spo2, "No oxygen value was charted after the dose."),
        (facts.highest_nausea, "Nobody asked about nausea after the dose."),
        (facts.highest_distress, "Nobody asked about distress after the dose."),
        (facts.deepest_sedation, "Sedation was not scored after the dose."),
        (facts.highest_dissociation, "Dissociation was not scored after the dose."),
        (facts.guidance_planned, "No level of guidance was agreed before."),
        (facts.ready_at, "Nobody signed that the person was ready to go home."),
        (facts.went_home_at, "It is not charted that the person went home."),
    ):
        if value is None:
            yield sentence
    if facts.dose_is_counted_on:
        yield "No stop of the infusion is charted: the milligrams are the charted rate counted on."
    if facts.went_home_how not in {None, "handed_over"}:
        yield "No hand-over is charted: the closing of the record stands for it."
