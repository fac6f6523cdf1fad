"""Rules of a dosing day (clinical reference 1.3). Pressure before the dose has its own module."""

from __future__ import annotations

from holdspace.domain.screening_case import Region
from holdspace.domain.screening_conditions import (
    LessThanAgo,
    MoreThanAgo,
    Not,
    all_of,
    any_of,
    yes,
)
from holdspace.domain.screening_rule import (
    BY_MOUTH,
    ESKETAMINE,
    INJECTED,
    NASAL,
    RACEMIC,
    Level,
    Rule,
)
from holdspace.domain.screening_rules_mind import DAY
from holdspace.domain.screening_rules_use import NO_RECENT_TEST
from holdspace.domain.screening_settings import Severity

SOURCE = "clinical reference 1.3"
FASTING = (Severity.SAME_DAY, Severity.REVIEW)
"""What a clinic may make of a fast that was not kept."""

DAY_RULES: tuple[Rule, ...] = (
    Rule(
        id="D-ESC",
        title="Escort and ride home",
        reason="Nobody drives, and nobody goes home alone: without an escort no dose is given.",
        source=SOURCE,
        would_clear="An escort with a name and a phone, and a ride that is not self-driven.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.SAME_DAY,
                when=any_of(
                    Not(yes("escort_named")), Not(yes("escort_phone_noted")), yes("drives_self")
                ),
            ),
        ),
        never_overridden=True,
    ),
    Rule(
        id="D-FAST",
        title="The fast was not kept",
        reason="What is in the stomach can reach the lungs.",
        source="clinical reference 6.4; US esketamine label; our own defaults",
        would_clear="Waiting until the time is up, or another day.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.SAME_DAY,
                when=any_of(
                    LessThanAgo("last_meal_at", "solids_esketamine_hours"),
                    LessThanAgo("last_drink_at", "liquids_esketamine_minutes"),
                ),
                products=ESKETAMINE,
                may_be=FASTING,
            ),
            Level(
                severity=Severity.SAME_DAY,
                name="by_mouth",
                when=any_of(
                    LessThanAgo("last_meal_at", "solids_by_mouth_hours"),
                    LessThanAgo("last_drink_at", "liquids_minutes"),
                ),
                products=RACEMIC,
                routes=BY_MOUTH,
                may_be=FASTING,
            ),
            Level(
                severity=Severity.SAME_DAY,
                name="racemic",
                when=any_of(
                    LessThanAgo("last_meal_at", "solids_hours"),
                    LessThanAgo("last_drink_at", "liquids_minutes"),
                ),
                products=RACEMIC,
                routes=INJECTED | NASAL,
                may_be=FASTING,
            ),
        ),
    ),
    Rule(
        id="D-NASAL",
        title="A nasal steroid or decongestant just now",
        reason="It changes how much of the spray is taken up.",
        source="US esketamine label",
        would_clear="Waiting until an hour has passed.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.SAME_DAY,
                when=LessThanAgo("nasal_spray_at", "nasal_spray_minutes"),
                routes=NASAL,
            ),
        ),
    ),
    Rule(
        id="D-INTOX",
        title="Signs of alcohol or drugs, or a positive breath test",
        reason="Sedation adds up, and consent may not be possible.",
        source="our own default",
        would_clear="Another day.",
        moments=DAY,
        levels=(
            Level(severity=Severity.SAME_DAY, when=yes("intoxicated", "breath_test_positive")),
        ),
    ),
    Rule(
        id="D-MED",
        title="A medicine is new, changed, or was missed",
        reason="Interactions have to be looked at again; the pressure may be higher.",
        source="our own default",
        would_clear="The list brought up to date, screened again; the prescriber signs.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=yes("medicine_changed", "blood_pressure_medicine_missed"),
            ),
        ),
    ),
    Rule(
        id="D-PREG",
        title="Could be pregnant, and no recent test",
        reason="It may harm the child.",
        source="trial practice; our own default",
        would_clear="A negative test.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.SAME_DAY,
                when=all_of(yes("pregnancy_applies"), NO_RECENT_TEST),
            ),
        ),
        shows=("pregnancy_test_on",),
    ),
    Rule(
        id="D-VIT",
        title="Vital signs before the dose",
        reason="Without a baseline nobody can tell what the dose did.",
        source=SOURCE,
        would_clear="Vital signs and weight, recorded shortly before the dose.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.SAME_DAY,
                when=any_of(
                    Not(yes("vitals_taken_today")), MoreThanAgo("vitals_at", "vitals_minutes")
                ),
            ),
        ),
    ),
    Rule(
        id="D-URI",
        title="Cough, wheeze, fever or a blocked nose",
        reason="The voice box can close; a blocked nose takes up less of a spray.",
        source="UK racemic label 4.4",
        would_clear="Another day, when it is over.",
        moments=DAY,
        levels=(Level(severity=Severity.SAME_DAY, when=yes("cough_or_fever", "nose_blocked")),),
    ),
    Rule(
        id="D-SYMP",
        title="Bladder, memory or mood has changed",
        reason="These are what repeated doses can harm.",
        source="clinical reference 1.3 and 3.6",
        would_clear="The prescriber looks into it, and signs.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=yes("bladder_symptoms_today", "memory_worse", "mood_lifted"),
            ),
        ),
    ),
    Rule(
        id="D-CONS",
        title="Consent, and what was agreed about touch and recording",
        reason="It is said again while the person can still say no.",
        source="clinical reference 1.3 and 7.4",
        would_clear="Consent in force on the current text, and said again today.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.SAME_DAY,
                when=any_of(Not(yes("consent_current")), Not(yes("preferences_confirmed"))),
            ),
        ),
        never_overridden=True,
    ),
    Rule(
        id="D-SCALE",
        title="Questionnaires before the dose",
        reason="They cannot be made up after it.",
        source=SOURCE,
        would_clear="Filled in, or the prescriber signs that they are left out.",
        moments=DAY,
        levels=(Level(severity=Severity.REVIEW, when=Not(yes("scales_done"))),),
    ),
    Rule(
        id="D-REMS",
        title="Enrolled, and the site certified",
        reason="The product may only be given under this programme.",
        source="US esketamine REMS",
        would_clear="Enrolment and certification on file.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.SAME_DAY,
                when=any_of(Not(yes("rems_enrolled")), Not(yes("rems_site_certified"))),
                products=ESKETAMINE,
                regions=frozenset({Region.US}),
            ),
        ),
        never_overridden=True,
    ),
)
