"""One rate, two rates, and what is not shown of few people; against printed tables."""

from decimal import Decimal

import pytest

from holdspace.domain.proportions import (
    NotARate,
    Rate,
    difference,
    hidden_cells,
    wilson,
)
from holdspace.domain.published_cohorts import COHORTS, COMPARISONS, Outcome, beside
from holdspace.domain.quantities import round_half_up

BY_NAME = {each.name: each for each in COMPARISONS}
WITH_WALD = [each for each in COMPARISONS if each.printed_interval and each.is_wald]


@pytest.mark.parametrize("each", COMPARISONS, ids=lambda each: each.name)
def test_both_rates_print_as_published(each):
    shown = tuple(round_half_up(rate.percent, 1) for rate in (each.active, each.control))

    assert shown == each.printed_percent


@pytest.mark.parametrize("each", WITH_WALD, ids=lambda each: each.name)
def test_the_difference_and_its_wald_interval_print_as_published(each):
    found = difference(each.active, each.control)

    assert round_half_up(found.points, 1) == each.printed_difference
    assert found.wald.rounded(2) == each.printed_interval


def test_eight_printed_intervals_are_checked():
    assert len(WITH_WALD) == 8


def test_elekt_d_is_near_its_wald_interval_and_nearer_to_newcombes():
    each = BY_NAME["Elekt-D response"]

    found = difference(each.active, each.control)

    assert found.wald.rounded(2) == (Decimal("4.04"), Decimal("24.38"))
    assert found.newcombe.rounded(2) == (Decimal("3.93"), Decimal("24.06"))
    assert found.newcombe.rounded(1)[0] == each.printed_interval[0]


def test_sustain_1_printed_its_rates_and_the_difference_is_ours():
    each = BY_NAME["Sustain-1 relapse"]

    assert difference(each.active, each.control).wald.rounded(2) == (
        Decimal("-32.62"),
        Decimal("-4.75"),
    )


def test_newcombes_own_example():
    """56 of 70 against 48 of 80: 0.0524 to 0.3339 (Newcombe 1998, method 10)."""
    found = difference(Rate(count=56, of=70), Rate(count=48, of=80))

    assert found.newcombe.rounded(2) == (Decimal("5.24"), Decimal("33.39"))


def test_wilsons_interval_of_81_in_263():
    """0.2553 to 0.3662 (Newcombe 1998, table 1)."""
    assert wilson(Rate(count=81, of=263)).rounded(2) == (Decimal("25.53"), Decimal("36.62"))


@pytest.mark.parametrize(("count", "low", "high"), [(0, "0.00", "27.75"), (10, "72.25", "100.00")])
def test_of_none_and_of_all_wilson_stays_inside(count, low, high):
    assert wilson(Rate(count=count, of=10)).rounded(2) == (Decimal(low), Decimal(high))


def test_a_part_of_nobody_is_not_zero_percent():
    nobody = Rate(count=0, of=0)

    assert (nobody.percent, nobody.interval) == (None, None)
    with pytest.raises(NotARate):
        difference(nobody, Rate(count=1, of=2))


@pytest.mark.parametrize("count", [-1, 3])
def test_more_than_all_is_no_rate(count):
    with pytest.raises(NotARate):
        Rate(count=count, of=2)


@pytest.mark.parametrize(
    ("count", "of", "is_small"),
    [
        (4, 20, True),
        (5, 20, False),
        (6, 20, False),
        (16, 20, True),
        (15, 20, False),
        (14, 20, False),
        (0, 20, False),
        (20, 20, False),
        (4, 4, True),
        (5, 5, False),
        (0, 4, True),
        (0, 0, False),
    ],
)
def test_a_count_of_few_people_or_of_few_others_is_small(count, of, is_small):
    assert Rate(count=count, of=of).is_small is is_small


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ((20, 9, 3), (False, True, True)),
        ((20, 4, 3), (False, True, True)),
        ((20, 9, 5), (False, False, False)),
        ((20, 0, 3), (True, False, True)),
        ((3,), (True,)),
        ((3, 0), (True, False)),
    ],
)
def test_one_hidden_cell_takes_the_smallest_other_with_it(counts, hidden):
    assert hidden_cells(counts) == hidden


def test_72_and_38_percent_are_oliver_after_ten_and_nobody_elses():
    said = {
        (cohort.key, figure.when)
        for cohort in COHORTS
        for figure in cohort.figures
        if figure.percent in {Decimal(72), Decimal(38)}
    }

    assert said == {("oliver_2022", "after 10 infusions")}


def test_what_mcinnes_printed_after_a_series():
    figures = {
        figure.outcome: figure.percent
        for cohort in COHORTS
        if cohort.key == "mcinnes_2022"
        for figure in cohort.figures
    }

    assert figures == {
        Outcome.RESPONSE: Decimal("53.6"),
        Outcome.REMISSION: Decimal("28.9"),
        Outcome.WORSE: Decimal("8.4"),
    }


def test_every_published_percentage_is_that_of_a_whole_number_of_people():
    wrong = [
        (cohort.key, figure.percent)
        for cohort in COHORTS
        for figure in cohort.figures
        if round_half_up(figure.rate.percent, -figure.percent.as_tuple().exponent) != figure.percent
    ]

    assert wrong == []


def test_only_figures_of_the_same_questionnaire_stand_beside_each_other():
    keys = [cohort.key for cohort, _ in beside("gad7", Outcome.RESPONSE)]

    assert keys == ["hull_2022", "hassan_2022"]
