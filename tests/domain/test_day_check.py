"""What the same-day rules make of one question of the gate; what is missing is never met."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.domain.day_check import ANSWERED_ELSEWHERE, GROUPS, day_fact, standings_today
from holdspace.domain.medicines import MedicineTaken
from holdspace.domain.readiness import QUESTIONS
from holdspace.domain.screening import RULES, Screened, Stated
from holdspace.domain.session_events import Met, Route

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
MEDICINES = next(each for each in GROUPS if each.question == "medicines_changed")
LORAZEPAM = MedicineTaken(typed="lorazepam 1 mg", ingredient="lorazepam")


def told(group, medicines=(), medicines_as_of=NOW, at=NOW, **said):
    known = {
        "medicines_listed_all": True, "medicine_changed": False,
        "blood_pressure_medicine_missed": False, **said,
    }  # fmt: skip
    screened = Screened(
        product="racemic", route=Route.INTRAVENOUS, region="eu", age_years=40,
        stated={
            code: Stated(value=value, as_of=at, source="Ana Silva") for code, value in known.items()
        },
        medicines=medicines, medicines_as_of=medicines_as_of, at=NOW,
    )  # fmt: skip
    return day_fact(group, standings_today(screened, {}), screened, UTC)


def test_a_whole_list_and_nothing_changed_is_met() -> None:
    assert told(MEDICINES).met is Met.MET


def test_a_sedative_that_nobody_knows_when_it_was_taken_is_not_known() -> None:
    assert told(MEDICINES, medicines=(LORAZEPAM,)).met is Met.UNKNOWN


@pytest.mark.parametrize(
    ("medicines", "as_of"),
    [(None, None), ((), NOW - timedelta(days=91))],
    ids=["nobody asked", "a list of three months ago"],
)
def test_a_list_that_is_missing_or_old_is_not_known(medicines, as_of) -> None:
    assert told(MEDICINES, medicines=medicines, medicines_as_of=as_of).met is Met.UNKNOWN


def test_a_change_is_a_no_and_says_what_would_clear_it() -> None:
    fact = told(MEDICINES, medicine_changed=True)

    assert fact.met is Met.UNMET
    assert "the prescriber signs" in fact.detail


def test_what_was_said_yesterday_answers_nothing() -> None:
    assert told(MEDICINES, at=NOW - timedelta(days=1)) is None


def test_every_group_is_a_question_of_the_gate() -> None:
    assert {each.question for each in GROUPS} <= {each.code for each in QUESTIONS}


def test_every_rule_of_the_day_has_its_place() -> None:
    """Capacity is the decision's: without it the decision does not stand."""
    of_the_day = {rule.id for rule in RULES if "day" in {one.value for one in rule.moments}}
    placed = ANSWERED_ELSEWHERE.union(*(each.rules for each in GROUPS))

    assert of_the_day - placed == {"CI-CAP-01"}
