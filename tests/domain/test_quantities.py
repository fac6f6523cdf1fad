from decimal import Decimal

import pytest

from holdspace.domain.dose_arithmetic import infusion_numbers
from holdspace.domain.quantities import (
    ImpossibleQuantity,
    NotANumber,
    body_mass_index,
    dose_mg,
    ideal_weight_kg,
    in_words,
    mg_per_kg,
    parse_number,
    parse_weight_kg,
    round_half_up,
    three_weights,
    volume_ml,
)

HALF_MG_PER_KG = Decimal("0.5")


@pytest.mark.parametrize(
    ("kg", "mg", "drawn_up", "per_minute", "made_up"),
    [
        ("55", "27.5", ("2.75", "0.55", "0.275"), "0.6875", "0.55"),
        ("70", "35", ("3.5", "0.7", "0.35"), "0.875", "0.70"),
        ("92", "46", ("4.6", "0.92", "0.46"), "1.15", "0.92"),
    ],
)
def test_the_worked_table_of_doses_comes_out_exactly(kg, mg, drawn_up, per_minute, made_up):
    dose = dose_mg(HALF_MG_PER_KG, Decimal(kg))
    numbers = infusion_numbers(dose_mg=dose, made_up_to_ml=Decimal(50), over_minutes=Decimal(40))

    assert dose == Decimal(mg)
    assert tuple(volume_ml(dose, Decimal(strength)) for strength in (10, 50, 100)) == tuple(
        Decimal(ml) for ml in drawn_up
    )
    assert numbers.mg_per_minute == Decimal(per_minute)
    assert numbers.mg_per_ml == Decimal(made_up)
    assert numbers.pump_ml_per_hour == Decimal(75)


@pytest.mark.parametrize(
    ("sex", "height", "actual", "ideal", "adjusted", "doses"),
    [
        ("male", "178", "120", "73.2", "91.9", ("60.0", "36.6", "46.0")),
        ("female", "163", "95", "55.1", "71.1", ("47.5", "27.5", "35.5")),
    ],
)
def test_the_three_weights_and_their_doses_come_out_as_in_the_reference(
    sex, height, actual, ideal, adjusted, doses
):
    weights = three_weights(sex, Decimal(height), Decimal(actual))
    each_kg = (weights.actual_kg, weights.ideal_kg, weights.adjusted_kg)

    assert round_half_up(weights.ideal_kg, 1) == Decimal(ideal)
    assert round_half_up(weights.adjusted_kg, 1) == Decimal(adjusted)
    assert tuple(round_half_up(dose_mg(HALF_MG_PER_KG, kg), 1) for kg in each_kg) == tuple(
        Decimal(dose) for dose in doses
    )


def test_devines_formula_starts_at_sixty_inches_and_says_nothing_below():
    assert ideal_weight_kg("female", Decimal("152.39")) is None
    assert ideal_weight_kg("female", Decimal("152.4")) == Decimal("45.5")
    assert ideal_weight_kg("female", Decimal("154.94")) == Decimal("47.8")


def test_a_short_person_has_no_adjusted_weight_either():
    assert three_weights("male", Decimal(150), Decimal(80)).adjusted_kg is None


def test_body_mass_index_is_weight_over_height_squared():
    assert body_mass_index(Decimal("76.8"), Decimal(160)) == Decimal(30)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("27.50", "mg", "27.5 mg"),
        ("35.00", "mg", "35 mg"),
        ("0.275", "mL", "0.275 mL"),
        ("0.6875", "mg/min", "0.6875 mg/min"),
        ("75", "mL/h", "75 mL/h"),
        ("100", "mg/mL", "100 mg/mL"),
        ("0.125", "mg", "0.13 mg"),
        ("2.5", "count", "2.5 count"),
        ("-0.001", "mg", "0 mg"),
    ],
)
def test_a_quantity_is_shown_without_trailing_zeros_and_rounded_half_up(value, unit, words):
    assert in_words(Decimal(value), unit) == words


@pytest.mark.parametrize("typed", ["0", "7", "70", "0.5", " 27.5 ", "10.0"])
def test_a_plain_number_is_read(typed):
    assert parse_number(typed) == Decimal(typed.strip())


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1,5",
        "1,000",
        "NaN",
        "inf",
        "-1",
        "+1",
        "1e3",
        ".5",
        "5.",
        "07",
        "00.5",
        "1 0",
        "²",
        "\u0661",
    ],
)
def test_what_can_be_misread_is_not_a_number(typed):
    with pytest.raises(NotANumber):
        parse_number(typed)


def test_a_refused_number_says_what_to_type():
    with pytest.raises(NotANumber, match=r"Write a zero before the point: 0\.5\."):
        parse_number(".5")


@pytest.mark.parametrize(("typed", "unit"), [("70 kg", None), ("70", "kg"), ("70kg", "kg")])
def test_a_weight_in_kg_is_read_with_its_unit(typed, unit):
    assert parse_weight_kg(typed, unit) == Decimal(70)


def test_a_weight_in_pounds_is_converted_when_it_says_so():
    assert round_half_up(parse_weight_kg("154.3 lb"), 1) == Decimal("70.0")


@pytest.mark.parametrize(
    ("typed", "unit", "why"),
    [
        ("154", None, "kg or lb"),
        ("154 lb", "kg", "where kg is asked for"),
        ("24.9", "kg", "outside 25 to 300 kg"),
        ("300.1", "kg", "outside 25 to 300 kg"),
        ("7O kg", None, "not a number"),
    ],
)
def test_a_weight_without_a_clear_unit_or_outside_reason_is_refused(typed, unit, why):
    with pytest.raises(NotANumber, match=why):
        parse_weight_kg(typed, unit)


@pytest.mark.parametrize("typed", ["25", "300"])
def test_a_weight_at_the_edge_of_reason_is_read(typed):
    assert parse_weight_kg(typed, "kg") == Decimal(typed)


@pytest.mark.parametrize("kg", ["0", "-70", "NaN", "Infinity"])
def test_no_dose_is_worked_out_from_an_impossible_weight(kg):
    with pytest.raises(ImpossibleQuantity):
        dose_mg(HALF_MG_PER_KG, Decimal(kg))


def test_no_volume_is_worked_out_from_a_strength_of_nothing():
    with pytest.raises(ImpossibleQuantity):
        volume_ml(Decimal(35), Decimal(0))


def test_mg_per_kg_is_dose_over_weight():
    assert mg_per_kg(Decimal(35), Decimal(70)) == HALF_MG_PER_KG
