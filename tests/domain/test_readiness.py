"""What was answered on the day: until midnight before a dose, until the person is home after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from holdspace.domain.readiness import QUESTIONS, Answer, answer_fact
from holdspace.domain.session_events import Met

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
