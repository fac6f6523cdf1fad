"""What is asked about head, mind and substances."""

from __future__ import annotations

from functools import partial

from holdspace.domain.screening_fact import FactAsked, Section

_head = partial(FactAsked, section=Section.HEAD, kind="yes_no", by="both", good_for="answer_days")
_mind = partial(FactAsked, section=Section.MIND, kind="yes_no", by="both", good_for="state_days")
_substances = partial(
    FactAsked, section=Section.SUBSTANCES, kind="yes_no", by="both", good_for="state_days"
)

TIERS = (("none", "none"), ("low", "low"), ("moderate", "moderate"), ("high", "high"))

HEAD: tuple[FactAsked, ...] = (
    _head(
        code="seizures",
        staff_words="Epilepsy or any seizure",
        question="Have you ever had a fit or seizure?",
        is_lasting=True,
    ),
    _head(
        code="last_seizure_on",
        kind="date",
        staff_words="Last seizure on",
        question="When was the last one?",
        help="If you do not know the day, take the latest it can have been.",
        asked_if=("seizures", True),
        good_for="",
    ),
    _head(
        code="epilepsy_controlled",
        by="staff",
        staff_words="The epilepsy is controlled",
        asked_if=("seizures", True),
    ),
    _head(
        code="raised_brain_pressure",
        staff_words="Raised intracranial pressure, now",
        question="Has a doctor told you that the pressure in your head is too high now?",
        good_for="state_days",
    ),
    _head(
        code="brain_condition",
        staff_words="Intracranial mass, hydrocephalus or shunt, head injury, CNS infection",
        question="Have you had a growth in your head, water on the brain or a brain infection?",
        help="Also say yes for a shunt, or a hard blow to the head not long ago.",
        is_lasting=True,
    ),
    _head(
        code="brain_injury_symptoms",
        staff_words="Symptoms after a traumatic brain injury",
        question="Has a blow to the head left you with trouble that has not gone away?",
    ),
    _head(
        code="cognitive_condition",
        staff_words="Dementia, or a disability that bears on consent",
        question="Do you have an illness that makes it hard to think or to remember?",
        help="Such as dementia. We ask so that we can take more time with you.",
        is_lasting=True,
    ),
    _head(
        code="delirium",
        by="staff",
        staff_words="Delirium, now",
        good_for="state_days",
    ),
    _head(
        code="capacity_to_consent",
        by="staff",
        staff_words="Has the capacity to consent",
        good_for="state_days",
    ),
)

MIND: tuple[FactAsked, ...] = (
    _mind(
        code="psychosis_now",
        staff_words="Psychosis, or psychotic features, in this episode",
        question="In the last weeks, did you hear or see things that others did not?",
        help="Also say yes if you felt that people were out to get you.",
    ),
    _mind(
        code="schizophrenia",
        staff_words="Schizophrenia or schizoaffective disorder, ever",
        question="Has a doctor ever told you that you have schizophrenia?",
        help="Say yes as well if the word they used was schizoaffective.",
        is_lasting=True,
        good_for="answer_days",
    ),
    _mind(
        code="mania_now",
        staff_words="Mania, hypomania or a mixed state, now",
        question="Do you feel much too high or driven right now, with hardly any sleep?",
    ),
    _mind(
        code="bipolar",
        staff_words="Bipolar disorder",
        question="Has a doctor ever told you that your moods swing too high and too low?",
        help="The word for it is bipolar.",
        is_lasting=True,
        good_for="answer_days",
    ),
    _mind(
        code="mood_stabiliser",
        by="staff",
        staff_words="A mood stabiliser is on board",
        asked_if=("bipolar", True),
    ),
    _mind(
        code="suicide_tier",
        kind="choice",
        by="staff",
        staff_words="Suicide-risk tier",
        choices=TIERS,
    ),
    _mind(
        code="phq9_item9",
        kind="number",
        by="staff",
        staff_words="PHQ-9, last item",
        scale="phq9",
        lowest=0,
        highest=3,
    ),
    _mind(
        code="qids_item12",
        kind="number",
        by="staff",
        staff_words="QIDS, item 12",
        scale="qids_sr16",
        lowest=0,
        highest=3,
    ),
)

SUBSTANCES: tuple[FactAsked, ...] = (
    _substances(
        code="ketamine_or_pcp_problem",
        staff_words="Ketamine or PCP use disorder, now",
        question="Do you use ketamine or PCP on your own, and find it hard to stop?",
        help="Nothing you say here is held against you. It helps us to keep you safe.",
    ),
    _substances(
        code="diversion_concern",
        by="staff",
        staff_words="Concern that ketamine is passed on",
    ),
    _substances(
        code="substance_problem",
        staff_words="Another substance use disorder, active",
        question="Does alcohol or some other drug cause you trouble these days?",
        help="Such as pain pills, sleeping pills, cocaine or speed.",
    ),
    _substances(
        code="sex_for_scoring",
        kind="choice",
        staff_words="Sex, for scores that differ by it",
        question="Which sex should we use for scores that differ by it?",
        help="If you choose neither, we use the more careful one.",
        choices=(("female", "Female"), ("male", "Male"), ("neither", "Neither of these")),
        good_for="",
    ),
    _substances(
        code="audit_c_score",
        kind="number",
        by="staff",
        unit="points",
        staff_words="AUDIT-C",
        scale="audit_c",
        lowest=0,
        highest=12,
    ),
    _substances(
        code="dast10_score",
        kind="number",
        by="staff",
        unit="points",
        staff_words="DAST-10",
        scale="dast10",
        lowest=0,
        highest=10,
    ),
    _substances(
        code="urine_screen_done",
        by="staff",
        staff_words="A urine drug screen was done",
    ),
    _substances(
        code="urine_screen_unexplained",
        by="staff",
        staff_words="The urine drug screen is positive, and no prescription explains it",
        asked_if=("urine_screen_done", True),
    ),
    _substances(
        code="grapefruit_habit",
        staff_words="Grapefruit, most weeks",
        question="Do you eat grapefruit or drink its juice in most weeks?",
    ),
    _substances(
        code="cannabis_use",
        kind="choice",
        by="person",
        staff_words="Cannabis",
        question="How often do you use cannabis?",
        choices=(
            ("never", "Never"),
            ("monthly", "Once a month or less"),
            ("weekly", "In most weeks"),
            ("daily", "On most days"),
        ),
        why="So that the talk before a dosing day can name it; the day itself has its own rule.",
    ),
)
