"""EBI: an emotional breakthrough in a session, six answers from 0 to 100, best asked the next day.

Papers give the sum or the mean; the sum is the score here and the mean stands beside it.
"""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import sum_of_all
from holdspace.domain.scales.instrument import Instrument, Subscale, numbered

INSTRUMENT = Instrument(
    code="ebi",
    name="EBI",
    measures="emotional breakthrough",
    why="It helps us to understand what your session was like.",
    questions=numbered(6, high=100),
    total=sum_of_all,
    maximum=Decimal(600),
    direction="neither",
    subscales=(Subscale(code="mean", name="Mean", items=(1, 2, 3, 4, 5, 6), count=6, by="mean"),),
    recall="the session",
    licence="ASK",
    source="Roseman 2019 J Psychopharmacol 33:1076; clinical reference 5.4",
)
