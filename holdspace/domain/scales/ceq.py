"""CEQ: what was hard in a session, 26 answers, 0 to 130, in seven parts.

Which question belongs to which part comes with the clinic's licensed copy. There is no cut-off.
"""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import sum_of_all
from holdspace.domain.scales.instrument import Instrument, Subscale, numbered

PARTS = (
    Subscale(code="grief", name="Grief", count=6),
    Subscale(code="fear", name="Fear", count=5),
    Subscale(code="physical_distress", name="Physical distress", count=5),
    Subscale(code="insanity", name="Insanity", count=3),
    Subscale(code="isolation", name="Isolation", count=3),
    Subscale(code="death", name="Death", count=2),
    Subscale(code="paranoia", name="Paranoia", count=2),
)

INSTRUMENT = Instrument(
    code="ceq",
    name="CEQ",
    measures="a hard session",
    why="It helps us to understand what was hard in your session.",
    questions=numbered(26, high=5),
    total=sum_of_all,
    maximum=Decimal(130),
    direction="neither",
    subscales=PARTS,
    recall="the session",
    licence="ASK",
    source="Barrett 2016 J Psychopharmacol 30:1279; clinical reference 5.4",
)
