"""When a person is asked: each limit just under, at and just over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from holdspace.domain.measure_schedule import (
    CourseSoFar,
    Standing,
    recall_words,
    standing,
    to_ask,
)
from holdspace.domain.protocol_measures import OUR_OWN

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FIRST_DOSE = START + 7 * DAY
COURSE = CourseSoFar(
    indication="treatment_resistant_depression", started_at=START, planned_sessions=2
)


def after_doses(*days, **more):
    doses = tuple(FIRST_DOSE + day * DAY for day in days)
    return replace(COURSE, doses=doses, **more)


def of(course, code, questionnaire="phq9"):
    return [
        each
        for each in to_ask(OUR_OWN, course)
        if each.time.code == code and each.code == questionnaire
    ]


def where(course, code, now, answered=()):
    return [standing(each, answered, OUR_OWN, now) for each in of(course, code)]


def test_before_anything_only_the_baseline_is_asked_of_each_questionnaire():
    asked = {(each.time.code, each.code) for each in to_ask(OUR_OWN, COURSE)}

    assert asked == {("baseline", "phq9"), ("baseline", "gad7")}


@pytest.mark.parametrize(
    ("after", "stands"),
    [
        (-MINUTE, Standing.NOT_YET),
        (0 * DAY, Standing.OPEN),
        (5 * DAY - MINUTE, Standing.OPEN),
        (5 * DAY, Standing.OVERDUE),
        (7 * DAY - MINUTE, Standing.OVERDUE),
        (7 * DAY, Standing.SILENT),
        (7 * DAY + MINUTE, Standing.SILENT),
    ],
)
def test_a_baseline_opens_is_due_and_falls_silent(after, stands):
    assert where(COURSE, "baseline", START + after) == [stands]


def test_once_a_dose_was_given_a_baseline_is_missed_for_ever():
    course = after_doses(0)

    assert where(course, "baseline", FIRST_DOSE - MINUTE) == [Standing.OVERDUE]
    assert where(course, "baseline", FIRST_DOSE) == [Standing.MISSED]
    assert where(course, "baseline", FIRST_DOSE + DAY, [FIRST_DOSE + MINUTE]) == [Standing.MISSED]
    assert where(course, "baseline", FIRST_DOSE + DAY, [FIRST_DOSE]) == [Standing.ANSWERED]


@pytest.mark.parametrize(
    ("before", "stands"),
    [(2 * DAY + MINUTE, Standing.NOT_YET), (2 * DAY, Standing.OPEN), (0 * DAY, Standing.OVERDUE)],
)
def test_before_a_session_it_opens_two_days_ahead(before, stands):
    course = replace(COURSE, next_dose_at=FIRST_DOSE)

    assert where(course, "before_dose", FIRST_DOSE - before) == [stands]


@pytest.mark.parametrize(
    ("ago", "stands"),
    [
        (2 * DAY - MINUTE, Standing.ANSWERED),
        (2 * DAY, Standing.ANSWERED),
        (2 * DAY + MINUTE, Standing.OPEN),
    ],
)
def test_what_was_answered_in_the_last_two_days_is_not_asked_again(ago, stands):
    course = replace(COURSE, next_dose_at=FIRST_DOSE)
    opens = FIRST_DOSE - 2 * DAY

    assert where(course, "before_dose", opens, [opens - ago]) == [stands]


def test_nothing_opens_in_the_first_day_after_going_home():
    """The next session is the day after: what was to be asked two days before waits."""
    home = FIRST_DOSE + timedelta(hours=3)
    course = after_doses(0, ready_for_home_at=home, next_dose_at=FIRST_DOSE + 2 * DAY)
    opens = of(course, "before_dose")[0].opens_at

    assert opens == home + timedelta(hours=24)
    assert all(
        each.opens_at < FIRST_DOSE or each.opens_at >= home + timedelta(hours=24)
        for each in to_ask(OUR_OWN, course)
    )


def test_and_while_nobody_has_said_they_may_go_the_day_counts_from_the_dose():
    course = after_doses(0, next_dose_at=FIRST_DOSE + 2 * DAY)

    assert of(course, "before_dose")[0].opens_at == FIRST_DOSE + DAY


def test_a_week_after_each_dose_unless_the_next_one_came_first():
    course = after_doses(0, 4)

    first, second = of(course, "day_7")
    assert (first.number, second.number) == (1, 2)
    assert where(course, "day_7", FIRST_DOSE + 8 * DAY) == [Standing.MISSED, Standing.NOT_YET]


def test_the_end_of_the_series_counts_from_its_last_dose():
    assert of(after_doses(0), "series_end") == []
    (end,) = of(after_doses(0, 4), "series_end")

    assert (end.opens_at, end.due_at) == (FIRST_DOSE + 18 * DAY, FIRST_DOSE + 25 * DAY)


def test_single_sessions_after_a_series_neither_hide_its_end_nor_move_it():
    """Two doses were the series; the plan is of five by now, and the third was a month later."""
    longer = after_doses(0, 4, 34)
    longer = replace(longer, planned_sessions=5)
    ended = replace(longer, series_sessions=2)

    assert of(longer, "series_end") == []
    assert [(each.number, each.opens_at) for each in of(ended, "month_3")] == [
        (2, FIRST_DOSE + 94 * DAY)
    ]


def test_a_course_that_ended_early_is_followed_all_the_same():
    stopped = after_doses(0, ended_at=FIRST_DOSE + 3 * DAY)

    assert [each.opens_at for each in of(stopped, "month_1")] == [FIRST_DOSE + 30 * DAY]
    assert [each.opens_at for each in of(stopped, "month_3")] == [FIRST_DOSE + 90 * DAY]


def test_the_session_itself_is_asked_about_only_in_the_clinics_own_wording():
    assert of(after_doses(0), "experience", "ebi") == []
    course = after_doses(0, with_copy=frozenset({"ebi"}))

    assert [each.opens_at for each in of(course, "experience", "ebi")] == [FIRST_DOSE + DAY]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "on the day of a dose, and it looks back 14: part of that was before the dose"),
        (1, "1 day after a dose, and it looks back 14: part of that was before the dose"),
        (13, "13 days after a dose, and it looks back 14: part of that was before the dose"),
        (14, ""),
        (15, ""),
        (None, ""),
    ],
)
def test_a_window_that_reaches_behind_the_dose_says_so(days, words):
    assert recall_words("phq9", days) == words


def test_every_number_of_our_own_schedule_says_where_it_is_from():
    sources = {number.source for time in OUR_OWN.times for number in (time.opens, time.due)} - {
        "design default"
    }

    assert sources == {
        "14 to 31 days after the series: McInnes 2022, PMID 35027209; due by design",
        "next day: Roseman 2019 (EBI validation)",
    }
