"""What is asked again on each dosing day, by staff."""

from __future__ import annotations

from functools import partial

from holdspace.domain.screening_fact import FactAsked, Section
from holdspace.domain.screening_facts_mind import TIERS

_day = partial(
    FactAsked, section=Section.DAY, kind="yes_no", by="staff", good_for="day_answer_hours"
)
_moment = partial(FactAsked, section=Section.DAY, kind="moment", by="staff")

DAY: tuple[FactAsked, ...] = (
    _day(code="escort_named", staff_words="An escort is named"),
    _day(code="escort_phone_noted", staff_words="The escort's phone is noted",
         asked_if=("escort_named", True)),
    _day(code="drives_self", staff_words="Means to drive home alone"),
    _moment(code="last_meal_at", staff_words="Last meal"),
    _moment(code="last_drink_at", staff_words="Last drink"),
    _day(code="nasal_spray_today", staff_words="A nasal steroid or decongestant today"),
    _moment(code="nasal_spray_at", staff_words="Last nasal spray",
            asked_if=("nasal_spray_today", True)),
    _day(code="intoxicated", staff_words="Signs of alcohol or drugs"),
    _day(code="breath_test_done", staff_words="A breath test was done"),
    _day(code="breath_test_positive", staff_words="The breath test is positive",
         asked_if=("breath_test_done", True)),
    _day(code="alcohol_lately", staff_words="Alcohol in the last days"),
    _moment(code="last_alcohol_at", staff_words="Last alcohol", asked_if=("alcohol_lately", True)),
    _day(code="drugs_lately",
         staff_words="Psilocybin, LSD, MDMA, cannabis or another drug in the last days"),
    _moment(code="last_drug_at", staff_words="Last of these", asked_if=("drugs_lately", True)),
    _day(code="medicine_changed", staff_words="A medicine is new or changed since last time"),
    _day(code="blood_pressure_medicine_missed",
         staff_words="A medicine for blood pressure was missed"),
    _day(code="vitals_taken_today", staff_words="Vital signs and weight are recorded today"),
    _moment(code="vitals_at", staff_words="Vital signs recorded",
            asked_if=("vitals_taken_today", True)),
    _day(code="suicide_tier_today", kind="choice", staff_words="Suicide-risk tier, today",
         choices=TIERS),
    _day(code="thoughts_worse", staff_words="Suicidal thoughts are new or worse since last time"),
    _day(code="cough_or_fever", staff_words="Cough, wheeze or fever"),
    _day(code="airway_infection", staff_words="Acute infection of the upper airway"),
    _day(code="asthma_flare", staff_words="Asthma flare"),
    _day(code="nose_blocked", staff_words="Blocked nose"),
    _day(code="bladder_symptoms_today", staff_words="Bladder symptoms, new or worse"),
    _day(code="memory_worse", staff_words="Memory or thinking is worse"),
    _day(code="mood_lifted", staff_words="Mood unusually lifted or driven"),
    _day(code="consent_current", staff_words="Treatment consent is signed, current and in force"),
    _day(code="preferences_confirmed", staff_words="Touch and recording said again today"),
    _day(code="scales_done", staff_words="Questionnaires before the dose are done"),
    FactAsked(code="rems_enrolled", section=Section.DAY, kind="yes_no", by="staff",
              staff_words="Enrolled in the REMS", good_for="answer_days"),
    FactAsked(code="rems_site_certified", section=Section.DAY, kind="yes_no", by="staff",
              staff_words="This site is certified under the REMS", good_for="answer_days"),
)  # fmt: skip
