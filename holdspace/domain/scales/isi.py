"""ISI: sleeplessness over two weeks, 0 to 28."""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import cut_off, sum_of_all
from holdspace.domain.scales.changes import ChangeRules, Improvement, Points, Remission
from holdspace.domain.scales.instrument import Instrument, bands, numbered

CITATION = "Bastien 2001 Sleep Med 2:297; Morin 2011 Sleep 34:601"

INSTRUMENT = Instrument(
    code="isi",
    name="ISI",
    measures="sleeplessness",
    why="It shows how well you sleep, so that we can see what changes.",
    questions=numbered(7, high=4),
    total=sum_of_all,
    maximum=Decimal(28),
    bands=bands((0, "none"), (8, "subthreshold"), (15, "moderate"), (22, "severe")),
    flags=(
        cut_off(
            "cut_off",
            at_least=14,
            words="14 or more: the cut-off of primary care",
            source=CITATION,
        ),
    ),
    changes=ChangeRules(
        remission=(
            Remission(limit=Decimal(8), is_limit_included=False, source=f"under 8; {CITATION}"),
        ),
        important=(Points(points=Decimal(6), source="Yang 2009 Curr Med Res Opin 25:2487"),),
        improvements=(
            Improvement(more_than=Decimal(7), words="moderate improvement"),
            Improvement(more_than=Decimal(14), words="marked improvement"),
        ),
    ),
    recall="the last two weeks",
    licence="NO-TEXT",
    source=f"{CITATION}; clinical reference 5.3",
)
