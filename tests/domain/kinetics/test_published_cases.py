"""What others measured or printed, each within a tolerance that says how alike it should be."""

from importlib import import_module
from importlib.util import find_spec

import numpy as np
import pytest

from holdspace.domain.kinetics import Dose, Drug, Person, Sampling, Way, Wish, predict
from holdspace.domain.kinetics.dispositions import HIJAZI, KAMP
from holdspace.domain.kinetics.modes import decay
from tests.domain.kinetics.typical_person import (
    area,
    at_once,
    clearance_l_per_hour,
    concentrations,
    infused,
    peak,
)

CLEMENTS, NASAL, FILM = "clements_1981", "perez_ruixo_2021", "simons_2022"
FORTY_MINUTES = [infused(35, 40)]
ADULT = Person(age_years=40, weight_kg=70)
DEVICES = {28: (43.8, 147.3), 56: (72.5, 254.7), 84: (101.0, 362.2)}


def test_v1_the_vein_shows_the_published_level_at_the_end_of_an_infusion():
    (vein,) = concentrations(CLEMENTS, FORTY_MINUTES, [40])

    assert 148 <= vein <= 222


def test_v1_an_artery_shows_half_as_much_again():
    (vein,) = concentrations(CLEMENTS, FORTY_MINUTES, [40])
    (artery,) = concentrations("kamp_2020", FORTY_MINUTES, [40])

    assert 1.3 <= artery / vein <= 1.7


def test_v2_the_venous_band_holds_the_published_range():
    found = predict(Drug.RACEMIC, FORTY_MINUTES, ADULT, wish=Wish(sampling=Sampling.VENOUS))

    assert 85 <= found.blood.low[40] <= 125
    assert 230 <= found.blood.high[40] <= 320


def test_v3_ten_milligrams_at_once():
    pushed = [at_once(Way.INTRAVENOUS, 10)]
    (after_two_minutes,) = concentrations("kamp_2020", pushed, [2])

    assert after_two_minutes == pytest.approx(296, rel=0.35)
    assert area("kamp_2020", pushed) == pytest.approx(113, rel=0.15)


@pytest.mark.parametrize("mg", DEVICES)
def test_v4_v5_the_nasal_devices_of_the_published_table(mg):
    highest, _ = peak(NASAL, [at_once(Way.NASAL, mg)])

    assert highest == pytest.approx(DEVICES[mg][0], rel=0.02)
    assert area(NASAL, [at_once(Way.NASAL, mg)]) == pytest.approx(DEVICES[mg][1], rel=0.02)


@pytest.mark.parametrize(("mg", "share"), [(56, 0.54), (84, 0.51)])
def test_v6_how_much_of_a_nasal_dose_arrives(mg, share):
    by_nose = area(NASAL, [at_once(Way.NASAL, mg)], until_minute=20_000)
    by_vein = area(NASAL, [infused(mg, 1)], until_minute=20_000)

    assert by_nose / by_vein == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize(("mg", "last_device"), [(28, 0), (56, 5), (84, 10)])
def test_v7_the_peak_comes_20_to_40_minutes_after_the_last_device(mg, last_device):
    _, minute = peak(NASAL, [at_once(Way.NASAL, mg)])

    assert 20 <= minute - last_device <= 40


def test_v7_the_last_half_life_of_a_nasal_dose_is_7_to_12_hours():
    late = concentrations(NASAL, [at_once(Way.NASAL, 84)], [3000, 3600])

    assert 7 <= 10 * np.log(2) / np.log(late[0] / late[1]) <= 12


@pytest.mark.parametrize(("mg", "highest", "six_hours"), [(50, 96, 8363), (100, 144, 13347)])
def test_v8_a_film_of_esketamine(mg, highest, six_hours):
    """The model is linear, the study was not: the larger film may be 20 % above it."""
    found, minute = peak(FILM, [at_once(Way.FILM, mg)])

    assert found == pytest.approx(highest, rel=0.20)
    assert area(FILM, [at_once(Way.FILM, mg)], until_minute=360) * 60 == pytest.approx(
        six_hours, rel=0.20
    )
    assert minute == pytest.approx(19, rel=0.20)


def test_v9_25_mg_under_the_tongue():
    highest, minute = peak(CLEMENTS, [at_once(Way.SUBLINGUAL, 25)])

    assert highest == pytest.approx(28.6, abs=6.6)
    assert 15 <= minute <= 60


def test_v10_25_mg_swallowed():
    highest, _ = peak(CLEMENTS, [at_once(Way.ORAL, 25)])

    assert highest == pytest.approx(22.8, abs=12.8)


def test_v11_a_swallowed_half_milligram_per_kilogram_is_inside_the_band_and_above_its_middle():
    found = predict(Drug.RACEMIC, [at_once(Way.ORAL, 35)], ADULT)

    assert max(found.blood.low) < 45 < max(found.blood.high)
    assert max(found.blood.median) < 45


@pytest.mark.parametrize(("mg_per_kg", "published"), [(1, 1200), (2, 2400)])
def test_v12_an_anaesthetic_injection_is_of_the_right_order(mg_per_kg, published):
    at_two, at_five = concentrations(
        "kamp_2020", [at_once(Way.INTRAVENOUS, 70 * mg_per_kg)], [2, 5]
    )

    assert at_five < published < at_two


def test_v13_a_long_anaesthetic_infusion():
    held = [at_once(Way.INTRAVENOUS, 140), infused(70 * 0.041 * 2000, 2000)]
    (steady,) = concentrations("kamp_2020", held, [2000])

    assert steady == pytest.approx(2211, rel=0.20)


def test_v13_awakening_after_an_anaesthetic_injection():
    minutes = np.arange(1, 40, 0.1)
    falling = concentrations("kamp_2020", [at_once(Way.INTRAVENOUS, 140)], minutes)

    assert 10 <= minutes[np.argmax(falling < 642)] <= 20


def test_v14_the_constants_of_intensive_care_give_what_their_paper_printed():
    values = {each.name: np.array([each.value]) for each in HIJAZI.parameters}
    slowest_per_minute = float(decay(HIJAZI, values).rates_per_minute.min())
    clearance_ml_per_min_kg = clearance_l_per_hour("hijazi_2003") * 1000 / 60 / 70

    assert clearance_ml_per_min_kg == pytest.approx(36.0, rel=0.05)
    assert np.log(2) / slowest_per_minute / 60 == pytest.approx(4.9, rel=0.05)
    assert clearance_ml_per_min_kg / slowest_per_minute / 1000 == pytest.approx(16.0, rel=0.05)


def test_v15_the_default_model_lies_in_the_meta_analysis():
    assert 69 <= clearance_l_per_hour("kamp_2020") <= 90
    assert 200 <= sum(each.value for each in KAMP.volumes) <= 304


def test_v16_the_constants_of_domino_as_another_program_runs_them():
    found = concentrations("domino_1984", FORTY_MINUTES, [40, 180])

    assert list(found) == pytest.approx([240.36, 24.93], rel=1e-4, abs=0.0051)


if find_spec("opentiva") is not None:  # another program, which nobody needs to have

    def test_v17_a_pump_simulator_agrees():
        """Its plasma is exact; its effect site is not, nor compared."""
        ketamine, pump = (import_module(f"opentiva.{name}") for name in ("ketamine", "pump"))
        simulated = pump.Pump(ketamine.Klamp(sex=0, age=40, weight=70, height=175), 10, 10_800)
        simulated.add_infusion(0, 35 / 2400, 2400)
        table = simulated.run()

        found = concentrations("kamp_2020", FORTY_MINUTES, table[:, 0] / 60)

        assert list(found) == pytest.approx(list(table[:, 1] * 1000), rel=1e-9, abs=1e-9)


def test_v19_into_muscle_the_published_peak_is_inside_the_band():
    found = predict(Drug.RACEMIC, [at_once(Way.INTRAMUSCULAR, 35)], ADULT)

    assert found.blood.low[22] < 240 < max(found.blood.high)


def test_ninety_minutes_after_84_mg_by_nose_three_quarters_of_the_peak_are_left():
    """Why the level says nothing of going home: perception is mostly back by then."""
    doses = [at_once(Way.NASAL, 84)]
    highest, _ = peak(NASAL, doses)
    (left,) = concentrations(NASAL, doses, [90])

    assert left / highest == pytest.approx(0.76, abs=0.02)


def test_the_devices_at_one_moment_would_peak_otherwise():
    """A control: the published table is met with devices 5 minutes apart."""
    at_zero = [Dose(way=Way.NASAL, mg=28, at_minute=0) for _ in range(3)]
    (apart, _), (together, _) = peak(NASAL, [at_once(Way.NASAL, 84)]), peak(NASAL, at_zero)

    assert together / apart == pytest.approx(1.012, abs=0.003)
