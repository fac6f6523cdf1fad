"""A dose on each of the three weights, and from when all three are looked at."""

from decimal import Decimal

import pytest

from holdspace.domain.protocol import WeightBasis
from holdspace.domain.quantities import round_half_up
from holdspace.domain.weight_basis import Body, dose_by_weight
from holdspace.protocols import load_protocol

RULES = load_protocol("iv-racemic-0.5mgkg-40min", 1).dose.weight
MAN = Body(weight_kg=Decimal(120), height_cm=Decimal(178), sex="male")
WOMAN = Body(weight_kg=Decimal(95), height_cm=Decimal(163), sex="female")


def shown(body, basis=WeightBasis.ACTUAL):
    return dose_by_weight(RULES, basis, Decimal("0.5"), body)


@pytest.mark.parametrize(
    ("body", "kilograms", "milligrams"),
    [
        (MAN, ["120.0", "73.2", "91.9"], ["60.0", "36.6", "46.0"]),
        (WOMAN, ["95.0", "55.1", "71.1"], ["47.5", "27.5", "35.5"]),
    ],
    ids=["man of 178 cm", "woman of 163 cm"],
)
def test_the_worked_examples_come_out(body, kilograms, milligrams) -> None:
    lines = shown(body).lines

    assert [str(round_half_up(line.weight_kg, 1)) for line in lines] == kilograms
    assert [str(round_half_up(line.dose_mg, 1)) for line in lines] == milligrams


@pytest.mark.parametrize(
    ("kilograms", "shows_all"),
    [("86.69", False), ("86.7", True), ("86.71", True)],
    ids=["just under 30", "at 30", "just over 30"],
)
def test_all_three_are_looked_at_from_a_body_mass_index_of_30(kilograms, shows_all) -> None:
    body = Body(weight_kg=Decimal(kilograms), height_cm=Decimal(170), sex="female")

    assert shown(body).shows_all is shows_all


@pytest.mark.parametrize(
    "body",
    [Body(), Body(weight_kg=Decimal(90)), Body(height_cm=Decimal(170))],
    ids=["nothing", "no height", "no weight"],
)
def test_what_is_not_known_is_not_taken_for_slim(body) -> None:
    assert shown(body).shows_all is None
    assert "not known" in shown(body).sentence


def test_without_a_height_there_is_no_ideal_weight_and_it_says_why() -> None:
    chosen = shown(Body(weight_kg=Decimal(90), sex="male"), WeightBasis.IDEAL).chosen

    assert (chosen.dose_mg, chosen.why_not) == (None, "The height is not known.")


@pytest.mark.parametrize(("height", "is_known"), [("152.39", False), ("152.4", True)])
def test_the_formula_says_nothing_of_a_short_person(height, is_known) -> None:
    body = Body(weight_kg=Decimal(60), height_cm=Decimal(height), sex="female")

    assert (shown(body, WeightBasis.ADJUSTED).chosen.weight_kg is not None) is is_known
