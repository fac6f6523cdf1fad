"""Rules about heart and vessels."""

from __future__ import annotations

from holdspace.domain.screening_case import Region
from holdspace.domain.screening_conditions import WithinDays, yes
from holdspace.domain.screening_rule import ESKETAMINE, RACEMIC, Level, Rule
from holdspace.domain.screening_settings import Severity

HEART_RULES: tuple[Rule, ...] = (
    Rule(
        id="CI-VASC-01",
        title="Aneurysm or arteriovenous malformation",
        reason="A surge of pressure can rupture the vessel.",
        source="US esketamine label",
        would_clear="A correction of the fact, with where it comes from. No signature.",
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
        source="Racemic ketamine label: a rise of pressure would be a serious hazard",
        would_clear="A correction of the fact, with where it comes from.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                when=yes("aneurysm_or_malformation"),
                products=RACEMIC,
            ),
        ),
    ),
    Rule(
        id="CI-CV-01",
        title="Heart event in the last weeks",
        reason="The heart is still short of blood.",
        source="EU esketamine label 4.3; elsewhere our own default",
        would_clear="Six weeks since the event, or as many as the clinic sets.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE_LABEL,
                when=WithinDays("heart_event_on", 42),
                products=ESKETAMINE,
                regions=frozenset({Region.EU}),
            ),
            Level(
                severity=Severity.ABSOLUTE,
                when=WithinDays("heart_event_on", "heart_event_weeks"),
            ),
        ),
    ),
    Rule(
        id="CI-BP-HX",
        title="High blood pressure, diagnosed",
        reason="The pressure may peak higher during a dose.",
        source="Riva-Posse 2018",
        would_clear="A prescriber's look: controlled, on treatment, the last three readings.",
        levels=(Level(severity=Severity.REVIEW, when=yes("hypertension")),),
        shows=("hypertension_controlled",),
    ),
)
