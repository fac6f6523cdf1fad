"""What happened in many sessions: each limit at three points, and nobody looking is no "no"."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from holdspace.domain.proportions import Rate
from holdspace.domain.session_facts import (
    CallFact,
    DrugFact,
    HarmFact,
    RatingFact,
    ReadingFact,
    SessionFacts,
)
from holdspace.domain.session_rates import AnswerTimes, answer_times, session_rates

AT = datetime(2026, 3, 9, 10, tzinfo=UTC)
EMPTY = {each.name: () for each in fields(SessionFacts) if "tuple" in str(each.type)}


def session(**known) -> SessionFacts:
    """One with a dose, in which nobody looked at anything else."""
    nothing = {each.name: None for each in fields(SessionFacts)}
    return SessionFacts(**{**nothing, **EMPTY, "emergencies": 0, "first_dose_at": AT, **known})


def reading(value: int) -> ReadingFact:
    return ReadingFact(value=Decimal(value), at=AT, minutes=30, by="hand")


def rating(score: int) -> RatingFact:
    return RatingFact(score=score, at=AT, minutes=30)


def said(code: str, *sessions: SessionFacts) -> tuple[Rate, int]:
    found = {one.code: one for one in session_rates(sessions).happened}
    return found[code].rate, found[code].nobody_looked


@pytest.mark.parametrize(
    ("systolic", "diastolic", "count"),
    [(179, 109, 0), (180, 80, 1), (181, 80, 1), (120, 110, 1), (120, 111, 1)],
)
def test_a_hypertensive_episode_begins_at_180_or_110(systolic, diastolic, count):
    one = session(peak_systolic=reading(systolic), peak_diastolic=reading(diastolic))

    assert said("hypertensive", one) == (Rate(count=count, of=1), 0)


def test_one_pressure_alone_is_enough_to_have_looked():
    assert said("hypertensive", session(peak_systolic=reading(190))) == (Rate(count=1, of=1), 0)


@pytest.mark.parametrize("code", ["hypertensive", "low_oxygen", "vomited", "distress"])
def test_a_session_in_which_nobody_looked_is_in_no_denominator(code):
    assert said(code, session()) == (Rate(count=0, of=0), 1)


@pytest.mark.parametrize(("spo2", "count"), [(89, 1), (90, 0), (91, 0)])
def test_oxygen_is_low_under_90(spo2, count):
    assert said("low_oxygen", session(lowest_spo2=reading(spo2)))[0].count == count


@pytest.mark.parametrize(("score", "count"), [(6, 0), (7, 1), (8, 1)])
def test_distress_counts_from_7(score, count):
    assert said("distress", session(highest_distress=rating(score)))[0].count == count


@pytest.mark.parametrize(
    ("grade", "count"), [("moderate", 0), ("severe", 1), ("life_threatening", 1)]
)
def test_harm_counts_from_severe(grade, count):
    harm = HarmFact(term="x", grade=grade, action="", outcome="resolved", at=AT)

    assert said("harm", session(adverse_events=(harm,)))[0] == Rate(count=count, of=1)


def test_what_is_always_charted_is_of_every_session():
    drug = DrugFact(drug="x", amount=Decimal(1), unit="mg", route="iv", at=AT, minutes=5)

    assert said("rescue", session(rescues=(drug,)), session()) == (Rate(count=1, of=2), 0)
    assert said("emergency", session(emergencies=2), session()) == (Rate(count=1, of=2), 0)


def test_a_session_without_a_dose_is_in_nothing():
    found = session_rates([session(first_dose_at=None, emergencies=1)])

    assert (found.sessions, {one.rate.of for one in found.happened}) == (0, {0})


def test_a_call_that_nobody_answered_is_asked_and_not_answered():
    calls = tuple(
        CallFact(at=AT, seconds_to_answer=seconds, was_not_reached=seconds is None)
        for seconds in (40, 8, None, 12)
    )

    found = session_rates([session(help_calls=calls)]).help_calls

    assert found == AnswerTimes(asked=4, answered=3, median_seconds=Decimal(12), slowest_seconds=40)
    assert found.unanswered == 1


def test_without_calls_there_is_no_time():
    assert answer_times([]) == AnswerTimes(
        asked=0, answered=0, median_seconds=None, slowest_seconds=None
    )
