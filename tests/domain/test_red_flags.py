"""Which answers are not left, how soon somebody looks, and just under, at and over each number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from holdspace.domain.check_ins import How, Question
from holdspace.domain.red_flags import (
    BY_CODE,
    FLAGS,
    Safety,
    Said,
    Urgency,
    asked_about,
    raised_by,
)
from holdspace.domain.tasks import TaskKind

DAY = timedelta(days=1)


def raised(said, *, since=DAY, moods=()) -> list[str]:
    found = raised_by(said, since_home=since, earlier_moods=moods)
    return [one.flag.code for one in found]


def test_answers_that_say_nothing_grave_raise_nothing() -> None:
    said = Said(how=How.ALL_RIGHT, mood=6, tiredness=9, body=frozenset(), safety=Safety.NO)

    assert raised(said, moods=(7, 5)) == []


def test_what_nobody_answered_raises_nothing_and_is_not_no() -> None:
    assert raised(Said()) == []


@pytest.mark.parametrize(
    ("code", "urgency"),
    [
        ("chest", Urgency.EMERGENCY),
        ("nerves", Urgency.EMERGENCY),
        ("allergy", Urgency.EMERGENCY),
        ("hard_to_wake", Urgency.CLINIC_NOW),
        ("palpitations", Urgency.CLINIC_NOW),
        ("pressure", Urgency.CLINIC_NOW),
        ("vomiting", Urgency.CLINIC_NOW),
        ("perception", Urgency.SAME_DAY),
        ("far_away", Urgency.SAME_DAY),
        ("mania", Urgency.SAME_DAY),
        ("urinary", Urgency.TELL_US),
        ("fall_or_drove", Urgency.TELL_US),
        ("liver", Urgency.SAME_DAY),
        ("craving", Urgency.TELL_US),
    ],
)
def test_each_symptom_that_is_marked_is_raised_with_its_urgency(code, urgency) -> None:
    (found,) = raised_by(Said(body=frozenset({code})), since_home=DAY, earlier_moods=())

    assert found.flag.urgency is urgency
    assert found.question is Question.BODY
    assert BY_CODE[code].asked in found.because


def test_every_flag_has_a_source_and_a_task() -> None:
    assert all(flag.source and flag.staff_words for flag in FLAGS)
    assert {flag.urgency.task_kind for flag in FLAGS} == {TaskKind.RED_FLAG, TaskKind.AFTER_CARE}
    assert len(BY_CODE) == len(FLAGS)


@pytest.mark.parametrize(("hours", "is_raised"), [(71.99, False), (72, True), (72.01, True)])
def test_sleepiness_counts_from_72_hours_on(hours, is_raised) -> None:
    since = timedelta(hours=hours)

    assert raised(Said(body=frozenset({"sleepy"})), since=since) == ["sleepy"] * is_raised
    assert raised(Said(tiredness=8), since=since) == ["sleepy"] * is_raised


@pytest.mark.parametrize(("tiredness", "is_raised"), [(7, False), (8, True), (9, True)])
def test_very_tired_is_eight_of_ten(tiredness, is_raised) -> None:
    assert raised(Said(tiredness=tiredness), since=3 * DAY) == ["sleepy"] * is_raised


@pytest.mark.parametrize(("mood", "is_raised"), [(6, False), (5, True), (4, True)])
def test_worse_is_three_points_below_the_better_of_the_last_two(mood, is_raised) -> None:
    assert raised(Said(mood=mood), moods=(6, 8)) == ["mood_worse"] * is_raised
    assert raised(Said(mood=mood), moods=(8, 5)) == ["mood_worse"] * is_raised


def test_a_mood_of_long_ago_is_not_compared_with() -> None:
    assert raised(Said(mood=4), moods=(5, 5, 9)) == []


def test_without_an_earlier_answer_nothing_is_said_to_be_worse() -> None:
    assert raised(Said(mood=3)) == []


@pytest.mark.parametrize(("mood", "codes"), [(3, []), (2, ["mood_low"]), (1, ["mood_low"])])
def test_very_low_is_two_of_ten_whatever_was_said_before(mood, codes) -> None:
    assert raised(Said(mood=mood), moods=(3,)) == codes


@pytest.mark.parametrize("safety", [Safety.THOUGHTS, Safety.MIGHT_ACT])
def test_thoughts_of_death_are_raised_either_way(safety) -> None:
    assert raised(Said(safety=safety)) == ["safety"]


def test_the_tap_of_the_evening() -> None:
    assert raised(Said(how=How.NEED_SOMEONE)) == ["need_someone"]
    assert raised(Said(how=How.NOT_SO_WELL)) == ["not_so_well"]


def test_the_most_urgent_stands_first() -> None:
    said = Said(body=frozenset({"urinary", "far_away", "chest"}), safety=Safety.THOUGHTS)

    assert raised(said) == ["chest", "safety", "far_away", "urinary"]


@pytest.mark.parametrize(
    ("code", "hours", "is_asked"),
    [
        ("chest", 0, True),
        ("chest", 2000, True),
        ("vomiting", 24, True),
        ("vomiting", 24.1, False),
        ("far_away", 11.9, False),
        ("far_away", 12, True),
        ("perception", 168, True),
        ("perception", 168.1, False),
        ("mania", 23.9, False),
        ("mania", 336, True),
        ("mania", 336.1, False),
        ("sleepy", 71.9, False),
        ("sleepy", 72, True),
        ("urinary", 2000, True),
        ("craving", 72, True),
    ],
)
def test_each_symptom_is_asked_about_in_its_time(code, hours, is_asked) -> None:
    assert (BY_CODE[code] in asked_about(hours)) is is_asked
