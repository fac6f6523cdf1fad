"""MADRS: depression over seven days, rated by a clinician, 0 to 60. Remission: three cut-offs."""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import sum_of_all
from holdspace.domain.scales.changes import ChangeRules, Points, Remission, Response
from holdspace.domain.scales.instrument import Instrument, bands, numbered

CITATION = "Montgomery and Asberg 1979 Br J Psychiatry 134:382"

INSTRUMENT = Instrument(
    code="madrs",
    name="MADRS",
    measures="depression, rated by a clinician",
    why="We fill it in while we talk with you.",
    questions=numbered(10, high=6),
    total=sum_of_all,
    maximum=Decimal(60),
    bands=bands((0, "none"), (7, "mild"), (20, "moderate"), (35, "severe")),
    changes=ChangeRules(
        response=Response(
            percent=Decimal(50), baseline_at_least=None, source=f"a fall of half; {CITATION}"
        ),
        remission=(
            Remission(limit=Decimal(10), is_limit_included=True, source="at most 10; KetECT"),
            Remission(limit=Decimal(10), is_limit_included=False, source="under 10"),
            Remission(limit=Decimal(12), is_limit_included=True, source="at most 12; trials"),
        ),
        important=(
            Points(points=Decimal(2), source="Duru and Fantino 2008 Curr Med Res Opin 24:1329"),
        ),
        worse_items=(10,),
    ),
    # 2 is the first anchor that names thoughts of this kind. A design default of ours: whoever
    # rates it knows already, and the task says who looks after it.
    suicide_items={10: 2},
    answered_by="clinician",
    recall="the last seven days",
    licence="NO-TEXT",
    source=f"{CITATION}; clinical reference 5.1",
)
