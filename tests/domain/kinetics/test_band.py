"""The band: always the same, as wide as it should be, about the typical course."""

import numpy as np
import pytest
from scipy.stats import norm, qmc

from holdspace.domain.kinetics import Dose, Drug, Person, Way, predict, sobol
from holdspace.domain.kinetics.courses import course
from holdspace.domain.kinetics.people import Body, drawn
from holdspace.domain.kinetics.prediction import quantiles
from tests.domain.kinetics.typical_person import at_once, concentrations, infused, way_in

ADULT = Person(age_years=40, weight_kg=70)
INFUSION = [infused(35, 40)]
AT = (5, 10, 20, 40, 60, 80, 120, 180)
# A million people drawn at random, by another program (Kamp, 70 kg).
MILLION = {
    "low": (67.1, 98.0, 127.6, 163.2, 60.3, 45.7, 29.9, 19.3),
    "median": (108.2, 152.5, 196.1, 251.1, 95.8, 73.6, 49.9, 33.7),
    "high": (172.3, 236.0, 300.7, 385.3, 151.1, 117.3, 81.5, 57.2),
}
FIRST_PERSON = [0.9485978566209845, -0.4483782920759646, -0.11659646961136383]
# What 5, 50 and 95 of 100 people peak at, by another program.
PEAKS = {
    "into muscle": ("clements_1981", at_once(Way.INTRAMUSCULAR, 35), (90, 163, 290), (9, 16, 30)),
    "under the tongue": (
        "clements_1981", at_once(Way.SUBLINGUAL, 100), (39, 106, 252), (21, 35, 61),
    ),
    "swallowed": ("clements_1981", at_once(Way.ORAL, 100), (31, 76, 178), (25, 38, 62)),
    "racemic by nose": ("clements_1981", at_once(Way.NASAL, 50), (23, 80, 208), (7, 14, 25)),
    "devices": ("perez_ruixo_2021", at_once(Way.NASAL, 84), (53, 99, 165), (24, 45, 73)),
}  # fmt: skip


@pytest.fixture(scope="module")
def infusion():
    return predict(Drug.RACEMIC, INFUSION, ADULT)


@pytest.mark.parametrize("edge", MILLION)
def test_the_band_of_an_infusion_is_that_of_a_million_people(infusion, edge):
    band = getattr(infusion.blood, edge)

    assert [band[minute] for minute in AT] == pytest.approx(list(MILLION[edge]), rel=0.02)


@pytest.mark.parametrize("name", PEAKS)
def test_the_peaks_of_a_population(name):
    model, dose, highest, minutes = PEAKS[name]
    way = way_in(model, dose.way)
    people = drawn([way], Body(age_years=40, weight_kg=70), 2048)

    found = course([(way, [dose])], people, np.arange(0.0, 181)).plasma

    peaks = np.quantile(found.max(axis=0), [0.05, 0.5, 0.95])
    assert list(peaks) == pytest.approx(list(highest), rel=0.03)
    tops = np.quantile(found.argmax(axis=0), [0.05, 0.5, 0.95])
    assert list(tops) == pytest.approx(list(minutes), abs=1.1)


def test_the_same_question_has_the_same_answer_to_the_last_digit(infusion):
    assert predict(Drug.RACEMIC, INFUSION, ADULT) == infusion


def test_a_fresh_draw_is_the_same_draw():
    """Nothing is kept between two processes: the numbers come from a fixed key."""
    sobol.normal_draw.cache_clear()
    first = sobol.normal_draw(256, 3).copy()
    sobol.normal_draw.cache_clear()

    assert (sobol.normal_draw(256, 3) == first).all()
    assert first[:, 0] == pytest.approx(FIRST_PERSON, abs=1e-12)


def test_the_edges_never_cross(infusion):
    for band in (infusion.blood, infusion.effect_site):
        low, median, high = (np.array(edge[1:]) for edge in (band.low, band.median, band.high))
        assert (low > 0).all()
        assert (low < median).all()
        assert (median < high).all()


def test_the_middle_of_the_band_is_the_typical_person(infusion):
    typical = concentrations("kamp_2020", INFUSION, AT)

    assert [infusion.blood.median[m] for m in AT] == pytest.approx(list(typical), rel=0.02)


def test_2048_people_spread_evenly_are_as_good_as_100_000_at_random():
    way, body = way_in("kamp_2020", Way.INTRAVENOUS), Body(age_years=40, weight_kg=70)
    minutes = np.array(AT, dtype=float)
    evenly = quantiles(course([(way, INFUSION)], drawn([way], body, 2048), minutes).plasma)
    random = np.random.default_rng(1).standard_normal((4, 100_000))
    values = {each.name: np.full(100_000, each.value) for each in way.model.parameters}
    vary = [each for each in way.model.parameters if each.varies]
    values |= {
        each.name: each.value * np.exp(each.log_sd * row)
        for each, row in zip(vary, random, strict=False)
    }
    values[way.key(way.pathways[0].share)] = np.ones(100_000)
    people = type(drawn([way], body, 2))(values=values, scale=np.exp(0.25 * random[3]))

    by_chance = quantiles(course([(way, INFUSION)], people, minutes).plasma)

    for edge in ("low", "median", "high"):
        assert getattr(evenly, edge) == pytest.approx(getattr(by_chance, edge), rel=0.02)


def test_the_plain_sequence_is_the_one_everybody_uses():
    theirs = qmc.Sobol(d=sobol.MOST_EFFECTS, scramble=False, bits=32).random(64)
    ours = np.stack([sobol.points(64, each) for each in range(sobol.MOST_EFFECTS)], axis=1)

    # They walk in Gray code: the same points of each block, in another order.
    assert sorted(map(tuple, ours / 2.0**32)) == sorted(map(tuple, theirs))


def test_the_scrambled_draw_is_evenly_spread_in_every_direction():
    """Each 2048th of each dimension holds one person; a random draw leaves a third empty."""
    share = norm.cdf(sobol.normal_draw(2048, sobol.MOST_EFFECTS))

    for row in share:
        assert len(set((row * 2048).astype(int))) == 2048
    assert (
        np.abs(np.corrcoef(sobol.normal_draw(2048, sobol.MOST_EFFECTS)) - np.eye(13)).max() < 0.02
    )


def test_more_people_than_directions_are_refused():
    with pytest.raises(ValueError, match="14 random effects"):
        sobol.normal_draw(64, 14)


def test_a_weight_that_nobody_took_makes_the_band_wider(infusion):
    unknown = predict(Drug.RACEMIC, INFUSION, Person(age_years=40, weight_kg=None))

    def width(found):
        return found.blood.high[40] / found.blood.low[40]

    assert width(unknown) > width(infusion)
    assert any("Weight is not known" in notice for notice in unknown.notices)


def test_swallowed_esketamine_shows_both_studies_that_disagree():
    """0.08 and 0.18 of a swallowed dose arrive, by one study and by the other."""
    way = way_in("perez_ruixo_2021", Way.ORAL)
    people = drawn([way], Body(age_years=40, weight_kg=70), 2048)
    past_the_gut = people.values[way.key(way.pathways[0].share)]

    low, high = np.quantile(past_the_gut * (1 - 0.722), [0.05, 0.95])

    assert low == pytest.approx(0.08, rel=0.02)
    assert high == pytest.approx(0.19, rel=0.02)


def test_age_slows_the_liver_and_ancestry_counts_where_it_was_said():
    dose = [Dose(way=Way.NASAL, mg=56)]

    def at_two_hours(**who):
        found = predict(Drug.ESKETAMINE, dose, Person(weight_kg=70, **who))
        return found.blood.median[120]

    assert at_two_hours(age_years=60) == at_two_hours(age_years=40)
    assert at_two_hours(age_years=80) > at_two_hours(age_years=60)
    assert at_two_hours(age_years=40, is_asian=True) > at_two_hours(age_years=40)
    assert at_two_hours(age_years=40, is_japanese=True) > at_two_hours(age_years=40, is_asian=True)
