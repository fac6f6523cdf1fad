"""What is asked about heart and vessels."""

from __future__ import annotations

from holdspace.domain.screening_fact import FactAsked, Section

HEART: tuple[FactAsked, ...] = (
    FactAsked(
        code="aneurysm_or_malformation",
        section=Section.HEART,
        kind="yes_no",
        by="both",
        staff_words="Aneurysm or arteriovenous malformation, now or ever",
        question="Has a doctor ever found a weak or bulging blood vessel (aneurysm) in you?",
        help="Also say yes for a tangle of blood vessels (AVM), in the head or the body.",
        good_for="answer_days",
        is_lasting=True,
    ),
    FactAsked(
        code="heart_event",
        section=Section.HEART,
        kind="yes_no",
        by="both",
        staff_words="Heart attack or other heart event, ever",
        question="Have you ever had a heart attack or another sudden heart problem?",
        good_for="answer_days",
        is_lasting=True,
    ),
    FactAsked(
        code="heart_event_on",
        section=Section.HEART,
        kind="date",
        by="both",
        staff_words="Last heart event on",
        question="When was the last one?",
        help="If you do not know the day, pick the first day of that month.",
        asked_if=("heart_event", True),
    ),
    FactAsked(
        code="hypertension",
        section=Section.HEART,
        kind="yes_no",
        by="both",
        staff_words="High blood pressure, diagnosed",
        question="Has a doctor told you that you have high blood pressure?",
        good_for="answer_days",
        is_lasting=True,
    ),
    FactAsked(
        code="hypertension_controlled",
        section=Section.HEART,
        kind="yes_no",
        by="staff",
        staff_words="High blood pressure is controlled",
        asked_if=("hypertension", True),
        good_for="answer_days",
    ),
)
