"""The visit after a session: where it stands, at the edges of each of its times."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from holdspace.domain.free_times import Taken, free_times
from holdspace.domain.integration_visit import (
    BookedVisit,
    Said,
    VisitFacts,
    VisitState,
    standing_of,
)

HOME = datetime(2026, 3, 9, 14, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def facts(**more) -> VisitFacts:
    return VisitFacts(went_home_at=HOME, **more)


def stands(now: datetime, **more):
    return standing_of(facts(**more), now, UTC)


def visit(hours: float) -> BookedVisit:
    return BookedVisit(starts_at=HOME + hours * HOUR, ends_at=HOME + (hours + 1) * HOUR)


def test_with_nothing_said_it_is_to_book() -> None:
    found = stands(HOME)

    assert (found.state, found.is_settled) == (VisitState.TO_BOOK, False)
    assert found.next_words == "Offer a time, or note what the person wants."


@pytest.mark.parametrize(
    ("after", "is_overdue"), [(48 * HOUR - SECOND, False), (48 * HOUR, True), (49 * HOUR, True)]
)
def test_after_two_days_it_is_overdue(after, is_overdue) -> None:
    now = HOME + after

    assert stands(now).is_overdue(now) is is_overdue


@pytest.mark.parametrize(
    ("after", "is_late"), [(72 * HOUR - SECOND, False), (72 * HOUR, True), (73 * HOUR, True)]
)
def test_after_three_days_everybody_is_asked(after, is_late) -> None:
    now = HOME + after

    assert stands(now).is_late(now) is is_late


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (7 * 24 * HOUR - SECOND, VisitState.TO_BOOK),
        (7 * 24 * HOUR, VisitState.CAME_TO_NOTHING),
        (8 * 24 * HOUR, VisitState.CAME_TO_NOTHING),
    ],
)
def test_after_a_week_the_person_is_asked_no_more_and_it_is_not_settled(after, state) -> None:
    now = HOME + after
    found = stands(now)

    assert (found.state, found.asks_person(now)) == (state, state is VisitState.TO_BOOK)
    assert not found.is_settled


@pytest.mark.parametrize(
    ("hours", "is_outside"),
    [(24 - 1 / 60, True), (24, False), (36, False), (48, False), (48 + 1 / 60, True)],
)
def test_a_booked_visit_says_whether_it_is_a_day_or_two_after(hours, is_outside) -> None:
    found = stands(HOME + HOUR, booked=(visit(hours),))

    assert (found.state, found.is_outside_window) == (VisitState.BOOKED, is_outside)


def test_a_visit_that_is_over_is_not_done_until_somebody_says_so() -> None:
    booked = (visit(30),)
    ends = booked[0].ends_at

    assert stands(ends - SECOND, booked=booked).state is VisitState.BOOKED
    assert stands(ends, booked=booked).state is VisitState.TO_RECORD
    assert not stands(ends, booked=booked).is_settled
    assert stands(ends, booked=booked, recorded_at=ends + HOUR).state is VisitState.DONE


def test_the_next_visit_counts_and_not_the_one_that_is_over() -> None:
    found = stands(HOME + 40 * HOUR, booked=(visit(50), visit(30)))

    assert found.booked == visit(50)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (None, VisitState.ASKED_FOR),
        (date(2026, 3, 10), VisitState.TO_RECORD),
        (date(2026, 3, 11), VisitState.ELSEWHERE),
        (date(2026, 3, 12), VisitState.ELSEWHERE),
    ],
)
def test_their_own_therapist_settles_it_until_the_day_is_over(on, state) -> None:
    now = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)

    assert stands(now, said=Said.OWN_THERAPIST, elsewhere_on=on).state is state


def test_not_this_time_is_an_answer() -> None:
    found = stands(HOME + 100 * HOUR, said=Said.NOT_THIS_TIME)

    assert (found.state, found.is_settled) == (VisitState.DECLINED, True)


def test_not_this_time_after_a_visit_that_was_booked_settles_it() -> None:
    found = stands(HOME + 100 * HOUR, booked=(visit(30),), said=Said.NOT_THIS_TIME)

    assert found.state is VisitState.DECLINED


def test_who_asks_for_a_time_waits_for_the_clinic() -> None:
    found = stands(HOME + HOUR, said=Said.ASKS_FOR_A_TIME)

    assert (found.state, found.words) == (VisitState.ASKED_FOR, "The person asks for a time.")
    assert not found.asks_person(HOME + HOUR)


def test_what_was_taken_back_is_open_again() -> None:
    assert stands(HOME + HOUR, said=Said.ASK_AGAIN).state is VisitState.TO_BOOK


# --- free times -----------------------------------------------------------------------------------

NINE = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
DAY = ((NINE, NINE + 8 * HOUR),)


def test_a_free_day_offers_three_times() -> None:
    assert free_times(DAY, ["jonas"], ["room"], ()) == (NINE, NINE + HOUR, NINE + 2 * HOUR)


def test_nobody_and_no_room_offer_nothing() -> None:
    assert free_times(DAY, [], ["room"], ()) == ()
    assert free_times(DAY, ["jonas"], [], ()) == ()


def test_who_is_booked_is_not_offered_and_another_is() -> None:
    taken = (Taken(who="jonas", starts_at=NINE, ends_at=NINE + 8 * HOUR),)

    assert free_times(DAY, ["jonas"], ["room"], taken) == ()
    assert free_times(DAY, ["jonas", "ana"], ["room"], taken)[0] == NINE


@pytest.mark.parametrize(("begins_after_minutes", "is_free"), [(49, False), (50, True), (51, True)])
def test_a_time_is_free_when_the_whole_visit_fits_before_what_follows(
    begins_after_minutes, is_free
) -> None:
    begins = NINE + timedelta(minutes=begins_after_minutes)
    taken = (Taken(who="room", starts_at=begins, ends_at=begins + HOUR),)

    assert (NINE in free_times(DAY, ["jonas"], ["room"], taken)) is is_free


@pytest.mark.parametrize(("minutes", "count"), [(49, 0), (50, 1), (51, 1)])
def test_a_visit_that_does_not_fit_into_the_hours_is_not_offered(minutes, count) -> None:
    hours = ((NINE, NINE + timedelta(minutes=minutes)),)

    assert len(free_times(hours, ["jonas"], ["room"], ())) == count


@pytest.mark.parametrize(
    ("seconds", "offered"),
    [(-1, NINE), (0, NINE), (1, NINE + HOUR / 2), (1800, NINE + HOUR / 2)],
)
def test_a_time_is_on_the_half_hour_whenever_somebody_asks(seconds, offered) -> None:
    hours = ((NINE + timedelta(seconds=seconds), NINE + 8 * HOUR),)

    assert free_times(hours, ["jonas"], ["room"], ())[0] == offered


def test_at_most_six_are_offered() -> None:
    days = tuple((NINE + n * 24 * HOUR, NINE + n * 24 * HOUR + 8 * HOUR) for n in range(4))

    assert len(free_times(days, ["jonas"], ["room"], ())) == 6
