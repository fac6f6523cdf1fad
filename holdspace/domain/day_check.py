"""The day-of check: what is asked on a dosing day, and what the same-day rules make of it.

The rules are those of the screening (`screening_rules_day` and the day parts of the others). Each
question of the readiness gate rests on some of the facts asked here; what the rules find in them is
its answer. What a gate answers itself (escort, consent, vital signs ...) is not asked twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.readiness import CHECKED_ON_THE_DAY
from holdspace.domain.screening import screen_today
from holdspace.domain.session_events import Fact, Met, Route
from holdspace.domain.suitability import Needs, Standing, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, tzinfo

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.screening import Finding, Screened
    from holdspace.domain.suitability import Word


@dataclass(frozen=True, kw_only=True)
class DayGroup:
    """One question of the gate: the facts it rests on, and the rules that look at them."""

    question: str
    title: str
    """What its part of the page is called: neutral, the rows below say yes or no."""
    facts: tuple[str, ...]
    rules: frozenset[str]
    route: Route | None = None
    said_today: bool = True
    """False: what was said before the day counts for as long as its rules let it."""

    def is_asked_in(self, protocol: Protocol) -> bool:
        return self.route in {None, protocol.route}


GROUPS = (
    DayGroup(
        question="fasting",
        title="Fast",
        facts=("last_meal_at", "last_drink_at"),
        rules=frozenset({"D-FAST"}),
    ),
    DayGroup(
        question="medicines_changed",
        title="Medicines",
        facts=("medicine_changed", "blood_pressure_medicine_missed"),
        rules=frozenset(
            {"D-MED", "DI-UNKNOWN", "DI-BZD-02", "DI-Z", "DI-STIM", "DI-SYMP", "DI-BB"}
        ),
    ),
    DayGroup(
        question="pregnancy",
        title="Pregnancy",
        facts=(
            "pregnancy_applies",
            "pregnant",
            "pregnancy_test_done",
            "pregnancy_test_on",
            "pregnancy_test_positive",
        ),
        rules=frozenset({"D-PREG", "CI-PREG-01"}),
        said_today=False,
    ),
    DayGroup(
        question="intoxication",
        title="Alcohol and drugs",
        facts=(
            "intoxicated",
            "breath_test_done",
            "breath_test_positive",
            "alcohol_lately",
            "last_alcohol_at",
            "drugs_lately",
            "last_drug_at",
        ),
        rules=frozenset({"D-INTOX", "DI-ALC", "DI-PSY", "CI-SUD-03"}),
    ),
    DayGroup(
        question="infection",
        title="Airway",
        facts=("cough_or_fever", "airway_infection", "asthma_flare", "nose_blocked"),
        rules=frozenset({"D-URI", "CI-RESP-03"}),
    ),
    DayGroup(
        question="symptoms",
        title="Bladder, memory, mood",
        facts=("bladder_symptoms_today", "memory_worse", "mood_lifted"),
        rules=frozenset({"D-SYMP"}),
    ),
    DayGroup(
        question="nasal",
        title="Nose",
        facts=("nasal_spray_today", "nasal_spray_at"),
        rules=frozenset({"D-NASAL"}),
        route=Route.NASAL,
    ),
)
ANSWERED_ELSEWHERE = frozenset(
    {"D-ESC", "D-VIT", "D-CONS", "D-SCALE", "D-REMS", "D-SI", "SI-ITEM", "SI-WORSE", "SI-FALL"}
)
"""The gate has facts of its own for these: escort, baseline, consent, questionnaires, tier."""
PASSES = frozenset({Needs.SETTLED, Needs.TO_KNOW})


def groups_for(protocol: Protocol) -> tuple[DayGroup, ...]:
    return tuple(each for each in GROUPS if each.is_asked_in(protocol))


def standings_today(
    screened: Screened, words: Mapping[str, tuple[Word, ...]]
) -> tuple[Standing, ...]:
    """What the same-day rules find now, with what clinicians signed on the very same facts."""
    found = screen_today(screened, answered_elsewhere=ANSWERED_ELSEWHERE)
    may_pass = screened.settings.absolute_may_pass
    return tuple(
        Standing(finding=each, words=words.get(fingerprint(each), ()), absolute_may_pass=may_pass)
        for each in found
    )


def day_fact(
    group: DayGroup, standings: Iterable[Standing], screened: Screened, zone: tzinfo
) -> Fact | None:
    """What the rules say of one question today. None: nothing of it was answered today."""
    answered = [
        stated
        for code in group.facts
        if (stated := screened.stated.get(code)) is not None
        and stated.as_of is not None
        and stated.value is not None
        and (not group.said_today or _is_same_day(stated.as_of, screened.at, zone))
    ]
    said_at = [each.as_of for each in answered if each.as_of is not None]
    if not said_at:
        return None
    open_ones = [
        each.finding
        for each in standings
        if _belongs(group, each.finding) and each.needs not in PASSES
    ]
    found = [each for each in open_ones if not each.is_unknown]
    by = answered[-1].source
    when = "today" if group.said_today else "about it"
    detail = f"Nothing found in what was answered {when}. {by}."
    if open_ones:
        detail = " ".join(f"{each.title}." for each in found or open_ones)
        detail = f"{detail} {(found or open_ones)[0].would_clear}".strip()
    met = Met.UNMET if found else Met.UNKNOWN if open_ones else Met.MET
    return Fact(
        code=group.question,
        met=met,
        detail=detail,
        source=(found or open_ones)[0].source if open_ones else CHECKED_ON_THE_DAY,
        as_of=max(said_at),
    )


def _belongs(group: DayGroup, finding: Finding) -> bool:
    """A missing fact belongs wherever a rule waits for it: unknown is no good news for any."""
    if not finding.is_unknown:
        return finding.rule_id in group.rules
    asked = {used.code for used in finding.used} & set(group.facts)
    return bool(asked) or not group.rules.isdisjoint(finding.rules)


def _is_same_day(at: datetime, now: datetime, zone: tzinfo) -> bool:
    return at.astimezone(zone).date() == now.astimezone(zone).date()
