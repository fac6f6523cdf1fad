"""How one questionnaire went over a course."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.outcomes import Measured
from holdspace.domain.review_scores import Score, course_scores, relapse_sign
from holdspace.domain.scales.instruments import INSTRUMENTS

PHQ9, WHO5 = INSTRUMENTS["phq9"], INSTRUMENTS["who5"]
ZERO = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def scores(*by_day):
    """(days from the first dose, total)"""
    return [
        Score(
            measured=Measured(total=None if total is None else Decimal(total), answers={}),
            at=ZERO + timedelta(days=day),
        )
        for day, total in by_day
    ]


def over(*by_day, instrument=PHQ9, since_day=0):
    return course_scores(
        instrument,
        scores(*by_day),
        begun_at=ZERO,
        since=ZERO + timedelta(days=since_day),
    )


def test_the_change_is_from_the_last_score_before_the_first_dose():
    found = over((-30, 24), (-1, 20), (3, 12))

    assert (found.baseline, found.latest, found.improved_percent) == (20, 12, 40)
    assert found.words == "PHQ-9 20 at the start, now 12, 40 % better"


def test_without_a_score_before_or_one_since_nobody_knows():
    assert over((3, 12)) is None
    assert over((-1, 20)) is None
    assert over((-1, None), (3, 12)) is None
    assert over((-1, 20), (3, 12), since_day=4) is None


def test_higher_can_be_better():
    found = over((-1, 40), (3, 60), instrument=WHO5)

    assert found.improved_percent == 50


def test_worse_is_found_by_the_instruments_own_definition():
    assert over((-1, 12), (3, 17)).worse == ("From moderate to moderately severe.",)
    assert over((-1, 12), (3, 18)).worse[0].startswith("Worse by 6 points")


@pytest.mark.parametrize(
    ("last_two", "is_losing"),
    [((9, 9), False), ((10, 10), True), ((10, 9), False), ((9, 16), False)],
)
def test_a_gain_is_being_lost_when_the_last_two_both_say_so(last_two, is_losing):
    """From 16 to 4: a gain of 12. A reliable rise is 6, and so is half of the gain."""
    found = over((-1, 16), (3, 4), (6, last_two[0]), (9, last_two[1]))

    assert found.is_losing is is_losing


@pytest.mark.parametrize(
    ("totals", "is_sign"),
    [
        ((5, 9), False),
        ((5, 10), True),
        ((5, 11), True),
        ((4, 9), False),
        ((6, 10), False),
        ((9, 13), False),
        ((10,), False),
        ((3, None, 12), True),
    ],
)
def test_relapse_is_five_up_and_at_ten_or_more(totals, is_sign):
    known = [None if one is None else Decimal(one) for one in totals]

    assert bool(relapse_sign(PHQ9, known)) is is_sign


def test_relapse_is_defined_for_one_instrument_alone():
    assert relapse_sign(WHO5, [Decimal(5), Decimal(90)]) == ""
