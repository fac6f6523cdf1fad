"""Rules about heart and vessels (clinical reference 1.1, and the Swiss row of 1.2)."""

from __future__ import annotations

from holdspace.domain.screening_case import Region
from holdspace.domain.screening_conditions import (
    Above,
    Not,
    OneOf,
    WithinDays,
    all_of,
    any_of,
    yes,
)
from holdspace.domain.screening_rule import ESKETAMINE, RACEMIC, Level, Rule
from holdspace.domain.screening_settings import Severity

CORRECTED = "The fact itself turns out to be otherwise: correct it, and say where that comes from."
EU = frozenset({Region.EU})
SWISS = frozenset({Region.SWISS})
LABEL_DAYS = 42
"""Six weeks, in the EU label: no clinic sets this one."""

_RECENT_EVENT = WithinDays("heart_event_on", "heart_event_weeks")
_KNOWN_HEART = any_of(
    yes("coronary_disease", "rhythm_problem", "qtc_concern"),
    OneOf("heart_failure_state", frozenset({"controlled"})),
    all_of(yes("heart_event"), Not(_RECENT_EVENT)),
)

HEART_RULES: tuple[Rule, ...] = (
    Rule(
        id="CI-VASC-01",
        title="Aneurysm or arteriovenous malformation",
        reason="A surge of pressure can rupture the vessel.",
        source="US esketamine label, contraindications",
        would_clear=CORRECTED,
        levels=(
            Level(
                severity=Severity.ABSOLUTE_LABEL,
                when=yes("aneurysm_or_malformation"),
                products=ESKETAMINE,
            ),
        ),
    ),
    Rule(
        id="CI-VASC-02",
        title="Aneurysm or arteriovenous malformation",
        reason="A surge of pressure can rupture the vessel.",
        source="US racemic label 4: where a rise of pressure is a serious hazard",
        would_clear=CORRECTED,
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                when=yes("aneurysm_or_malformation"),
                products=RACEMIC,
            ),
        ),
    ),
    Rule(
        id="CI-ICH-01",
        title="Bleeding inside the brain, ever",
        reason="It could bleed again when the pressure rises.",
        source="US esketamine label, contraindications",
        would_clear=CORRECTED,
        levels=(
            Level(severity=Severity.ABSOLUTE_LABEL, when=yes("brain_bleed"), products=ESKETAMINE),
        ),
    ),
    Rule(
        id="CI-ICH-02",
        title="Bleeding in or around the brain, or a stroke, ever",
        reason="A rise of pressure may bring another.",
        source="Swiss racemic label; elsewhere our own default",
        would_clear=CORRECTED,
        levels=(
            Level(
                severity=Severity.ABSOLUTE_LABEL,
                when=yes("brain_bleed", "stroke"),
                products=RACEMIC,
                regions=SWISS,
            ),
            Level(
                severity=Severity.ABSOLUTE,
                when=yes("brain_bleed", "stroke"),
                products=RACEMIC,
            ),
        ),
    ),
    Rule(
        id="CI-CV-01",
        title="Heart event in the last weeks",
        reason="The heart may still be short of blood.",
        source="EU esketamine label 4.3; elsewhere our own default",
        would_clear="Time: six weeks since the event, or as many as the clinic sets.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE_LABEL,
                when=WithinDays("heart_event_on", LABEL_DAYS),
                products=ESKETAMINE,
                regions=EU,
            ),
            Level(severity=Severity.ABSOLUTE, when=_RECENT_EVENT),
        ),
    ),
    Rule(
        id="CI-CV-02",
        title="Heart disease that is unstable or significant",
        reason="The dose drives heart and pressure up.",
        source="EU esketamine label 4.4; ASRA/AAPM/ASA consensus 2018",
        would_clear="A cardiac opinion on file; two clinicians weigh it and sign.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                name="unstable",
                when=any_of(
                    yes("unstable_angina"),
                    OneOf("heart_failure_state", frozenset({"decompensated"})),
                ),
                may_be=(Severity.ABSOLUTE, Severity.REVIEW_BY_TWO),
                would_clear="The heart is stable again, by a cardiac opinion on file.",
            ),
            Level(
                severity=Severity.REVIEW_BY_TWO,
                when=any_of(
                    OneOf("heart_failure_state", frozenset({"nyha_3_or_4"})),
                    yes("valve_significant", "rhythm_uncontrolled"),
                ),
            ),
        ),
    ),
    Rule(
        id="CI-CV-03",
        title="Heart disease that is known and stable",
        reason="The dose drives heart and pressure up.",
        source="EU esketamine label 4.4; Canadian college draft standard 2021",
        would_clear="The prescriber looks at the ECG on file, and signs.",
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=all_of(_KNOWN_HEART, Not(WithinDays("ecg_on", "ecg_months"))),
                name="without_ecg",
                reason="The dose drives heart and pressure up, and there is no recent ECG.",
                would_clear="A recent ECG; the prescriber looks at it, and signs.",
            ),
            Level(severity=Severity.REVIEW, when=_KNOWN_HEART),
        ),
        shows=("ecg_on",),
    ),
    Rule(
        id="CI-BP-HX",
        title="High blood pressure, diagnosed",
        reason="The pressure may peak higher; none of 684 infusions was ended for it.",
        source="Riva-Posse 2018, J Affect Disord",
        would_clear="The prescriber looks once: controlled, treated, the last three readings.",
        levels=(Level(severity=Severity.REVIEW, when=yes("hypertension")),),
        shows=(
            "hypertension_controlled",
            "hypertension_treated",
            "last_pressures",
            "resting_systolic",
            "resting_diastolic",
        ),
    ),
    Rule(
        id="CI-BP-LABEL",
        title="Resting pressure above the label's limit",
        reason="The label rules out pressure this high that is not under control.",
        source="Swiss racemic label (clinical reference 1.2)",
        would_clear="A resting pressure at or below the limit.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE_LABEL,
                when=any_of(
                    Above("resting_systolic", "label_systolic"),
                    Above("resting_diastolic", "label_diastolic"),
                ),
                products=RACEMIC,
                regions=SWISS,
            ),
        ),
        shows=("hypertension_controlled", "hypertension_treated"),
    ),
    Rule(
        id="CI-HTNENC",
        title="Hypertensive encephalopathy, ever",
        reason="A small rise of pressure can bring it back.",
        source="US esketamine label, warning on blood pressure",
        would_clear="Two clinicians weigh it, plan closer watching, and sign.",
        levels=(Level(severity=Severity.REVIEW_BY_TWO, when=yes("hypertensive_encephalopathy")),),
    ),
    Rule(
        id="CI-PREECL",
        title="Pre-eclampsia or eclampsia",
        reason="The pressure is dangerous already.",
        source="Swiss racemic label",
        would_clear=CORRECTED,
        levels=(
            Level(
                severity=Severity.ABSOLUTE_LABEL,
                when=yes("pre_eclampsia"),
                products=RACEMIC,
                regions=SWISS,
            ),
            Level(severity=Severity.ABSOLUTE, when=yes("pre_eclampsia")),
        ),
    ),
)
