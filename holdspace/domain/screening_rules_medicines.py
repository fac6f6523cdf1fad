"""Interactions by pressure, seizure threshold and breakdown of the drug (reference 1.4)."""

from __future__ import annotations

from holdspace.domain import medicine_groups as groups
from holdspace.domain.screening_conditions import all_of, yes
from holdspace.domain.screening_conditions_medicines import TakenWithin, Takes
from holdspace.domain.screening_rule import (
    BY_MOUTH,
    DOWN_TO_INFORMATION,
    ESKETAMINE,
    RACEMIC,
    Level,
    Rule,
)
from holdspace.domain.screening_rules_mind import BOTH, BY_TWO, DAY
from holdspace.domain.screening_rules_sedatives import AS_PRESCRIBED, INTAKE, SHOWN
from holdspace.domain.screening_settings import Severity

MEDICINE_RULES: tuple[Rule, ...] = (
    Rule(
        id="DI-MAOI",
        title="MAO inhibitor",
        reason="The pressure may rise: watch it closely. Case reports saw little change.",
        source="US esketamine label 7.3; Veraart 2021; for racemic our own default",
        would_clear=AS_PRESCRIBED,
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=Takes(groups.MAO_INHIBITORS),
                products=ESKETAMINE,
                may_be=DOWN_TO_INFORMATION,
            ),
            Level(
                severity=Severity.INFORMATION,
                name="racemic",
                when=Takes(groups.MAO_INHIBITORS),
                products=RACEMIC,
                may_be=DOWN_TO_INFORMATION,
            ),
        ),
    ),
    Rule(
        id="DI-STIM",
        title="Stimulant",
        reason="The pressure may rise: watch it. The morning dose is the prescriber's decision.",
        source="US esketamine label 7.2; for racemic our own default",
        would_clear=AS_PRESCRIBED,
        moments=BOTH,
        levels=(
            Level(
                severity=Severity.REVIEW,
                name="day",
                when=TakenWithin(groups.STIMULANTS, "stimulant_hours"),
                moments=DAY,
                may_be=DOWN_TO_INFORMATION,
            ),
            Level(
                severity=Severity.REVIEW,
                when=Takes(groups.STIMULANTS),
                products=ESKETAMINE,
                moments=INTAKE,
                may_be=DOWN_TO_INFORMATION,
            ),
            Level(
                severity=Severity.INFORMATION,
                name="racemic",
                when=Takes(groups.STIMULANTS),
                products=RACEMIC,
                moments=INTAKE,
                may_be=DOWN_TO_INFORMATION,
            ),
        ),
    ),
    Rule(
        id="DI-SYMP",
        title="A medicine that can raise blood pressure",
        reason="The pressure may rise further: decongestants, triptans, ergots and the like.",
        source="US racemic label 7.2 (triptans and ergots to be verified)",
        would_clear=AS_PRESCRIBED,
        moments=BOTH,
        levels=(
            Level(
                severity=Severity.REVIEW,
                name="day",
                when=TakenWithin(groups.PRESSORS, "pressor_hours"),
                moments=DAY,
            ),
            Level(
                severity=Severity.INFORMATION,
                when=Takes(groups.PRESSORS),
                moments=INTAKE,
                reason="Asked for again on the day: the pressure may rise further.",
                would_clear=SHOWN,
            ),
        ),
    ),
    Rule(
        id="DI-THEO",
        title="Theophylline or aminophylline",
        reason="Seizures are likelier together; the label asks to think of an alternative.",
        source="US racemic label 7.1",
        would_clear=BY_TWO,
        levels=(
            Level(
                severity=Severity.REVIEW_BY_TWO,
                when=Takes(groups.XANTHINES),
                products=RACEMIC,
            ),
        ),
    ),
    Rule(
        id="DI-3A4-INH",
        title="Strong CYP3A4 inhibitor",
        reason="By mouth the dose may act much more strongly; by other routes hardly.",
        source="Peltoniemi 2012; Hagelberg 2010",
        would_clear="The prescriber weighs the dose, and signs.",
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=Takes(groups.STRONG_3A4_INHIBITORS),
                routes=BY_MOUTH,
            ),
            Level(
                severity=Severity.INFORMATION,
                name="other_routes",
                when=Takes(groups.STRONG_3A4_INHIBITORS),
                would_clear=SHOWN,
            ),
        ),
    ),
    Rule(
        id="DI-2B6-INH",
        title="CYP2B6 inhibitor",
        reason="By mouth the dose may act more strongly (ticlopidine: exposure times 2.4).",
        source="Peltoniemi 2011",
        would_clear="The prescriber weighs the dose, and signs.",
        levels=(
            Level(severity=Severity.REVIEW, when=Takes(groups.CYP2B6_INHIBITORS), routes=BY_MOUTH),
            Level(
                severity=Severity.INFORMATION,
                name="other_routes",
                when=Takes(groups.CYP2B6_INHIBITORS),
                would_clear=SHOWN,
            ),
        ),
    ),
    Rule(
        id="DI-IND",
        title="Strong enzyme inducer",
        reason="By mouth the dose will hardly act (rifampicin: exposure down by 86 %).",
        source="Peltoniemi 2012 (into a vein: down by 14 %)",
        would_clear="The prescriber weighs route and dose, and signs.",
        levels=(
            Level(severity=Severity.REVIEW, when=Takes(groups.STRONG_INDUCERS), routes=BY_MOUTH),
            Level(
                severity=Severity.INFORMATION,
                name="other_routes",
                when=Takes(groups.STRONG_INDUCERS),
                reason="Given this way the dose acts a little less at most.",
                would_clear=SHOWN,
            ),
        ),
    ),
    Rule(
        id="DI-LI",
        title="Lithium",
        reason="No interaction of weight is reported.",
        source="Veraart 2021",
        would_clear=SHOWN,
        levels=(Level(severity=Severity.INFORMATION, when=Takes(groups.LITHIUM)),),
    ),
    Rule(
        id="DI-AD",
        title="Antidepressant",
        reason="Can be combined; with some the pressure peaked higher in one cohort.",
        source="Andrade 2017; Szarmach 2020 (bupropion and seizures: to be verified)",
        would_clear=SHOWN,
        levels=(Level(severity=Severity.INFORMATION, when=Takes(groups.ANTIDEPRESSANTS)),),
    ),
    Rule(
        id="DI-A2",
        title="Clonidine, guanfacine or dexmedetomidine",
        reason="It lowers the rise of pressure: look for a low pressure and a slow pulse.",
        source="from knowledge",
        would_clear=SHOWN,
        levels=(Level(severity=Severity.INFORMATION, when=Takes(groups.ALPHA2_AGONISTS)),),
    ),
    Rule(
        id="DI-BB",
        title="A medicine for blood pressure",
        reason="Asked for on the day: was it taken as usual?",
        source="our own default",
        would_clear=SHOWN,
        moments=BOTH,
        levels=(
            Level(
                severity=Severity.REVIEW,
                name="missed",
                when=all_of(yes("blood_pressure_medicine_missed"), Takes(groups.ANTIHYPERTENSIVES)),
                moments=DAY,
                reason="A dose was missed: the pressure may be higher.",
                would_clear="The prescriber weighs it, and signs.",
            ),
            Level(severity=Severity.INFORMATION, when=Takes(groups.ANTIHYPERTENSIVES)),
        ),
    ),
    Rule(
        id="DI-THYR",
        title="Thyroid hormone",
        reason="High pressure and a fast pulse are reported together.",
        source="UK racemic label 4.5",
        would_clear=SHOWN,
        levels=(Level(severity=Severity.INFORMATION, when=Takes(groups.THYROID_HORMONES)),),
    ),
)
