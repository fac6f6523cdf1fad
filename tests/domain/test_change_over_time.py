"""Where a person began, what got worse since, and where a line may not be drawn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.change_over_time import (
    LOST,
    SLIPPING,
    Scored,
    change_over_time,
    unbroken_runs,
)
from holdspace.domain.outcome_cases import CourseLived, case_of
from holdspace.domain.outcomes import Measured
from holdspace.domain.scales.instruments import INSTRUMENTS

PHQ9 = INSTRUMENTS["phq9"]
FIRST_DOSE = datetime(2026, 3, 9, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def day(number: float) -> datetime:
    return FIRST_DOSE + timedelta(days=number)


def scored(at: float, total: int | None, item_9: int = 0) -> Scored:
    points = None if total is None else Decimal(total)
    return Scored(at=day(at), measured=Measured(total=points, answers={9: item_9}))


def change(*results: Scored, first_dose_at: datetime | None = FIRST_DOSE):
    return change_over_time(PHQ9, results, first_dose_at)


def test_the_baseline_is_the_last_score_before_the_first_dose():
    found = change(scored(-20, 24), scored(-3, 18), scored(5, 9))

    assert (found.baseline.total, found.is_baseline_before_dose) == (18, True)
    assert found.outcome.change == -9


def test_without_one_the_first_score_stands_in_and_it_says_so():
    found = change(scored(1, 18), scored(9, 9))

    assert (found.baseline.total, found.is_baseline_before_dose) == (18, False)


def test_one_score_is_compared_with_nothing():
    found = change(scored(-1, 18), scored(4, None))

    assert (found.outcome, found.worse, found.latest.total) == (None, (), 18)


def test_no_score_at_all_is_no_good_news():
    found = change(scored(-1, None))

    assert (found.baseline, found.latest, found.outcome) == (None, None, None)


@pytest.mark.parametrize(("latest", "says"), [(9, ()), (10, (SLIPPING,)), (11, (SLIPPING,))])
def test_one_slip_is_said_and_is_no_loss_yet(latest, says):
    """From 20 to 4: the reliable change of 6 is reached at 10."""
    found = change(scored(-1, 20), scored(10, 4), scored(20, latest))

    assert found.worse == says
    assert not found.is_response_lost


def test_two_slips_in_a_row_are_a_loss():
    found = change(scored(-1, 20), scored(10, 4), scored(20, 12), scored(30, 12))

    assert found.worse == (LOST,)
    assert found.is_response_lost
    assert found.responded_at == day(10)


@pytest.mark.parametrize(("latest", "is_said"), [(17, False), (18, True), (19, True)])
def test_without_a_response_a_reliable_rise_from_the_best_score_is_said(latest, is_said):
    found = change(scored(-1, 20), scored(10, 12), scored(20, latest))

    assert ("since the best score, on 19 March 2026" in "".join(found.worse)) is is_said


def test_a_worsening_from_the_beginning_stands_before_all_others():
    found = change(scored(-1, 14), scored(10, 22, item_9=1))

    assert found.worse == (
        "Worse by 8 points (from 6: NHS Talking Therapies manual).",
        "From moderate to severe.",
        "Question 9 went up, from 0 to 1.",
    )


@pytest.mark.parametrize(
    ("apart", "runs"),
    [(timedelta(days=45), 1), (timedelta(days=45, hours=23), 1), (timedelta(days=46), 2)],
)
def test_no_line_is_drawn_over_more_than_45_days(apart, runs):
    later = Scored(at=day(0) + apart, measured=Measured(total=Decimal(5), answers={}))

    assert len(unbroken_runs([scored(0, 9), later])) == runs


def test_a_result_without_a_score_breaks_the_line():
    assert [len(run) for run in unbroken_runs([scored(0, 9), scored(5, None), scored(9, 7)])] == [
        1,
        1,
    ]


def lived(*results: Scored, doses=(0, 4), planned=2, ended=None, series=None, now=200):
    course = CourseLived(
        series_sessions=series,
        planned_sessions=planned,
        doses=[day(each) for each in doses],
        ended_at=None if ended is None else day(ended),
        results=results,
    )
    return case_of(course, day(now))


@pytest.mark.parametrize(("at", "is_end"), [(15, False), (16, True), (49, True), (50, False)])
def test_the_score_at_the_end_is_taken_12_to_45_days_after_the_last_dose(at, is_end):
    assert (lived(scored(-1, 20), scored(at, 8)).end is not None) is is_end


@pytest.mark.parametrize(("ago", "is_there"), [(61, False), (60, True), (59, True), (0, True)])
def test_a_baseline_is_at_most_60_days_old(ago, is_there):
    assert (lived(scored(-ago, 20)).baseline is not None) is is_there


@pytest.mark.parametrize(("now", "is_due"), [(48, False), (49, False), (50, True)])
def test_who_gave_no_score_is_missing_once_the_window_is_over(now, is_due):
    assert lived(scored(-1, 20), now=now).is_end_due is is_due


@pytest.mark.parametrize(("now", "is_due"), [(41, False), (42, False), (46, True)])
def test_who_stays_away_for_six_weeks_has_left_and_is_counted(now, is_due):
    """One of two doses: under way until day 42, and due once the window of 45 days is over."""
    case = lived(scored(-1, 20), doses=(0,), now=now)

    assert (case.is_completer, case.is_end_due) == (False, is_due)


def test_while_the_series_goes_on_no_score_is_its_end():
    assert lived(scored(-1, 20), scored(20, 8), doses=(0, 4), planned=6, now=30).end is None


def test_maintenance_after_the_plan_moves_no_end():
    case = lived(scored(-1, 20), scored(18, 8), scored(70, 5), doses=(0, 4, 60))

    assert (case.end.total, case.since_end) == (8, [(52, Decimal(5))])


@pytest.mark.parametrize(
    ("series", "end", "is_completer"), [(None, None, False), (1, 8, False), (2, 8, True)]
)
def test_single_sessions_that_were_planned_later_are_none_of_the_series(series, end, is_completer):
    """Two of two planned and had, then one of three more; the score was on day 18."""
    planned = 2 if series else 5
    case = lived(
        scored(-1, 20), scored(18, 8), doses=(0, 4, 60), planned=planned, series=series, now=70
    )

    assert (case.end.total if case.end else None, case.is_completer) == (end, is_completer)


def test_a_series_that_was_ended_early_is_over_and_not_complete():
    """Three of six, then single sessions: as many doses as were planned do not complete it."""
    doses = (0, 4, 8, 50, 90, 130)
    case = lived(scored(-1, 20), scored(22, 8), doses=doses, planned=6, series=3)
    soon = lived(scored(-1, 20), scored(22, 8), doses=doses[:3], planned=6, series=3, now=30)

    assert (case.end.total, case.is_completer) == (8, False)
    assert (soon.end.total, soon.is_completer) == (8, False)


@pytest.mark.parametrize(("now", "is_due"), [(49, False), (50, True)])
def test_the_window_of_an_ended_series_closes_while_single_sessions_go_on(now, is_due):
    case = lived(scored(-1, 20), doses=(0, 4, 40), planned=2, series=2, now=now)

    assert case.is_end_due is is_due


def test_the_curve_takes_the_last_score_before_each_dose_and_no_older_one():
    case = lived(scored(-9, 22), scored(-1, 20), scored(2, 15), doses=(0, 4, 8), planned=3)

    assert case.before_session == {1: Decimal(20), 2: Decimal(15)}
