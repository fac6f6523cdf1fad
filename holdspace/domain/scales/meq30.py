"""MEQ30: a session that was of a mystical kind, 30 answers, 0 to 150, in four parts.

Which question belongs to which part comes with the clinic's licensed copy: public maps disagree.
"""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import sum_of_all
from holdspace.domain.scales.instrument import Given, Instrument, Subscale, numbered
from holdspace.domain.scales.scored import Flag

CITATION = "Barrett 2015 J Psychopharmacol 29:1182"
COMPLETE_FROM = Decimal("0.6")
PARTS = (
    Subscale(code="mystical", name="Mystical", count=15),
    Subscale(code="positive_mood", name="Positive mood", count=6),
    Subscale(code="transcendence", name="Transcendence of time and space", count=6),
    Subscale(code="ineffability", name="Ineffability", count=3),
)


def complete(given: Given, _: Decimal | None) -> Flag:
    """All four parts at 60 % or more. Without the item map, or an answer, it cannot be told."""
    return Flag(
        code="complete",
        is_set=_is_complete(given),
        words="Complete: each of the four parts at 60 % or more",
        source=CITATION,
    )


def _is_complete(given: Given) -> bool | None:
    if any(not part.items for part in given.subscales):
        return None
    answers = [given.of(part.items) for part in given.subscales]
    if any(each is None for part in answers for each in part):
        return None
    return all(
        sum(each for each in part if each is not None)
        >= COMPLETE_FROM * given.maximum_of(subscale.items)
        for part, subscale in zip(answers, given.subscales, strict=True)
    )


INSTRUMENT = Instrument(
    code="meq30",
    name="MEQ30",
    measures="mystical experience",
    why="It helps us to understand what your session was like.",
    questions=numbered(30, high=5),
    total=sum_of_all,
    maximum=Decimal(150),
    direction="neither",
    flags=(complete,),
    subscales=PARTS,
    recall="the session",
    licence="ASK",
    source=f"{CITATION}; clinical reference 5.4",
)
