"""The wheel: a shape with gaps where nothing was said; words that compare what is the same."""

from __future__ import annotations

from datetime import date

import pytest

from holdspace.domain.wheel import AREAS, AreaScore, Drawn, Point, said_of, shape_of, spoke

MARCH = date(2026, 3, 3)


def drawn(on: date, **scores: int | None) -> Drawn:
    return Drawn(
        on=on, scores=tuple(AreaScore(name=name, score=score) for name, score in scores.items())
    )


def test_the_first_spoke_goes_up_and_the_others_follow_the_clock() -> None:
    assert [spoke(place, 4, 10, 100) for place in range(4)] == [
        Point(100, 90), Point(110, 100), Point(100, 110), Point(90, 100),
    ]  # fmt: skip


def test_a_score_is_its_share_of_the_spoke() -> None:
    scores = [AreaScore(name="a", score=score) for score in (10, 5, 0, 1)]

    assert shape_of(scores, radius=50, centre=100).dots == (
        Point(100, 50), Point(125, 100), Point(100, 100), Point(95, 100),
    )  # fmt: skip


def test_what_was_left_out_is_a_gap_and_never_a_zero() -> None:
    scores = [AreaScore(name="a", score=score) for score in (10, None, 0, 5)]
    shape = shape_of(scores, radius=50, centre=100)

    assert shape.dots[1] is None
    assert shape.outline == ""
    assert shape.lines == (
        (Point(100, 100), Point(75, 100)),
        (Point(75, 100), Point(100, 50)),
    )


def test_a_whole_shape_is_closed() -> None:
    shape = shape_of([AreaScore(name=name, score=10) for name in AREAS], radius=50, centre=100)

    assert len(shape.lines) == len(AREAS) == 8
    assert shape.outline.startswith("100.0,50.0 ")


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        (drawn(date(2026, 2, 3), Friends=2), "Friends: 4, was 2 in February"),
        (drawn(date(2026, 3, 1), Friends=2), "Friends: 4, was 2 on 1 March"),
        (drawn(date(2025, 9, 1), Friends=2), "Friends: 4, was 2 in September 2025"),
        (drawn(date(2026, 2, 3), Friends=4), "Friends: 4, as in February"),
        (drawn(date(2026, 2, 3), friends=6), "Friends: 4, was 6 in February"),
        (drawn(date(2026, 2, 3), Friends=None), "Friends: 4"),
        (drawn(date(2026, 2, 3), Choir=2), "Friends: 4"),
        (None, "Friends: 4"),
    ],
)
def test_an_area_is_compared_with_itself_and_with_nothing_else(earlier, said) -> None:
    latest = drawn(MARCH, Friends=4)

    assert said_of(latest.scores[0], latest, earlier) == said


def test_what_was_left_out_is_said_as_that() -> None:
    latest = drawn(MARCH, Friends=None)

    assert (
        said_of(latest.scores[0], latest, drawn(date(2026, 2, 3), Friends=2)) == "Friends: left out"
    )


def test_no_word_judges_a_change() -> None:
    latest, earlier = drawn(MARCH, Friends=1), drawn(date(2026, 2, 3), Friends=9)

    assert said_of(latest.scores[0], latest, earlier) == "Friends: 1, was 9 in February"
