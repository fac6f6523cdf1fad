"""Rules about pregnancy and about substances (clinical reference 1.1)."""

from __future__ import annotations

from holdspace.domain.screening_conditions import (
    AtLeast,
    Not,
    WithinDays,
    all_of,
    any_of,
    yes,
)
from holdspace.domain.screening_conditions_person import ScoreForSexFrom
from holdspace.domain.screening_rule import (
    ESKETAMINE,
    OTHER_SEVERITIES,
    RACEMIC,
    Level,
    Moment,
    Rule,
)
from holdspace.domain.screening_rules_mind import BOTH, BY_TWO, DAY
from holdspace.domain.screening_settings import Severity

NO_RECENT_TEST = Not(WithinDays("pregnancy_test_on", "pregnancy_test_days"))

USE_RULES: tuple[Rule, ...] = (
    Rule(
        id="CI-PREG-01",
        title="Pregnant, or a positive test",
        reason="It may harm the child.",
        source="US esketamine and racemic labels",
        would_clear="The pregnancy is over, or the fact is corrected.",
        moments=BOTH,
        levels=(
            Level(severity=Severity.ABSOLUTE, when=yes("pregnant", "pregnancy_test_positive")),
        ),
    ),
    Rule(
        id="CI-PREG-02",
        title="Could be pregnant: no recent test, or no contraception plan",
        reason="It may harm the child; trials ask for a test.",
        source="trial practice; the number of days is our own default",
        would_clear="A negative test in the days before the dose, and a plan that is noted.",
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=all_of(
                    yes("pregnancy_applies"),
                    any_of(NO_RECENT_TEST, Not(yes("contraception_plan"))),
                ),
                may_be=OTHER_SEVERITIES,
            ),
        ),
        shows=("pregnancy_test_on", "contraception_plan"),
    ),
    Rule(
        id="CI-LACT-01",
        title="Breastfeeding",
        reason="The drug passes into the milk.",
        source="US esketamine label; elsewhere our own default",
        would_clear="Breastfeeding is over, or two clinicians and the mother agree on a plan.",
        levels=(
            Level(severity=Severity.ABSOLUTE, when=yes("breastfeeding"), products=ESKETAMINE),
            Level(severity=Severity.REVIEW_BY_TWO, when=yes("breastfeeding"), products=RACEMIC),
        ),
    ),
    Rule(
        id="CI-SUD-01",
        title="Ketamine or PCP use disorder, or a concern that it is passed on",
        reason="The treatment itself could do harm.",
        source="programmes' exclusions; our own default",
        would_clear="The disorder is treated and at rest, by an assessment on file.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                when=yes("ketamine_or_pcp_problem", "diversion_concern"),
            ),
        ),
    ),
    Rule(
        id="CI-SUD-02",
        title="Another substance use disorder, or a screen that suggests it",
        reason="Misuse and instability are likelier; the label says weigh and watch.",
        source="ASRA/AAPM/ASA consensus 2018; US esketamine label",
        would_clear=BY_TWO,
        levels=(
            Level(
                severity=Severity.REVIEW_BY_TWO,
                when=any_of(
                    yes("substance_problem"),
                    ScoreForSexFrom("audit_c_score", women="audit_c_women", men="audit_c_men"),
                    AtLeast("dast10_score", "dast10_positive"),
                ),
                may_be=OTHER_SEVERITIES,
            ),
        ),
    ),
    Rule(
        id="CI-SUD-03",
        title="Urine drug screen positive, and nothing explains it",
        reason="What else is in the body is not known.",
        source="a VA programme",
        would_clear="An explanation by prescription, or the prescriber weighs it and signs.",
        moments=BOTH,
        levels=(
            Level(
                severity=Severity.SAME_DAY,
                name="day",
                when=yes("urine_screen_unexplained"),
                moments=DAY,
                would_clear="Another day, and the prescriber's review before it.",
            ),
            Level(
                severity=Severity.REVIEW,
                when=yes("urine_screen_unexplained"),
                moments=frozenset({Moment.INTAKE}),
            ),
        ),
    ),
)
