"""DAST-10: drugs over twelve months, 0 to 10. Question 3 counts when it is answered "no"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from holdspace.domain.scales.arithmetic import sum_of_all
from holdspace.domain.scales.instrument import Given, Instrument, bands, choices, numbered
from holdspace.domain.scales.scored import Total

REVERSED = 3
CITATION = "Skinner 1982 Addict Behav 7:363"


def counted(given: Given) -> Total:
    """How many count: each yes, and for question 3 a no."""
    total = sum_of_all(given)
    if total.value is None:
        return total
    able_to_stop = given.answers[REVERSED]
    return replace(total, value=total.value - able_to_stop + (1 - able_to_stop))


INSTRUMENT = Instrument(
    code="dast10",
    name="DAST-10",
    measures="drugs",
    why="What you take changes how safe this is for you. We do not judge it.",
    questions=numbered(10, high=1),
    total=counted,
    maximum=Decimal(10),
    bands=bands((0, "none"), (1, "low"), (3, "moderate"), (6, "substantial"), (9, "severe")),
    recall="the last twelve months",
    choices=choices("No", "Yes"),
    licence="ASK",
    loinc_total="82667-7",
    source=f"{CITATION}; clinical reference 5.2",
)
