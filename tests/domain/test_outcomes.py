"""Change between two scores: three points at each limit, and what cannot be said."""

from decimal import Decimal

import pytest

from holdspace.domain.outcomes import Measured, outcome, reliable_change_points
from holdspace.domain.scales.instruments import INSTRUMENTS


def measured(total, **answers):
    numbered = {int(name.removeprefix("q")): value for name, value in answers.items()}
    return Measured(total=None if total is None else Decimal(total), answers=numbered)


def change(code, before, after):
    return outcome(INSTRUMENTS[code], measured(before), measured(after))


@pytest.mark.parametrize(("latest", "holds"), [(11, False), (10, True), (9, True)])
def test_response_is_a_fall_of_half(latest, holds):
    assert change("phq9", 20, latest).response.holds is holds


@pytest.mark.parametrize(("baseline", "holds"), [(9, None), (10, True), (11, True)])
def test_under_the_threshold_response_is_not_defined(baseline, holds):
    assert change("phq9", baseline, 4).response.holds is holds


def test_from_a_baseline_of_zero_there_is_no_percentage_and_no_response():
    changed = change("qids16", 0, 3)

    assert (changed.percent, changed.response.holds) == (None, None)
    assert changed.response.words == "From 0 there is no percentage."


def test_a_percentage_that_was_rounded_up_to_the_limit_is_under_it():
    changed = outcome(INSTRUMENTS["madrs"], measured("60"), measured("30.01"))

    assert changed.percent == Decimal("-50.0")
    assert changed.response.holds is False


@pytest.mark.parametrize(
    ("code", "latest", "holds"),
    [
        ("phq9", 4, True),
        ("phq9", 5, False),
        ("phq9", 6, False),
        ("gad7", 4, True),
        ("gad7", 5, False),
        ("qids16", 5, True),
        ("qids16", 6, False),
        ("madrs", 9, True),
        ("madrs", 10, True),
        ("madrs", 11, False),
        ("isi", 7, True),
        ("isi", 8, False),
        ("pcl5", 28, True),
        ("pcl5", 29, False),
        ("who5", 80, None),
    ],
)
def test_remission_at_each_limit(code, latest, holds):
    assert change(code, 20, latest).remission.holds is holds


@pytest.mark.parametrize(
    ("code", "points", "reliable", "important"),
    [
        ("phq9", 4, False, False),
        ("phq9", 5, False, True),
        ("phq9", 6, True, True),
        ("gad7", 3, False, False),
        ("gad7", 4, False, True),
        ("gad7", 6, True, True),
        ("pcl5", 9, False, False),
        ("pcl5", 10, False, True),
        ("pcl5", 14, False, True),
        ("pcl5", 15, True, True),
        ("isi", 5, None, False),
        ("isi", 6, None, True),
        ("who5", 9, None, False),
        ("who5", 10, None, True),
    ],
)
def test_which_change_counts(code, points, reliable, important):
    changed = change(code, 20, 20 - points)

    assert (changed.reliable.holds, changed.important.holds) == (reliable, important)


@pytest.mark.parametrize(
    ("fall", "words"),
    [
        (7, ""),
        (8, "moderate improvement"),
        (14, "moderate improvement"),
        (15, "marked improvement"),
    ],
)
def test_what_a_fall_in_sleeplessness_is_called(fall, words):
    assert change("isi", 25, 25 - fall).improvement == words


@pytest.mark.parametrize(("latest", "worse"), [(15, 0), (16, 1), (17, 1)])
def test_a_rise_by_the_reliable_change_is_a_worsening(latest, worse):
    by_points = [each for each in change("phq9", 10, latest).worse if "points" in each]

    assert len(by_points) == worse


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [(13, 14, ()), (14, 15, ("From moderate to moderately severe.",)), (15, 14, ())],
)
def test_a_step_up_of_a_band_is_a_worsening_and_a_step_down_is_not(before, after, worse):
    assert change("phq9", before, after).worse == worse


def test_less_well_being_is_a_worsening_and_more_is_not():
    assert len(change("who5", 60, 50).worse) == 1
    assert change("who5", 60, 51).worse == ()
    assert change("who5", 50, 60).worse == ()


def test_more_thoughts_of_suicide_are_a_worsening_though_the_total_falls():
    changed = outcome(INSTRUMENTS["phq9"], measured(20, q9=0), measured(8, q9=1))

    assert changed.worse == ("Question 9 went up, from 0 to 1.",)
    assert changed.response.holds


def test_without_a_score_the_answers_still_tell_of_a_worsening():
    changed = outcome(INSTRUMENTS["phq9"], measured(20, q9=1), measured(None, q9=2))

    assert changed.worse == ("Question 9 went up, from 1 to 2.",)
    assert (changed.change, changed.percent, changed.response.holds) == (None, None, None)


def test_an_answer_that_was_skipped_is_no_rise():
    assert outcome(INSTRUMENTS["phq9"], measured(9, q9=None), measured(9, q9=1)).worse == ()


def test_an_experience_has_no_better_and_worse():
    assert change("meq30", 20, 140).worse == ()


@pytest.mark.parametrize(
    ("deviation", "reliability", "points"), [("5.5", "0.84", "6.10"), ("4.7", "0.83", "5.37")]
)
def test_the_reliable_change_of_a_population(deviation, reliability, points):
    assert reliable_change_points(Decimal(deviation), Decimal(reliability)) == Decimal(points)
