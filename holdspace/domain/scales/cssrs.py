"""C-SSRS screener: question numbers and a tier by question. It is never added up, and has no text.

Question 6 has two parts: ever, and within three months. The tier is worked out in `suicide_risk`.
"""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.instrument import Given, Instrument, LeftOutIf, Question, choices
from holdspace.domain.scales.scored import Flag, Total
from holdspace.domain.suicide_risk import ScreenerAnswers, Tier, tier_of

EVER, WITHIN_3_MONTHS = 6, 7
NO_TO_2 = LeftOutIf(number=2, values=frozenset({0}))
NO_TO_6 = LeftOutIf(number=EVER, values=frozenset({0}))
TIERS = (Tier.LOW, Tier.MODERATE, Tier.HIGH)


def no_sum(_: Given) -> Total:
    """Adding up "yes" answers loses the tier, so there is no total (reference 5.2)."""
    return Total(value=None, why_none="This screener has a tier and no sum.")


def screener_answers(given: Given) -> ScreenerAnswers:
    """The answers by name. What was not asked or not answered stays unknown."""
    said = {number: None if (x := given.get(number)) is None else bool(x) for number in range(1, 8)}
    return ScreenerAnswers(
        question_1=said[1],
        question_2=said[2],
        question_3=said[3],
        question_4=said[4],
        question_5=said[5],
        behaviour_ever=said[EVER],
        behaviour_within_3_months=said[WITHIN_3_MONTHS],
    )


def tier(given: Given, _: Decimal | None) -> Flag:
    found = tier_of(screener_answers(given))
    known = "not known: an answer is missing" if found is None else found.value
    return Flag(
        code="tier",
        is_set=None if found is None else found in TIERS,
        words=f"Risk tier: {known}",
        source="Posner 2011 Am J Psychiatry 168:1266",
    )


INSTRUMENT = Instrument(
    code="cssrs",
    name="C-SSRS screener",
    measures="thoughts of suicide",
    why="It helps us to keep you safe, and to know when you need someone with you.",
    questions=(
        Question(number=1, high=1),
        Question(number=2, high=1),
        Question(number=3, high=1, left_out_if=NO_TO_2),
        Question(number=4, high=1, left_out_if=NO_TO_2),
        Question(number=5, high=1, left_out_if=NO_TO_2),
        Question(number=EVER, high=1, label="6, ever"),
        Question(number=WITHIN_3_MONTHS, high=1, label="6, past 3 months", left_out_if=NO_TO_6),
    ),
    total=no_sum,
    maximum=Decimal(0),
    flags=(tier,),
    suicide_items=dict.fromkeys(range(1, 8), 1),
    recall="the past month; question 6 ever, and the past 3 months",
    choices=choices("No", "Yes"),
    licence="NO-TEXT",
    source="Posner 2011 Am J Psychiatry 168:1266; clinical reference 5.2",
)
