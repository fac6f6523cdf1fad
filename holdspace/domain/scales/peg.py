"""PEG: pain and what it keeps a person from, over a week; the mean of three, 0 to 10."""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import mean_of_all
from holdspace.domain.scales.changes import ChangeRules, Response
from holdspace.domain.scales.instrument import Choice, Instrument, Question

PAIN = (Choice(value=0, words="No pain"), Choice(value=10, words="Pain as bad as you can imagine"))
IN_THE_WAY = (
    Choice(value=0, words="Does not interfere"),
    Choice(value=10, words="Completely interferes"),
)

INSTRUMENT = Instrument(
    code="peg",
    name="PEG",
    measures="pain",
    why="It shows how strong your pain is, and what it keeps you from doing.",
    questions=(
        Question(
            number=1,
            high=10,
            text="What number best describes your pain on average in the past week?",
            choices=PAIN,
        ),
        Question(
            number=2,
            high=10,
            text="What number best describes how, during the past week, pain has interfered with"
            " your enjoyment of life?",
            choices=IN_THE_WAY,
        ),
        Question(
            number=3,
            high=10,
            text="What number best describes how, during the past week, pain has interfered with"
            " your general activity?",
            choices=IN_THE_WAY,
        ),
    ),
    total=mean_of_all,
    maximum=Decimal(10),
    places=1,
    changes=ChangeRules(
        response=Response(
            percent=Decimal(30),
            baseline_at_least=None,
            source="a fall of 30 %; Krebs 2009 J Gen Intern Med 24:733",
        ),
    ),
    recall="the past week",
    licence="SHIP",
    notice="PEG: Krebs, Lorenz, Bair and others, J Gen Intern Med 2009;24:733. Free for use in"
    " care.",
    loinc_total="91147-9",
    loinc_panel="91148-7",
    source="Krebs 2009 J Gen Intern Med 24:733; clinical reference 5.3",
)
