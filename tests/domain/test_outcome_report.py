"""A small clinic counted by hand: who is in which denominator, and who is in none."""

from decimal import Decimal

import pytest

from holdspace.domain.effect_size import effect_size, median, standard_deviation
from holdspace.domain.loss_of_response import Followed, followed, kaplan_meier, slips
from holdspace.domain.outcome_report import Case, outcome_report
from holdspace.domain.outcomes import Measured
from holdspace.domain.proportions import Rate
from holdspace.domain.quantities import round_half_up
from holdspace.domain.scales.instruments import INSTRUMENTS

PHQ9 = INSTRUMENTS["phq9"]


def measured(total, item_9=0):
    return Measured(total=Decimal(total), answers={9: item_9})


def case(before, after, **more):
    said = {
        "is_end_due": True,
        "is_completer": True,
        "before_session": {},
        **more,
    }
    return Case(
        baseline=None if before is None else measured(before),
        end=None if after is None else measured(after),
        **said,
    )


COHORT = [
    case(20, 4),  # response and remission
    case(20, 10),  # response
    case(20, 11),  # none
    case(20, 26),  # worse by 6
    case(20, 9, is_completer=False),  # response, left early
    case(20, None, is_completer=False),  # lost
    case(None, 3),  # nobody asked before
    case(8, 3),  # began under the threshold
    case(20, None, is_end_due=False),  # under way
]


def test_who_is_in_which_denominator():
    report = outcome_report(PHQ9, COHORT)

    assert (report.started, report.under_way, report.due) == (9, 1, 8)
    assert (report.evaluable, report.no_baseline, report.began_low) == (6, 1, 1)
    assert report.lost == Rate(count=1, of=8)


def test_both_denominators_with_who_left_as_not_better():
    report = outcome_report(PHQ9, COHORT)

    assert report.response.completers == Rate(count=2, of=4)
    assert report.response.all_started == Rate(count=2, of=7)
    assert report.remission.completers == Rate(count=1, of=4)
    assert report.remission.all_started == Rate(count=1, of=7)
    assert report.better_but_left == 1


@pytest.mark.parametrize(("after", "by_points", "in_any_way"), [(19, 0, 0), (20, 1, 1), (21, 1, 1)])
def test_worse_begins_at_the_reliable_change(after, by_points, in_any_way):
    """From 14, which is one under a band: the band counts from 15, the points from 20."""
    report = outcome_report(PHQ9, [case(15, after)] if after == 19 else [case(14, after)])

    assert report.worse_by_points.count == by_points
    assert report.worse.count == in_any_way


def test_a_crossed_band_is_worse_though_the_points_are_few():
    report = outcome_report(PHQ9, [case(14, 15)])

    assert (report.worse.count, report.worse_by_points.count) == (1, 0)


def test_both_effect_sizes_are_named_and_differ():
    found = outcome_report(PHQ9, [case(20, 10), case(16, 12), case(24, 5)]).effect

    assert found.people == 3
    assert round_half_up(found.mean_improvement, 2) == Decimal("11.00")
    assert round_half_up(found.d_by_baseline, 2) == Decimal("2.75")  # 11 / 4
    assert round_half_up(found.d_by_change, 2) == Decimal("1.46")  # 11 / 7.55


def test_one_person_has_no_effect_size_and_equals_have_no_d():
    assert effect_size([(Decimal(20), Decimal(10))]) is None
    assert (
        effect_size([(Decimal(20), Decimal(10)), (Decimal(20), Decimal(8))]).d_by_baseline is None
    )
    assert standard_deviation([Decimal(3)]) is None


@pytest.mark.parametrize(("people", "is_shown"), [(4, False), (5, True), (6, True)])
def test_the_curve_never_shows_fewer_than_five(people, is_shown):
    cases = [case(20, 10, before_session={1: Decimal(20), 2: Decimal(16)}) for _ in range(people)]

    point = outcome_report(PHQ9, cases).curve[1]

    assert (point.session, point.people, point.mean is not None) == (2, people, is_shown)


@pytest.mark.parametrize(("score", "is_loss"), [(13, False), (14, True), (15, True)])
def test_a_loss_begins_at_the_reliable_change(score, is_loss):
    """From 24 to 8: half of the gain is 8, the reliable change is 6."""
    assert slips(PHQ9, Decimal(24), Decimal(8), [Decimal(score)]) == [is_loss]


@pytest.mark.parametrize(("score", "is_loss"), [(6, False), (7, True), (8, True)])
def test_or_at_half_of_the_gain(score, is_loss):
    """From 10 to 4: half of the gain is 3."""
    assert slips(PHQ9, Decimal(10), Decimal(4), [Decimal(score)]) == [is_loss]


def test_where_higher_is_better_a_fall_slips():
    later = [Decimal(80), Decimal(51), Decimal(50), Decimal(49)]

    assert slips(INSTRUMENTS["who5"], Decimal(20), Decimal(60), later) == [
        False, False, True, True,
    ]  # fmt: skip


def test_what_was_gained_after_the_response_can_be_lost_too():
    """From 20 to 10, on to 4, back to 10: half of the way from 20 to 4 is 8, six points are 6."""
    later = [Decimal(4), Decimal(9), Decimal(10)]

    assert slips(PHQ9, Decimal(20), Decimal(10), later) == [False, False, True]


def test_two_in_a_row_are_a_loss_and_one_is_not():
    later = [(10, Decimal(20)), (20, Decimal(8)), (30, Decimal(20)), (40, Decimal(21))]

    assert followed(PHQ9, Decimal(24), Decimal(8), later) == Followed(days=30, is_lost=True)
    assert followed(PHQ9, Decimal(24), Decimal(8), later[:3]) == Followed(days=20, is_lost=False)
    assert followed(PHQ9, Decimal(24), Decimal(8), ()) == Followed(days=0, is_lost=False)


def test_kaplan_meier_by_hand():
    """5 people: lost at 10, left at 15, lost at 20 (two), left at 30: 80 %, then 80 x 1/3."""
    people = [
        Followed(days=10, is_lost=True),
        Followed(days=15, is_lost=False),
        Followed(days=20, is_lost=True),
        Followed(days=20, is_lost=True),
        Followed(days=30, is_lost=False),
    ]

    steps = kaplan_meier(people)

    assert [(step.day, step.at_risk, step.lost) for step in steps] == [(10, 5, 1), (20, 3, 2)]
    assert [round_half_up(step.still_percent, 1) for step in steps] == [
        Decimal("80.0"),
        Decimal("26.7"),
    ]


def test_a_report_of_nobody_says_so():
    report = outcome_report(PHQ9, [])

    assert (report.started, report.due, report.effect, report.loss) == (0, 0, None, ())
    assert report.response.all_started.percent is None


def test_an_instrument_without_a_definition_has_no_response():
    report = outcome_report(INSTRUMENTS["fatigue"], [case(5, 2)])

    assert report.response is None


def test_a_median_of_an_even_number_lies_between():
    assert median([Decimal(1), Decimal(9), Decimal(3), Decimal(5)]) == Decimal(4)
