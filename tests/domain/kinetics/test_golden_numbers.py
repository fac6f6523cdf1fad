"""The typical course of every route to 1e-4: worked out elsewhere, by another program."""

from dataclasses import dataclass

import pytest

from holdspace.domain.kinetics import Way
from tests.domain.kinetics.typical_person import area, at_once, concentrations, infused, peak

MINUTES = (5, 10, 20, 30, 40, 60, 80, 120, 180)
DEVICES_84 = [at_once(Way.NASAL, 84)]
CLEMENTS = "clements_1981"
NASAL = "perez_ruixo_2021"


@dataclass(frozen=True)
class Golden:
    name: str
    model: str
    doses: list
    at_minutes: tuple
    peak: tuple
    area: float
    weight_kg: float = 70.0
    site: str = "plasma"


GOLDEN = (
    Golden("infusion, Kamp", "kamp_2020", [infused(35, 40)],
           (109.32, 154.53, 198.27, 228.01, 253.05, 95.86, 73.74, 49.91, 33.85),
           (253.05, 40), 415.5),
    Golden("its effect site", "kamp_2020", [infused(35, 40)],
           (22.97, 61.62, 129.57, 178.33, 214.70, 138.03, 91.66, 56.26, 36.34), (216.62, 41.25),
           415.4, site="effect"),
    Golden("over one minute, Kamp", "kamp_2020", [infused(35, 1)],
           (570.46, 268.50, 136.04, 108.80, 93.81, 73.02, 59.19, 42.85, 30.62),
           (1260.28, 1), 415.6),
    Golden("100 kg, Kamp", "kamp_2020", [infused(50, 40)],
           (113.21, 162.74, 210.34, 241.57, 267.75, 100.76, 78.15, 53.54, 36.44), (267.75, 40),
           453.5, weight_kg=100.0),
    Golden("infusion, Clements", CLEMENTS, [infused(35, 40)],
           (33.20, 62.03, 109.48, 146.88, 177.31, 115.42, 84.73, 58.83, 43.76),
           (177.31, 40), 434.7),
    Golden("infusion, Domino", "domino_1984", [infused(35, 40)],
           (155.35, 181.83, 209.61, 226.50, 240.36, 55.12, 45.82, 35.84, 24.93),
           (240.36, 40), 302.0),
    Golden("infusion, Simons", "simons_2022", [infused(17.5, 40)],
           (79.81, 97.53, 117.23, 132.28, 144.37, 45.33, 31.44, 19.08, 12.89),
           (144.37, 40), 196.4),
    Golden("infusion, Fanta", "fanta_2015", [infused(17.5, 40)],
           (15.14, 28.05, 48.98, 65.45, 79.02, 51.88, 39.38, 27.55, 18.28),
           (79.02, 40), 178.0),
    Golden("film", "simons_2022", [at_once(Way.FILM, 50)],
           (22.20, 55.70, 84.72, 74.51, 63.71, 45.28, 32.20, 18.11, 10.73),
           (85.88, 17.4), 147.6),
    Golden("one device", NASAL, [at_once(Way.NASAL, 28)],
           (16.09, 27.10, 39.13, 43.39, 43.74, 39.16, 32.67, 22.02, 13.53),
           (43.93, 36.1), 146.9),
    Golden("two devices", NASAL, [at_once(Way.NASAL, 56)],
           (16.09, 37.09, 60.71, 70.19, 72.63, 67.61, 57.74, 39.73, 24.38),
           (72.63, 40.6), 253.8),
    Golden("three devices", NASAL, DEVICES_84,
           (16.09, 37.09, 77.59, 94.92, 100.73, 96.57, 83.77, 58.25, 35.63),
           (101.19, 44.3), 360.6),
    Golden("swallowed esketamine", NASAL, [at_once(Way.ORAL, 84)],
           (0.10, 0.72, 4.31, 10.29, 15.95, 23.18, 25.67, 23.72, 17.10),
           (25.80, 86.6), 125.4),
    Golden("into muscle", CLEMENTS, [at_once(Way.INTRAMUSCULAR, 35)],
           (110.64, 156.85, 167.56, 145.61, 121.50, 87.27, 68.47, 50.91, 38.78), (170.59, 16.2),
           404.3),
    Golden("under the tongue", CLEMENTS, [at_once(Way.SUBLINGUAL, 100)],
           (0, 44.22, 92.47, 108.91, 109.49, 93.89, 76.09, 53.06, 37.85),
           (110.52, 35.3), 360.2),
    Golden("swallowed", CLEMENTS, [at_once(Way.ORAL, 100)],
           (0, 0, 55.14, 75.67, 79.23, 68.43, 54.60, 37.16, 26.34),
           (79.34, 38.3), 248.4),
    Golden("by nose, racemic", CLEMENTS, [at_once(Way.NASAL, 50)],
           (59.52, 79.84, 79.10, 66.14, 54.36, 39.04, 30.89, 23.21, 17.75),
           (83.12, 14.0), 186.3),
)  # fmt: skip


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.name)
def test_the_course_is_the_one_that_was_worked_out_elsewhere(case):
    found = concentrations(
        case.model, case.doses, MINUTES, weight_kg=case.weight_kg, site=case.site
    )

    assert list(found) == pytest.approx(list(case.at_minutes), rel=1e-4, abs=0.0051)


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.name)
def test_the_peak_and_its_minute_too(case):
    highest, minute = peak(case.model, case.doses, weight_kg=case.weight_kg, site=case.site)

    assert highest == pytest.approx(case.peak[0], rel=1e-4)
    assert minute == pytest.approx(case.peak[1], abs=0.1)


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.name)
def test_the_area_of_a_day_too(case):
    found = area(case.model, case.doses, weight_kg=case.weight_kg, site=case.site)

    assert found == pytest.approx(case.area, abs=0.051)
