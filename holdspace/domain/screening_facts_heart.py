"""What is asked about heart, vessels and breathing."""

from __future__ import annotations

from functools import partial

from holdspace.domain.screening_fact import FactAsked, Section

_heart = partial(FactAsked, section=Section.HEART, kind="yes_no", by="both", good_for="answer_days")
_breathing = partial(
    FactAsked, section=Section.BREATHING, kind="yes_no", by="both", good_for="answer_days"
)

HEART: tuple[FactAsked, ...] = (
    _heart(
        code="aneurysm_or_malformation",
        staff_words="Aneurysm or arteriovenous malformation, now or ever",
        question="Has a doctor ever found a weak or bulging blood vessel in you?",
        help="It is called an aneurysm. A tangle of blood vessels (AVM) counts too.",
        is_lasting=True,
    ),
    _heart(
        code="brain_bleed",
        staff_words="Bleeding inside the brain, ever",
        question="Have you ever had a bleed inside your brain?",
        is_lasting=True,
    ),
    _heart(
        code="stroke",
        staff_words="Stroke or subarachnoid bleeding, ever",
        question="Have you ever had a stroke, or a bleed around your brain?",
        help="A small stroke that went away again counts too.",
        is_lasting=True,
    ),
    _heart(
        code="heart_event",
        staff_words="Heart attack or other heart event, ever",
        question="Have you ever had a heart attack or some other sudden heart problem?",
        is_lasting=True,
    ),
    _heart(
        code="heart_event_on",
        kind="date",
        staff_words="Last heart event on",
        question="When was the last one?",
        help="If you do not know the day, take the latest it can have been.",
        asked_if=("heart_event", True),
        good_for="",
    ),
    _heart(
        code="unstable_angina",
        staff_words="Unstable angina",
        question="Do you get chest pain at rest, or chest pain that is getting worse?",
        good_for="state_days",
    ),
    _heart(
        code="heart_failure",
        staff_words="Heart failure",
        question="Has a doctor told you that your heart is too weak (heart failure)?",
        is_lasting=True,
    ),
    _heart(
        code="heart_failure_state",
        kind="choice",
        by="staff",
        staff_words="Heart failure: how it stands",
        choices=(
            ("controlled", "controlled, NYHA I or II"),
            ("nyha_3_or_4", "NYHA III or IV"),
            ("decompensated", "decompensated"),
        ),
        asked_if=("heart_failure", True),
        good_for="state_days",
    ),
    _heart(
        code="valve_disease",
        staff_words="Heart valve disease",
        question="Do you have a problem with a heart valve?",
        is_lasting=True,
    ),
    _heart(
        code="valve_significant",
        by="staff",
        staff_words="The valve disease changes the blood flow significantly",
        asked_if=("valve_disease", True),
    ),
    _heart(
        code="rhythm_problem",
        staff_words="Known arrhythmia",
        question="Does your heart beat out of step, too fast or too slow?",
        help="Say yes if a doctor has found this, even if it is treated now.",
        is_lasting=True,
    ),
    _heart(
        code="rhythm_uncontrolled",
        by="staff",
        staff_words="The arrhythmia is not controlled",
        asked_if=("rhythm_problem", True),
        good_for="state_days",
    ),
    _heart(
        code="coronary_disease",
        staff_words="Stable coronary disease",
        question="Are the blood vessels of your heart narrow or blocked?",
        help="Say yes if you have had a stent or a bypass.",
        is_lasting=True,
    ),
    _heart(
        code="qtc_concern",
        by="staff",
        staff_words="QTc concern",
    ),
    _heart(
        code="ecg_on",
        kind="date",
        by="staff",
        staff_words="Last ECG on",
        good_for="",
    ),
    _heart(
        code="hypertension",
        staff_words="High blood pressure, diagnosed",
        question="Has a doctor told you that you have high blood pressure?",
        is_lasting=True,
    ),
    _heart(
        code="hypertension_treated",
        staff_words="High blood pressure is treated",
        question="Do you take medicine for it?",
        asked_if=("hypertension", True),
    ),
    _heart(
        code="hypertension_controlled",
        by="staff",
        staff_words="High blood pressure is controlled",
        asked_if=("hypertension", True),
        good_for="state_days",
    ),
    _heart(
        code="last_pressures",
        kind="text",
        by="both",
        staff_words="Last three blood pressures",
        question="What were your last three blood pressures, if you know them?",
        help="Like 130 over 80. It is fine to leave this out.",
        asked_if=("hypertension", True),
        good_for="",
    ),
    _heart(
        code="hypertensive_encephalopathy",
        staff_words="Hypertensive encephalopathy, ever",
        question="Has very high blood pressure ever made you confused or ill in the head?",
        is_lasting=True,
    ),
)

BREATHING: tuple[FactAsked, ...] = (
    _breathing(
        code="lung_disease",
        staff_words="Significant lung disease (COPD with symptoms, oxygen at home)",
        question="Do you have a lung illness that leaves you short of breath, such as COPD?",
        help="Also say yes if you use oxygen at home.",
        is_lasting=True,
    ),
    _breathing(
        code="sleep_apnoea",
        staff_words="Obstructive sleep apnoea",
        question="Do you stop breathing at times while you sleep (sleep apnea)?",
        help="Say yes if a doctor or a sleep test has found it.",
        is_lasting=True,
    ),
    _breathing(
        code="sleep_apnoea_treated",
        staff_words="The sleep apnoea is treated",
        question="Do you sleep with a mask or other help for it on most nights?",
        asked_if=("sleep_apnoea", True),
    ),
)
