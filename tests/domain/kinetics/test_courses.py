"""What must hold of every course: it adds up, it moves with its dose, it survives odd numbers."""

import numpy as np
import pytest

from holdspace.domain.kinetics import Way
from holdspace.domain.kinetics.modes import Modes, through_a_depot, with_effect_site
from holdspace.domain.kinetics.pulses import Pulse, follow
from tests.domain.kinetics.typical_person import (
    at_once,
    concentrations,
    infused,
)

KAMP, CLEMENTS, NASAL = "kamp_2020", "clements_1981", "perez_ruixo_2021"
MINUTES = np.arange(0.0, 181.0)
BY_EVERY_WAY = [
    (KAMP, infused(35, 40)),
    (CLEMENTS, at_once(Way.INTRAMUSCULAR, 35)),
    (CLEMENTS, at_once(Way.SUBLINGUAL, 100)),
    ("simons_2022", at_once(Way.FILM, 50)),
    (NASAL, at_once(Way.ORAL, 84)),
]


def one_mode(rate, weight=1.0):
    return Modes(rates_per_minute=np.array([[rate]]), plasma=np.array([[weight]]), effect=None)


def same(found, expected, rel=1e-9):
    return list(found) == pytest.approx(list(expected), rel=rel, abs=1e-9)


@pytest.mark.parametrize(("model", "dose"), BY_EVERY_WAY)
def test_twice_the_dose_is_twice_the_concentration(model, dose):
    twice = type(dose)(way=dose.way, mg=2 * dose.mg, over_minutes=dose.over_minutes)

    assert same(concentrations(model, [twice], MINUTES), 2 * concentrations(model, [dose], MINUTES))


def test_a_second_nasal_device_adds_less_than_the_first():
    (one,), (two,) = (concentrations(NASAL, [at_once(Way.NASAL, mg)], [120]) for mg in (28, 56))

    assert two < 2 * one


def test_two_doses_are_the_sum_of_each():
    first, second = infused(20, 30), infused(15, 20, at_minute=25.5)

    together = concentrations(KAMP, [first, second], MINUTES)

    apart = concentrations(KAMP, [first], MINUTES) + concentrations(KAMP, [second], MINUTES)
    assert same(together, apart)


def test_a_later_dose_is_the_same_course_later():
    now = concentrations(KAMP, [infused(35, 40)], MINUTES)
    later = concentrations(KAMP, [infused(35, 40, at_minute=17.25)], MINUTES + 17.25)

    assert same(later, now)


def test_nothing_is_there_before_the_dose():
    found = concentrations(KAMP, [infused(35, 40, at_minute=10)], [0, 9.999, 10, 10.5])

    assert list(found[:3]) == [0, 0, 0]
    assert found[3] > 0


def test_a_lag_longer_than_the_look_shows_nothing():
    assert list(concentrations(CLEMENTS, [at_once(Way.ORAL, 100)], [0, 5, 9.99])) == [0, 0, 0]


def test_blood_only_falls_once_the_dose_is_in():
    found = concentrations(KAMP, [infused(35, 40)], np.arange(40.0, 400))

    assert (np.diff(found) < 0).all()


def test_the_effect_site_is_highest_where_it_meets_the_blood():
    minutes = np.arange(38, 48, 0.01)
    blood = concentrations(KAMP, [infused(35, 40)], minutes)
    effect = concentrations(KAMP, [infused(35, 40)], minutes, site="effect")

    assert effect.max() == pytest.approx(blood[effect.argmax()], rel=1e-3)


def test_an_infusion_over_no_time_is_a_push():
    push = concentrations(KAMP, [at_once(Way.INTRAVENOUS, 35)], MINUTES[1:])

    assert same(concentrations(KAMP, [infused(35, 1e-7)], MINUTES[1:]), push, rel=1e-6)


def test_an_infusion_in_two_halves_is_one_infusion():
    halves = [infused(17.5, 20), infused(17.5, 20, at_minute=20)]

    assert same(
        concentrations(KAMP, halves, MINUTES), concentrations(KAMP, [infused(35, 40)], MINUTES)
    )


def test_a_pause_lets_the_level_fall_and_the_rest_raise_it_again():
    paused = [infused(17.5, 20), infused(17.5, 20, at_minute=30)]

    at = concentrations(KAMP, paused, [20, 30, 50])

    assert at[1] < at[0] < at[2]


def test_a_rate_change_inside_a_step_is_exact():
    changed = [infused(10, 12.34), infused(25, 20.0, at_minute=12.34)]
    coarse, fine = np.arange(0.0, 181, 30), np.arange(0.0, 181, 0.5)

    assert same(concentrations(KAMP, changed, coarse), concentrations(KAMP, changed, fine)[::60])


def test_devices_at_the_minutes_they_were_logged():
    logged = [at_once(Way.NASAL, 28, at_minute=at) for at in (0, 6.5, 13)]
    spaced = [at_once(Way.NASAL, 28, at_minute=at) for at in (0, 5, 10)]

    assert same(
        concentrations(NASAL, spaced, MINUTES),
        concentrations(NASAL, [at_once(Way.NASAL, 84)], MINUTES),
    )
    (late,), (early,) = (concentrations(NASAL, doses, [20]) for doses in (logged, spaced))
    assert late < early


def test_an_absorption_rate_that_equals_a_decay_rate():
    """Bateman's limit: k t exp(-k t)."""
    course = follow(
        through_a_depot(one_mode(0.05), np.array([0.05])),
        [Pulse(from_minute=0, amount_mg=1.0)],
        MINUTES,
    )

    expected = 0.05 * MINUTES * np.exp(-0.05 * MINUTES)
    assert list(course.plasma[:, 0]) == pytest.approx(list(expected), rel=2e-5, abs=1e-9)


def test_absorption_decay_and_effect_site_all_at_one_rate():
    """(k t)^2 / 2 exp(-k t)."""
    rate = np.log(2) / 8.3
    modes = with_effect_site(through_a_depot(one_mode(rate), np.array([rate])), 8.3)

    course = follow(modes, [Pulse(from_minute=0, amount_mg=1.0)], MINUTES)

    expected = (rate * MINUTES) ** 2 / 2 * np.exp(-rate * MINUTES)
    assert list(course.effect[:, 0]) == pytest.approx(list(expected), rel=1e-4, abs=1e-5)


def test_an_effect_site_at_once_is_the_blood():
    modes = with_effect_site(one_mode(0.03), 1e-9)

    course = follow(modes, [Pulse(from_minute=0, amount_mg=1.0)], MINUTES[1:])

    assert same(course.effect[:, 0], course.plasma[:, 0], rel=1e-6)


def test_a_dose_may_take_longer_in_one_person_than_in_another():
    modes = Modes(rates_per_minute=np.full((1, 2), 0.02), plasma=np.ones((1, 2)), effect=None)
    both = follow(
        modes,
        [Pulse(from_minute=3.5, amount_mg=np.array([1.0, 1.0]), over_minutes=np.array([10.2, 33]))],
        MINUTES,
    )
    alone = follow(
        one_mode(0.02), [Pulse(from_minute=3.5, amount_mg=1.0, over_minutes=33.0)], MINUTES
    )

    assert same(both.plasma[:, 1], alone.plasma[:, 0])
    assert both.plasma[15, 0] > both.plasma[15, 1]
