"""WHO-5: well-being over two weeks. The sum of five answers times four, 0 to 100, high is good."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from holdspace.domain.scales.arithmetic import cut_off, sum_of_all
from holdspace.domain.scales.changes import ChangeRules, Points
from holdspace.domain.scales.instrument import Given, Instrument, numbered
from holdspace.domain.scales.scored import Total

CITATION = "Topp 2015 Psychother Psychosom 84:167"
TIMES = 4


def four_times_the_sum(given: Given) -> Total:
    """Raw 0 to 25 times four. Pages that subtract five first are wrong (reference 5.7)."""
    raw = sum_of_all(given)
    return raw if raw.value is None else replace(raw, value=raw.value * TIMES)


INSTRUMENT = Instrument(
    code="who5",
    name="WHO-5",
    measures="well-being",
    why="It shows how well you have felt, so that we can see what changes.",
    questions=numbered(5, high=5),
    total=four_times_the_sum,
    maximum=Decimal(100),
    direction="higher is better",
    flags=(
        cut_off(
            "low",
            at_most=50,
            words="50 or less (raw under 13): look for depression",
            source=CITATION,
        ),
        cut_off("very_low", at_most=28, words="28 or less: depression is likely", source=CITATION),
    ),
    changes=ChangeRules(important=(Points(points=Decimal(10), source=CITATION),)),
    recall="the last two weeks",
    licence="SHIP-NC",
    # LOINC: public code gives two, so none is here.
    source=f"{CITATION}; clinical reference 5.1",
)
