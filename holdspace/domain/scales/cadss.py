"""CADSS: dissociation now, 23 answers, 0 to 92. Which of them make which part is not shipped."""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import cut_off, sum_of_all
from holdspace.domain.scales.instrument import Instrument, numbered

CITATION = "Bremner 1998 J Trauma Stress 11:125"

INSTRUMENT = Instrument(
    code="cadss",
    name="CADSS",
    measures="dissociation",
    why="It shows how far away or unreal things feel to you right now.",
    questions=numbered(23, high=4),
    total=sum_of_all,
    maximum=Decimal(92),
    direction="neither",
    flags=(
        cut_off(
            "not_dissociated",
            at_most=4,
            words="4 or less: not dissociated, by trial convention",
            source="esketamine phase 3 protocols",
        ),
    ),
    recall="now",
    licence="ASK",
    source=f"{CITATION}; clinical reference 3.4",
)
