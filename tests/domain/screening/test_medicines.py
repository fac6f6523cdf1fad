"""What somebody types finds the medicine; what is not one is never taken for one."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from holdspace.domain.medicine_list import INGREDIENTS, RXNORM
from holdspace.domain.medicines import (
    ASHTON,
    BENZODIAZEPINES,
    MedicineTaken,
    NoSuchIngredient,
    NotKnown,
    diazepam_equivalent_mg_a_day,
    find_medicines,
    ingredient,
    normalise,
)
from tests.domain.screening.harmless import taking

ATC = re.compile("[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lorazepam", "lorazepam"),
        ("Xanax", "alprazolam"),
        ("XANAX", "alprazolam"),
        ("Tavor 1 mg", "lorazepam"),
        ("Effexor XR 75 mg", "venlafaxine"),
        ("generic Xanax", "alprazolam"),
        ("St. John\u2019s wort", "St John's wort"),
        ("Johanniskraut", "St John's wort"),
        ("Tylenol with codeine", "paracetamol and codeine"),
        ("Claritin", "loratadine"),
        ("Claritin-D", "loratadine and pseudoephedrine"),
        ("lorazepam (Ativan)", "lorazepam"),
        ("ferro sanol", "iron"),
        ("Quilonum retard", "lithium"),
    ],
)
def test_a_name_or_a_brand_is_recognised(typed, name) -> None:
    found = normalise(typed)

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lorazepan", "lorazepam"),  # one letter other
        ("Xanx", "alprazolam"),  # one left out
        ("Seroquell", "quetiapine"),  # one too many
        ("Lamitcal", "lamotrigine"),  # two swapped
        ("prozak", "fluoxetine"),
        ("diazapam 5mg", "diazepam"),
    ],
)
def test_one_slip_is_forgiven(typed, name) -> None:
    found = normalise(typed)

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "5 mg",
        "my heart pill",
        "Grandmother's tea",
        "sertraline and lithium",  # two medicines: each needs its own line
        "lorzpm",  # two letters gone
        "Allegro",  # one slip from two medicines
        "abc",
    ],
)
def test_what_is_not_clear_is_not_recognised(typed) -> None:
    assert normalise(typed) is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lor", "loratadine"),
        ("xan", "alprazolam"),
        ("Trev", "venlafaxine"),
        ("quetia", "quetiapine"),
    ],
)
def test_the_beginning_of_a_name_finds_it(typed, first) -> None:
    assert first in [found.name for found in find_medicines(typed)]


def test_beginnings_come_before_what_is_inside() -> None:
    names = [found.name for found in find_medicines("ket", limit=20)]

    assert names.index("ketamine") < names.index("esketamine")


def test_a_misspelt_name_is_offered() -> None:
    assert find_medicines("venlafaxin 75")[0].name == "venlafaxine"
    assert find_medicines("quetiepin")[0].name == "quetiapine"


def test_no_more_are_offered_than_asked_for() -> None:
    assert len(find_medicines("a", limit=5)) == 5
    assert find_medicines("", limit=5) == ()


def test_the_list_is_long_and_no_word_means_two_medicines() -> None:
    words = Counter(word.casefold() for each in INGREDIENTS for word in (each.name, *each.also))

    assert len(INGREDIENTS) >= 400
    assert [word for word, times in words.items() if times > 1] == []


def test_each_ingredient_is_well_formed() -> None:
    assert [each.name for each in INGREDIENTS if normalise(each.name) != each] == []
    assert [word for each in INGREDIENTS for word in each.also if normalise(word) != each] == []
    assert [code for each in INGREDIENTS for code in each.atc if not ATC.fullmatch(code)] == []
    assert all(ingredient(part) for each in INGREDIENTS for part in each.contains)


def test_only_the_one_code_that_was_confirmed_is_kept() -> None:
    assert RXNORM == {"ketamine": "6130"}


def test_an_ingredient_that_there_is_not_is_refused() -> None:
    with pytest.raises(NoSuchIngredient):
        ingredient("wishful thinking")


def test_every_line_of_the_table_is_a_benzodiazepine() -> None:
    assert all(BENZODIAZEPINES.holds(taking(name)) for name in ASHTON)
    assert ASHTON["diazepam"] == 10


@pytest.mark.parametrize(("name", "milligrams"), list(ASHTON.items()))
def test_each_line_of_the_table_equals_ten_milligrams_of_diazepam(name, milligrams) -> None:
    once = MedicineTaken(typed=name, ingredient=name, dose_mg=milligrams, times_a_day=Decimal(1))

    assert diazepam_equivalent_mg_a_day((once,), ASHTON) == 10


def test_nothing_and_other_medicines_amount_to_nothing() -> None:
    assert diazepam_equivalent_mg_a_day((), ASHTON) == 0
    assert diazepam_equivalent_mg_a_day((taking("sertraline"),), ASHTON) == 0


def test_an_amount_that_is_missing_makes_the_load_unknown_and_names_it() -> None:
    both = (taking("Tavor"), taking("diazepam", dose_mg=Decimal(2), times_a_day=Decimal(1)))

    load = diazepam_equivalent_mg_a_day(both, ASHTON)

    assert isinstance(load, NotKnown)
    assert load.medicines == (both[0],)
    assert load.reason.startswith("Tavor:")
