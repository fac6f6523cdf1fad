"""What was answered on the day: until midnight before a dose, until the person is home after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from holdspace.domain.readiness import (
    QUESTIONS,
    Answer,
    SignedConsent,
    answer_fact,
    consent_fact,
)
from holdspace.domain.session_events import Fact, Met

BERLIN = ZoneInfo("Europe/Berlin")
MIDNIGHT = datetime(2026, 11, 25, 23, 0, tzinfo=UTC)
"""In the clinic."""
SECOND = timedelta(seconds=1)
TIER = next(one for one in QUESTIONS if one.code == "suicide_risk_tier")
ASKED = Answer(met=Met.MET, detail="Low.", at=MIDNIGHT - timedelta(hours=3), by="Ana")


@pytest.mark.parametrize(
    ("now", "met"),
    [(MIDNIGHT - SECOND, Met.MET), (MIDNIGHT, Met.UNKNOWN), (MIDNIGHT + SECOND, Met.UNKNOWN)],
)
def test_before_a_dose_an_answer_of_the_day_ends_at_midnight(now, met) -> None:
    assert answer_fact(TIER, ASKED, now, BERLIN).met is met


@pytest.mark.parametrize(
    ("dosed_at", "met"),
    [(MIDNIGHT - SECOND, Met.MET), (MIDNIGHT, Met.UNKNOWN), (MIDNIGHT + SECOND, Met.UNKNOWN)],
)
def test_after_a_dose_it_stands_until_the_person_is_home(dosed_at, met) -> None:
    now = MIDNIGHT + timedelta(hours=2)

    assert answer_fact(TIER, ASKED, now, BERLIN, dosed_at).met is met


def test_what_was_answered_after_midnight_counts_too() -> None:
    asked_again = Answer(met=Met.UNMET, detail="High.", at=MIDNIGHT + SECOND, by="Ana")
    now = MIDNIGHT + timedelta(hours=2)

    assert answer_fact(TIER, asked_again, now, BERLIN, MIDNIGHT - SECOND).met is Met.UNMET


SIGNED_AT = MIDNIGHT - timedelta(hours=9)
SAID_AT = MIDNIGHT - timedelta(hours=3)
SAID_AGAIN = Answer(met=Met.MET, detail="", at=SAID_AT, by="Ana")
NOW = MIDNIGHT - timedelta(hours=2)


def consent_of_the_day(**signed) -> Fact:
    known = {"signed_at": SIGNED_AT, "withdrawn_at": None, "is_current_text": True} | signed
    return consent_fact(SignedConsent(**known), SAID_AGAIN, NOW, BERLIN)


@pytest.mark.parametrize(
    ("withdrawn_at", "met"),
    [
        (None, Met.MET),
        (SAID_AT - SECOND, Met.MET),
        (SAID_AT, Met.UNKNOWN),
        (SAID_AT + SECOND, Met.UNKNOWN),
    ],
    ids=["nothing", "before it was said", "as it was said", "after it was said"],
)
def test_what_was_said_again_today_is_void_after_a_withdrawal(withdrawn_at, met) -> None:
    fact = consent_of_the_day(last_withdrawn_at=withdrawn_at)

    assert fact.met is met


@pytest.mark.parametrize(
    ("signed_at", "met"),
    [
        (SAID_AT - SECOND, Met.MET),
        (SAID_AT, Met.MET),
        (SAID_AT + SECOND, Met.UNKNOWN),
    ],
    ids=["signed before", "signed with it", "signed after"],
)
def test_what_was_said_before_the_signature_does_not_say_it_again(signed_at, met) -> None:
    assert consent_of_the_day(signed_at=signed_at).met is met


def test_a_withdrawn_treatment_is_a_no_whatever_was_said() -> None:
    assert consent_of_the_day(withdrawn_at=NOW, last_withdrawn_at=NOW).met is Met.UNMET
