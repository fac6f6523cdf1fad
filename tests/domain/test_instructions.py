"""Moments before an appointment, across the nights in which the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from holdspace.domain.instructions import (
    OutsideLimits,
    default_times,
    instructions_for,
    say,
    with_own_times,
)
from holdspace.domain.session_events import Route

BERLIN, NEW_YORK, LISBON = (
    ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Europe/Lisbon")
)
IV = default_times("racemic", Route.INTRAVENOUS)
ESKETAMINE = default_times("esketamine", Route.NASAL)


def at(local, zone):
    return datetime.fromisoformat(local).replace(tzinfo=zone)


def told(starts, zone, times=IV, hours=3):
    return instructions_for(
        starts_at=starts, ends_at=starts + timedelta(hours=hours), times=times, zone=zone
    )


@pytest.mark.parametrize(
    ("product", "route", "minutes"),
    [
        ("racemic", Route.INTRAVENOUS, (360, 120, None)),
        ("racemic", Route.INTRAMUSCULAR, (360, 120, None)),
        ("racemic", Route.SUBLINGUAL, (240, 120, None)),
        ("racemic", Route.ORAL, (240, 120, None)),
        ("esketamine", Route.NASAL, (120, 30, 60)),
    ],
)
def test_each_route_has_its_own_times(product, route, minutes) -> None:
    times = default_times(product, route)

    assert minutes == (
        times.last_meal_minutes, times.last_clear_drink_minutes, times.nasal_spray_minutes,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "starts", "meal", "drink", "dry_from"),
    [
        # The night of 29 March 2026: 02:00 becomes 03:00 in Berlin.
        (BERLIN, "2026-03-29T08:00", "01:00", "06:00", "07:00"),
        # The night of 25 October 2026: 03:00 becomes 02:00 in Berlin.
        (BERLIN, "2026-10-25T08:00", "02:00, after the clocks go back", "06:00", "09:00"),
        # The night of 8 March 2026: 02:00 becomes 03:00 in New York.
        (NEW_YORK, "2026-03-08T08:00", "01:00", "06:00", "07:00"),
        # The night of 1 November 2026: 02:00 becomes 01:00 in New York.
        (NEW_YORK, "2026-11-01T07:00", "01:00, after the clocks go back", "05:00", "08:00"),
        (BERLIN, "2026-03-10T08:00", "02:00", "06:00", "08:00"),
    ],
    ids=["Berlin, spring", "Berlin, autumn", "New York, spring", "New York, autumn", "any night"],
)  # fmt: skip
def test_hours_before_are_real_hours_in_every_night(zone, starts, meal, drink, dry_from) -> None:
    moments = told(at(starts, zone), zone)

    said = [
        say(moment, zone, zone).clock
        for moment in (moments.last_meal_at, moments.last_clear_drink_at, moments.alcohol_free_from)
    ]
    assert said == [meal, drink, dry_from]
    assert moments.starts_at - moments.last_meal_at == timedelta(hours=6)


def test_the_hour_that_comes_twice_says_which_of_the_two_it_is() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    assert [say(one, BERLIN, BERLIN).clock for one in (first, first + timedelta(hours=1))] == [
        "02:30, before the clocks go back",
        "02:30, after the clocks go back",
    ]


def test_somebody_in_another_zone_reads_both_clocks() -> None:
    nine = datetime(2026, 3, 10, 9, 0, tzinfo=BERLIN)

    assert say(nine, LISBON, BERLIN).words == (
        "Tuesday 10 March, 08:00 (at the clinic: Tuesday 10 March, 09:00)"
    )


def test_in_the_weeks_between_two_changes_the_distance_is_another() -> None:
    """New York changes three weeks before Berlin does: six hours are five."""
    nines = [datetime(2026, 3, day, 9, 0, tzinfo=BERLIN) for day in (7, 14)]

    assert [say(each, NEW_YORK, BERLIN).clock for each in nines] == ["03:00", "04:00"]


def test_zones_that_show_the_same_are_said_once() -> None:
    nine = datetime(2026, 3, 10, 9, 0, tzinfo=BERLIN)

    assert say(nine, ZoneInfo("Europe/Paris"), BERLIN).clinic == ""


@pytest.mark.parametrize(
    ("ends", "driving"),
    [
        ("2026-03-10T23:59", date(2026, 3, 11)),
        ("2026-03-11T00:30", date(2026, 3, 11)),
        ("2026-03-11T03:59", date(2026, 3, 11)),
        ("2026-03-11T04:00", date(2026, 3, 12)),
    ],
)
def test_nobody_drives_before_a_nights_sleep(ends, driving) -> None:
    starts = at(ends, BERLIN) - timedelta(hours=3)

    assert told(starts, BERLIN).may_drive_on == driving


def test_the_day_of_driving_is_counted_where_the_person_is() -> None:
    """Half past midnight in Berlin is still the evening before in New York."""
    ends = datetime(2026, 3, 11, 5, 0, tzinfo=BERLIN)

    assert told(ends - timedelta(hours=3), NEW_YORK).may_drive_on == date(2026, 3, 11)


@pytest.mark.parametrize(
    "own",
    [
        {"nasal_spray_minutes": 59},
        {"last_meal_minutes": 119},
        {"last_meal_minutes": 481},
        {"arrive_early_minutes": 121},
    ],
)
def test_a_clinics_own_time_outside_the_limits_is_refused(own) -> None:
    with pytest.raises(OutsideLimits):
        with_own_times(ESKETAMINE, own, "the clinic")


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("nasal_spray_minutes", 60),
        ("nasal_spray_minutes", 61),
        ("last_meal_minutes", 120),
        ("last_meal_minutes", 480),
        ("arrive_early_minutes", 120),
    ],
)
def test_a_clinics_own_time_at_a_limit_is_taken(name, minutes) -> None:
    assert getattr(with_own_times(ESKETAMINE, {name: minutes}, "the clinic"), name) == minutes


def test_the_clinics_own_times_say_that_they_are() -> None:
    assert (
        with_own_times(IV, {"last_meal_minutes": 240}, "Harbour Clinic").source == "Harbour Clinic"
    )
    assert with_own_times(IV, {}, "Harbour") == IV
