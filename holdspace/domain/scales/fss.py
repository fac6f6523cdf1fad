"""FSS: tiredness over a week; the mean of nine answers, 1 to 7."""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import mean_of_all
from holdspace.domain.scales.instrument import Given, Instrument, numbered
from holdspace.domain.scales.scored import Flag

CITATION = "Krupp 1989 Arch Neurol 46:1121"
TIRED_FROM_SUM = 36


def tired(given: Given, total: Decimal | None) -> Flag:
    """A mean of 4, judged by the sum: a mean that was rounded up to 4 is under it."""
    is_set = None if total is None else sum(given.of_scored()) >= TIRED_FROM_SUM
    return Flag(
        code="fatigue", is_set=is_set, words="A mean of 4 or more: fatigue", source=CITATION
    )


INSTRUMENT = Instrument(
    code="fss",
    name="FSS",
    measures="tiredness",
    why="It shows how much tiredness gets in the way of your days.",
    questions=numbered(9, low=1, high=7),
    total=mean_of_all,
    minimum=Decimal(1),
    maximum=Decimal(7),
    places=2,
    flags=(tired,),
    recall="the past week",
    licence="NO-TEXT",
    source=f"{CITATION}; clinical reference 5.3",
)
