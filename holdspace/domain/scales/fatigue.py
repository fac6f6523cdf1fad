"""Tiredness from 0 to 10, asked 2, 24 and 72 hours after a session, in our own words."""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import sum_of_all
from holdspace.domain.scales.instrument import Choice, Instrument, Question

AFTER_HOURS = (2, 24, 72)
"""When it is asked, in hours after a session: a design default of ours."""

INSTRUMENT = Instrument(
    code="fatigue",
    name="Tiredness 0-10",
    measures="how tired right now",
    why="Many people are tired after a session. This shows how it goes for you.",
    questions=(
        Question(
            number=1,
            high=10,
            text="How tired are you right now?",
            choices=(
                Choice(value=0, words="Wide awake"),
                Choice(value=10, words="As tired as can be"),
            ),
        ),
    ),
    total=sum_of_all,
    maximum=Decimal(10),
    recall="now",
    licence="SHIP",
    notice="Our own words.",
    source="own wording; clinical reference 5.0 and 5.3",
)
