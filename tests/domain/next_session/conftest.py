"""A session that was borne well, in somebody who is a third better: each test changes one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.course_plan import PersonPlanned
from holdspace.domain.dose_ladder import ladder_for
from holdspace.domain.review import propose
from holdspace.domain.review_inputs import NextWish, ReviewInputs, RiskKnown
from holdspace.domain.review_parts import Input, Part
from holdspace.domain.review_scores import CourseScores
from holdspace.domain.session_facts import (
    CallFact,
    DrugFact,
    RatingFact,
    ReadingFact,
    SessionFacts,
)
from holdspace.domain.weight_basis import Body
from holdspace.protocols.loader import load_protocol

ZERO = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
IV = load_protocol("iv-racemic-0.5mgkg-40min", 1)
ESKETAMINE = load_protocol("nasal-esketamine-trd", 1)
IM = load_protocol("im-racemic-two-tier", 1)


def at(minutes: float) -> datetime:
    return ZERO + timedelta(minutes=minutes)


def reading(value, minutes=30) -> ReadingFact:
    return ReadingFact(value=Decimal(value), at=at(minutes), minutes=minutes, by="hand")


def rating(score, minutes=30) -> RatingFact:
    return RatingFact(score=score, at=at(minutes), minutes=minutes)


def rescue(drug="midazolam", minutes=25) -> DrugFact:
    return DrugFact(
        drug=drug, amount=Decimal(1), unit="mg", route="iv", at=at(minutes), minutes=minutes
    )


def call(seconds=9, *, unheard=False) -> CallFact:
    return CallFact(at=at(20), seconds_to_answer=seconds, was_not_reached=unheard)


def named(name="A finding", words="as it was read") -> Input:
    return Input(name=name, words=words, as_of=ZERO, source="the screening")


def a_wish(company="same", depth="deeper", *, enough=False) -> NextWish:
    return NextWish(
        company=company,
        depth=depth,
        has_had_enough=enough,
        words="",
        said_at=ZERO,
        by="the person",
    )


def scored(percent="30", **changes) -> CourseScores:
    """PHQ-9 from 20 to what the percentage makes of it."""
    improved = None if percent is None else Decimal(percent)
    latest = Decimal(20) - Decimal(20) * (improved or Decimal(0)) / 100
    given = {
        "code": "phq9", "name": "PHQ-9", "baseline": Decimal(20), "baseline_at": ZERO,
        "latest": latest, "latest_at": at(3000), "improved_percent": improved,
        "has_responded": improved is not None and improved >= 50, "is_remitted": latest < 5,
        "worse": (), "is_losing": False, "relapse": "",
    }  # fmt: skip
    return CourseScores(**{**given, **changes})


def a_session(**changes) -> SessionFacts:
    given = {
        "protocol_name": IV.name, "protocol_version": 1, "cycle_number": 1, "opened_at": at(-60),
        "is_closed": True, "first_dose_at": ZERO, "drug": "ketamine", "route": IV.route,
        "dose_mg": Decimal(35), "dose_mg_per_kg": Decimal("0.5"), "weight_kg": Decimal(70),
        "devices": None, "planned_mg": Decimal(35), "tier": "", "dosing_minutes": 40,
        "was_paused": False, "was_given_in_part": False, "dose_is_counted_on": False,
        "baseline_systolic_mmhg": Decimal(120), "baseline_diastolic_mmhg": Decimal(78),
        "peak_systolic": reading(140), "peak_diastolic": reading(88), "lowest_spo2": reading(97),
        "pressure_readings": 9, "highest_nausea": rating(1), "highest_distress": rating(2),
        "deepest_sedation": rating(5), "highest_dissociation": rating(8), "dissociation_rise": 8,
        "vomited": False, "observed": (), "rescues": (), "comfort_drugs": (), "adverse_events": (),
        "emergencies": 0, "help_calls": (), "signals_taken": (), "guidance_planned": 1,
        "guidance_delivered": (), "highest_rung": None, "music_changes": (), "first_words": (),
        "themes": (), "helped": (), "ready_at": at(100), "minutes_to_ready": 100,
        "went_home_at": at(110), "went_home_how": "handed_over", "outcome": "completed",
        "unknown": (),
    }  # fmt: skip
    return SessionFacts(**{**given, **changes})


def inputs_of(protocol=IV, facts=None, **changes) -> ReviewInputs:
    given = {
        "protocol": protocol,
        "ladder": ladder_for(protocol, 40),
        "facts": a_session(**(facts or {})),
        "scores": scored(),
        "wish": a_wish(),
        "risk": RiskKnown(tier="none", words="none", as_of=ZERO, source="Ana Silva"),
        "blunting": (),
        "person": PersonPlanned(
            body=Body(weight_kg=Decimal(70)), age_years=40, had_doses_before=True
        ),
        "session_on": date(2026, 3, 2),
        "number": 1,
        "planned_sessions": 6,
        "induction_sessions": 6,
        "next_on": date(2026, 3, 5),
        "today": date(2026, 3, 4),
    }
    return ReviewInputs(**{**given, **changes})


def part_of(part: Part, **changes):
    return propose(inputs_of(**changes)).part(part)


@pytest.fixture(scope="session")
def base() -> ReviewInputs:
    return inputs_of()


def with_facts(inputs: ReviewInputs, **changes) -> ReviewInputs:
    return replace(inputs, facts=replace(inputs.facts, **changes))
