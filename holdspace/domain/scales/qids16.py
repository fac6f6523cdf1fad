"""QIDS-SR16: depression over seven days, 0 to 27. **Not** the sum of its 16 answers.

Sleep (1-4), appetite and weight (6-9) and pace (15-16) each count once, with their highest answer.
"""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import cut_off, not_answered
from holdspace.domain.scales.changes import ChangeRules, Remission, Response
from holdspace.domain.scales.instrument import Given, Instrument, bands, numbered
from holdspace.domain.scales.scored import Total

GROUPS = ((1, 2, 3, 4), (5,), (6, 7, 8, 9), (10,), (11,), (12,), (13,), (14,), (15, 16))
CITATION = "Rush 2003 Biol Psychiatry 54:573"


def highest_of_each(given: Given) -> Total:
    """The nine highest answers. Each group needs at least one."""
    highest = [
        max((each for each in given.of(group) if each is not None), default=None)
        for group in GROUPS
    ]
    gaps = tuple(
        number
        for group, value in zip(GROUPS, highest, strict=True)
        if value is None
        for number in group
    )
    if gaps:
        return Total(value=None, why_none=not_answered(given, gaps))
    return Total(value=Decimal(sum(value for value in highest if value is not None)))


INSTRUMENT = Instrument(
    code="qids16",
    name="QIDS-SR16",
    measures="depression",
    why="It shows how low your mood has been, so that we can see whether the treatment helps.",
    questions=numbered(16, high=3),
    total=highest_of_each,
    maximum=Decimal(27),
    bands=bands((0, "none"), (6, "mild"), (11, "moderate"), (16, "severe"), (21, "very severe")),
    flags=(cut_off("cut_off", at_least=6, words="6 or more: depression", source=CITATION),),
    changes=ChangeRules(
        response=Response(
            percent=Decimal(50), baseline_at_least=None, source=f"a fall of half; {CITATION}"
        ),
        remission=(
            Remission(limit=Decimal(5), is_limit_included=True, source=f"at most 5; {CITATION}"),
        ),
        worse_items=(12,),
    ),
    suicide_items={12: 1},
    recall="the last seven days",
    licence="NO-TEXT",
    source=f"{CITATION}; clinical reference 5.1",
)
