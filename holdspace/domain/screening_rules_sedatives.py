"""Interactions that sedate, blunt or block (clinical reference 1.4).

None of them asks anybody to stop a medicine: stopping some of these suddenly is dangerous.
"""

from __future__ import annotations

from holdspace.domain import medicine_groups as groups
from holdspace.domain.medicines import BENZODIAZEPINES
from holdspace.domain.screening_conditions import LessThanAgo, Not, Yes, any_of, yes
from holdspace.domain.screening_conditions_medicines import (
    DiazepamAbove,
    NotRecognised,
    TakenWithin,
    Takes,
)
from holdspace.domain.screening_rule import (
    BY_MOUTH,
    DOWN_TO_INFORMATION,
    ESKETAMINE,
    INJECTED,
    Level,
    Moment,
    Rule,
)
from holdspace.domain.screening_rules_mind import BOTH, BY_TWO, DAY
from holdspace.domain.screening_settings import Severity

INTAKE = frozenset({Moment.INTAKE})
AS_PRESCRIBED = "The prescriber weighs it and signs; the medicine goes on as it is prescribed."
SHOWN = "Nothing to clear: shown and kept."

SEDATIVE_RULES: tuple[Rule, ...] = (
    Rule(
        id="DI-LIST",
        title="The list of medicines may not be complete",
        reason="What is not on the list cannot be checked.",
        source="clinical reference 1, general rules; our own rule",
        would_clear="The person says that these are all, over-the-counter ones and herbs too.",
        levels=(Level(severity=Severity.REVIEW, when=Not(yes("medicines_listed_all"))),),
    ),
    Rule(
        id="DI-UNKNOWN",
        title="A medicine that is not recognised",
        reason="It cannot be checked against any rule.",
        source="clinical reference 1, general rules; our own rule",
        would_clear="Its ingredient chosen from the list, or the prescriber checks it and signs.",
        moments=BOTH,
        levels=(Level(severity=Severity.REVIEW, when=NotRecognised()),),
    ),
    Rule(
        id="DI-BZD-01",
        title="Benzodiazepines",
        reason="Together above the limit in diazepam a day: the response may be blunted.",
        source="Andrashko 2020 (47 people: weak); Ashton manual 2002 for the table",
        would_clear=AS_PRESCRIBED,
        levels=(
            Level(
                severity=Severity.REVIEW,
                name="load",
                when=DiazepamAbove("diazepam_mg_a_day"),
            ),
            Level(
                severity=Severity.INFORMATION,
                when=Takes(BENZODIAZEPINES),
                products=ESKETAMINE,
                reason="Goes on the monitoring form; sedation is watched more closely.",
                would_clear=SHOWN,
            ),
        ),
    ),
    Rule(
        id="DI-BZD-02",
        title="A benzodiazepine shortly before the dose",
        reason="More sedation, and perhaps a shorter effect. Sudden gaps can cause seizures.",
        source="Feeney 2022, J Clin Psychiatry; trial criteria",
        would_clear=AS_PRESCRIBED,
        moments=DAY,
        levels=(
            Level(severity=Severity.REVIEW, when=TakenWithin(BENZODIAZEPINES, "sedative_hours")),
        ),
    ),
    Rule(
        id="DI-Z",
        title="A Z-drug for sleep",
        reason="It adds to sedation when taken the night before or on the day.",
        source="US esketamine REMS monitoring form",
        would_clear=AS_PRESCRIBED,
        moments=BOTH,
        levels=(
            Level(severity=Severity.REVIEW, when=Takes(groups.Z_DRUGS), moments=INTAKE),
            Level(
                severity=Severity.REVIEW,
                when=TakenWithin(groups.Z_DRUGS, "sedative_hours"),
                name="day",
                moments=DAY,
            ),
        ),
    ),
    Rule(
        id="DI-CNS",
        title="Another medicine that sedates",
        reason="Sedation adds up; with opioids breathing can become too weak. Watch longer.",
        source="US racemic label 7.3; US esketamine label 7.1",
        would_clear=AS_PRESCRIBED,
        levels=(
            Level(
                severity=Severity.REVIEW_BY_TWO,
                name="opioid_at_home",
                when=Takes(groups.OPIOIDS),
                at_home=True,
                would_clear=BY_TWO,
            ),
            Level(
                severity=Severity.REVIEW_BY_TWO,
                name="opioid_sublingual",
                when=Takes(groups.OPIOIDS),
                routes=BY_MOUTH,
                would_clear=BY_TWO,
            ),
            Level(
                severity=Severity.REVIEW,
                when=any_of(Takes(groups.OPIOIDS), Takes(groups.OTHER_SEDATIVES)),
            ),
        ),
    ),
    Rule(
        id="DI-ALC",
        title="Alcohol shortly before the dose",
        reason="Sedation adds up.",
        source="clinic convention: 24 hours",
        would_clear="Waiting until the time is up, or another day.",
        moments=DAY,
        levels=(
            Level(severity=Severity.SAME_DAY, when=LessThanAgo("last_alcohol_at", "alcohol_hours")),
        ),
    ),
    Rule(
        id="DI-LAM",
        title="Lamotrigine",
        reason="It may weaken the effect (2 of 5 studies). A gap of days forces a slow restart.",
        source="Veraart 2021; Andrade 2017; Lamictal label 2.1",
        would_clear=AS_PRESCRIBED,
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=Takes(groups.LAMOTRIGINE),
                may_be=DOWN_TO_INFORMATION,
            ),
        ),
    ),
    Rule(
        id="DI-NTX",
        title="Naltrexone",
        reason="It may block the benefit; contested.",
        source="Williams 2018, Am J Psychiatry (12 people); contrary pilot: Yoon 2019",
        would_clear=AS_PRESCRIBED,
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=Takes(groups.NALTREXONE),
                may_be=DOWN_TO_INFORMATION,
            ),
        ),
    ),
    Rule(
        id="DI-BUP",
        title="Buprenorphine or methadone",
        reason="It adds to sedation; what it does to the benefit is not known.",
        source="to be verified",
        would_clear=AS_PRESCRIBED,
        levels=(Level(severity=Severity.REVIEW, when=Takes(groups.BUPRENORPHINE_METHADONE)),),
    ),
    Rule(
        id="DI-AP",
        title="Clozapine, haloperidol or risperidone",
        reason="It may blunt some effects (weak evidence).",
        source="Veraart 2021",
        would_clear=SHOWN,
        levels=(Level(severity=Severity.INFORMATION, when=Takes(groups.BLUNTING_ANTIPSYCHOTICS)),),
    ),
    Rule(
        id="DI-NMDA",
        title="Another NMDA antagonist",
        reason="Its effects on the mind add up.",
        source="memantine EU label 4.5",
        would_clear=AS_PRESCRIBED,
        levels=(Level(severity=Severity.REVIEW, when=Takes(groups.NMDA_ANTAGONISTS)),),
    ),
    Rule(
        id="DI-GLP1",
        title="A medicine that slows the stomach (GLP-1)",
        reason="Food stays longer and can reach the lungs: the clinic's longer fast, or fluids.",
        source="ASA guidance 2023; multisociety guidance 2024",
        would_clear=AS_PRESCRIBED,
        levels=(Level(severity=Severity.REVIEW, when=Takes(groups.GLP1), routes=INJECTED),),
    ),
    Rule(
        id="DI-PSY",
        title="Psilocybin, LSD, MDMA or cannabis shortly before the dose",
        reason="What they do together cannot be foreseen.",
        source="clinic convention: 24 hours",
        would_clear="Waiting until the time is up, or another day.",
        moments=DAY,
        levels=(Level(severity=Severity.SAME_DAY, when=LessThanAgo("last_drug_at", "drug_hours")),),
    ),
    Rule(
        id="DI-GRAPE",
        title="Grapefruit",
        reason="By mouth it makes the dose act as if it were up to three times as large.",
        source="Peltoniemi 2012 (oral S-ketamine: exposure times 3.0)",
        would_clear="The prescriber weighs it, and signs.",
        levels=(Level(severity=Severity.REVIEW, when=Yes("grapefruit_habit"), routes=BY_MOUTH),),
    ),
)
