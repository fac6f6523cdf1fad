"""Rules about head, mind, breathing and capacity (clinical reference 1.1)."""

from __future__ import annotations

from holdspace.domain.screening_conditions import (
    AtLeast,
    Below,
    Not,
    WithinDays,
    all_of,
    any_of,
    yes,
)
from holdspace.domain.screening_conditions_person import BodyMassFrom
from holdspace.domain.screening_rule import (
    ESKETAMINE,
    NASAL,
    OTHER_SEVERITIES,
    RACEMIC,
    Level,
    Moment,
    Rule,
)
from holdspace.domain.screening_settings import Severity

BOTH = frozenset({Moment.INTAKE, Moment.DAY})
DAY = frozenset({Moment.DAY})
BY_TWO = "Two clinicians weigh it, and sign with a reason."

MIND_RULES: tuple[Rule, ...] = (
    Rule(
        id="CI-ICP-01",
        title="Raised pressure in the head, or what can cause it",
        reason="The pressure in the head can rise further.",
        source="EU esketamine label 4.4; ASRA/AAPM/ASA consensus 2018",
        would_clear=BY_TWO,
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                name="now",
                when=yes("raised_brain_pressure"),
                would_clear="The pressure is treated and normal, on file.",
            ),
            Level(severity=Severity.REVIEW_BY_TWO, when=yes("brain_condition")),
        ),
    ),
    Rule(
        id="CI-PSY-01",
        title="Psychosis in this episode",
        reason="The drug can bring on or deepen psychotic experience.",
        source="ASRA/AAPM/ASA consensus 2018; trial exclusions; our own default",
        would_clear="The episode is over, by a psychiatric assessment on file.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                when=yes("psychosis_now"),
                products=RACEMIC,
                may_be=(Severity.ABSOLUTE, Severity.REVIEW_BY_TWO),
            ),
        ),
    ),
    Rule(
        id="CI-PSY-02",
        title="Psychosis in this episode",
        reason="The label asks for a careful assessment: only where benefit outweighs risk.",
        source="US esketamine label (a warning, not a contraindication)",
        would_clear=BY_TWO,
        levels=(
            Level(
                severity=Severity.REVIEW_BY_TWO,
                when=yes("psychosis_now"),
                products=ESKETAMINE,
                may_be=(Severity.ABSOLUTE, Severity.REVIEW_BY_TWO),
            ),
        ),
    ),
    Rule(
        id="CI-PSY-03",
        title="Schizophrenia or schizoaffective disorder, ever",
        reason="It may come back.",
        source="a VA programme excludes it; our own default",
        would_clear=BY_TWO,
        levels=(
            Level(
                severity=Severity.REVIEW_BY_TWO,
                when=yes("schizophrenia"),
                may_be=OTHER_SEVERITIES,
            ),
        ),
    ),
    Rule(
        id="CI-MAN-01",
        title="Mania, hypomania or a mixed state, now",
        reason="The drug activates.",
        source="trial exclusions; our own default",
        would_clear="The state is over, by a psychiatric assessment on file.",
        levels=(Level(severity=Severity.ABSOLUTE, when=yes("mania_now")),),
    ),
    Rule(
        id="CI-MAN-02",
        title="Bipolar disorder, not manic",
        reason="The mood may switch. Some programmes treat bipolar depression, others do not.",
        source="programmes differ; our own default",
        would_clear="The prescriber weighs it, looks whether the mood is kept steady, and signs.",
        levels=(Level(severity=Severity.REVIEW, when=yes("bipolar"), may_be=OTHER_SEVERITIES),),
        shows=("mood_stabiliser",),
    ),
    Rule(
        id="CI-SEIZ-01",
        title="Epilepsy or seizures",
        reason="Movements like a seizure are reported; at low doses no clear harm.",
        source="racemic labels; our own default",
        would_clear=BY_TWO,
        levels=(
            Level(
                severity=Severity.REVIEW_BY_TWO,
                when=any_of(
                    WithinDays("last_seizure_on", "seizure_months"),
                    all_of(yes("seizures"), Not(yes("epilepsy_controlled"))),
                ),
                may_be=OTHER_SEVERITIES,
            ),
            Level(
                severity=Severity.REVIEW,
                name="controlled",
                when=yes("seizures"),
                may_be=OTHER_SEVERITIES,
                would_clear="The prescriber weighs it, and signs.",
            ),
        ),
        shows=("last_seizure_on", "epilepsy_controlled"),
    ),
    Rule(
        id="CI-NEURO-01",
        title="Delirium, dementia or a disability that bears on consent",
        reason="Consent may not be possible, and the state may confuse.",
        source="programmes' exclusions; our own default",
        would_clear="Two clinicians look at the capacity to consent, and sign.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                name="delirium",
                when=yes("delirium"),
                would_clear="The delirium is over, by an assessment on file.",
            ),
            Level(severity=Severity.REVIEW_BY_TWO, when=yes("cognitive_condition")),
        ),
    ),
    Rule(
        id="CI-NEURO-02",
        title="Symptoms after a brain injury",
        reason="Pressure in the head and seizures are likelier.",
        source="a Canadian programme's referral form",
        would_clear=BY_TWO,
        levels=(Level(severity=Severity.REVIEW_BY_TWO, when=yes("brain_injury_symptoms")),),
    ),
    Rule(
        id="CI-RESP-01",
        title="Lung disease, or little oxygen at rest",
        reason="Breathing can become too weak; the label's boxed warning names it.",
        source="US esketamine label, boxed warning; EU label 4.4",
        would_clear=BY_TWO,
        levels=(
            Level(
                severity=Severity.REVIEW_BY_TWO,
                when=any_of(yes("lung_disease"), Below("resting_oxygen", "oxygen_low_percent")),
            ),
        ),
    ),
    Rule(
        id="CI-RESP-02",
        title="Sleep apnoea, or a screen that suggests it",
        reason="The airway can close while the person is sedated.",
        source="Chung 2008; EU esketamine label 4.4; Canadian college draft standard 2021",
        would_clear="Treatment of the apnoea, or two clinicians weigh it and sign.",
        levels=(
            Level(
                severity=Severity.REVIEW_BY_TWO,
                when=any_of(
                    all_of(yes("sleep_apnoea"), Not(yes("sleep_apnoea_treated"))),
                    AtLeast("stop_bang_points", "stop_bang_high"),
                    all_of(yes("sleep_apnoea"), BodyMassFrom("apnoea_body_mass_index")),
                ),
                may_be=OTHER_SEVERITIES,
            ),
            Level(
                severity=Severity.REVIEW,
                name="screen",
                when=AtLeast("stop_bang_points", "stop_bang_middle"),
                may_be=OTHER_SEVERITIES,
                would_clear="The prescriber weighs it, and signs.",
            ),
        ),
    ),
    Rule(
        id="CI-RESP-03",
        title="Airway infection or asthma flare",
        reason="The voice box can close; a blocked nose takes up less of a spray.",
        source="UK racemic label 4.4",
        would_clear="Another day, when it is over.",
        moments=DAY,
        levels=(
            Level(severity=Severity.SAME_DAY, when=yes("airway_infection", "asthma_flare")),
            Level(severity=Severity.SAME_DAY, name="nose", when=yes("nose_blocked"), routes=NASAL),
        ),
    ),
    Rule(
        id="CI-CAP-01",
        title="Capacity to consent",
        reason="Nobody can consent once the dose acts.",
        source="trial criteria; ethical guidelines for ketamine-assisted therapy",
        would_clear="Capacity assessed and found; consent signed before any sedation.",
        moments=BOTH,
        levels=(
            Level(severity=Severity.ABSOLUTE, when=Not(yes("capacity_to_consent"))),
            Level(
                severity=Severity.ABSOLUTE,
                name="unsigned",
                when=Not(yes("consent_current")),
                moments=DAY,
            ),
        ),
        never_overridden=True,
    ),
)
