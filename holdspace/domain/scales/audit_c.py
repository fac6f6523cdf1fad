"""AUDIT-C: alcohol over a year, 0 to 12. Its cut-off differs between men and women.

Who never drinks is not asked how much: both other answers are then nought by the manual's rule.
"""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.scales.arithmetic import cut_off, sum_of_all
from holdspace.domain.scales.instrument import (
    Given,
    Instrument,
    LeftOutIf,
    Question,
    bands,
    choices,
)
from holdspace.domain.scales.scored import Flag

CITATION = "Bush 1998 Arch Intern Med 158:1789"
POSITIVE_MAN = 4
POSITIVE_WOMAN = 3
MORE_CAREFUL = (
    "3: positive by the more careful cut-off. That is from 3, for women; for men it is from 4, and"
    " the sex for scoring is not known here. The screening goes by what is stated there"
)
NEVER_DRINKS = LeftOutIf(number=1, values=frozenset({0}))


def positive(given: Given, total: Decimal | None) -> Flag:
    """Positive by sex. Where the sex is not known the more careful cut-off counts, and says so."""
    reached: bool | None = None
    words = "Positive: from 4 for men, from 3 for women"
    if total is not None:
        man, woman = total >= POSITIVE_MAN, total >= POSITIVE_WOMAN
        reached = man if given.is_man else woman
        words = MORE_CAREFUL if given.is_man is None and man != woman else words
    return Flag(
        code="positive",
        is_set=reached,
        words=words,
        source=CITATION,
    )


INSTRUMENT = Instrument(
    code="audit_c",
    # 2: where the sex is not known, the more careful cut-off counts.
    version=2,
    name="AUDIT-C",
    measures="alcohol",
    why="What you drink changes how safe this is for you. We do not judge it.",
    questions=(
        Question(
            number=1,
            high=4,
            text="How often do you have a drink containing alcohol?",
            choices=choices(
                "Never",
                "Monthly or less",
                "2 to 4 times a month",
                "2 to 3 times a week",
                "4 or more times a week",
            ),
        ),
        Question(
            number=2,
            high=4,
            text="How many drinks containing alcohol do you have on a typical day when you are"
            " drinking?",
            choices=choices("1 or 2", "3 or 4", "5 or 6", "7 to 9", "10 or more"),
            left_out_if=NEVER_DRINKS,
        ),
        Question(
            number=3,
            high=4,
            text="How often do you have six or more drinks on one occasion?",
            choices=choices(
                "Never", "Less than monthly", "Monthly", "Weekly", "Daily or almost daily"
            ),
            left_out_if=NEVER_DRINKS,
        ),
    ),
    total=sum_of_all,
    maximum=Decimal(12),
    bands=bands((0, ""), (7, "higher risk")),
    flags=(
        positive,
        cut_off("higher_risk", at_least=7, words="Higher risk: 7 or more", source=CITATION),
    ),
    recall="the past year",
    licence="SHIP",
    notice="From the Alcohol Use Disorders Identification Test (AUDIT) of the World Health"
    " Organization: Babor, Higgins-Biddle, Saunders and Monteiro, second edition, WHO 2001.",
    loinc_total="75626-2",
    loinc_panel="72109-2",
    source=f"{CITATION}; clinical reference 5.2",
)
