"""Rules about suicidal thoughts: a flow, not a block (clinical reference 1.1 and 1.5).

No clinic changes these, and no limit here is a setting (reference 11.3).
"""

from __future__ import annotations

from holdspace.domain.screening_conditions import (
    AtLeast,
    Condition,
    Not,
    OneOf,
    all_of,
    any_of,
    yes,
)
from holdspace.domain.screening_conditions_person import NotedSince, TierMoved
from holdspace.domain.screening_rule import Level, Rule
from holdspace.domain.screening_rules_mind import BOTH, DAY
from holdspace.domain.screening_settings import Severity

HIGH_WORDS = (
    "Evaluated at once, not left alone; nobody goes home without a named clinician's decision."
)


def _tier(*tiers: str, code: str = "suicide_tier") -> OneOf:
    return OneOf(code, frozenset(tiers))


def _unscreened(item: str) -> Condition:
    """The item was answered with at least 1, and nobody has noted a tier since."""
    noted = any_of(NotedSince("suicide_tier", item), NotedSince("suicide_tier_today", item))
    return all_of(AtLeast(item, 1), Not(noted))


SUICIDE_RULES: tuple[Rule, ...] = (
    Rule(
        id="CI-SI-01",
        title="Suicidal thoughts",
        reason="Alone no contraindication. Ketamine is no substitute for a hospital.",
        source="US esketamine label: not shown to prevent suicide",
        would_clear="Nothing to clear: see what the tier asks for.",
        levels=(
            Level(
                severity=Severity.INFORMATION,
                when=any_of(
                    _tier("low", "moderate", "high"),
                    AtLeast("phq9_item9", 1),
                    AtLeast("qids_item12", 1),
                ),
            ),
        ),
    ),
    Rule(
        id="CI-SI-02",
        title="Suicide-risk tier: high",
        reason="The setting has to be safe enough.",
        source="C-SSRS tiers; home programmes exclude recent intent or attempt",
        would_clear="Two clinicians decide on the same day where care is safe, and sign.",
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                name="at_home",
                when=_tier("high"),
                at_home=True,
                never_overridden=True,
                would_clear="A dose in the clinic instead, after two clinicians' decision.",
            ),
            Level(severity=Severity.REVIEW_BY_TWO, when=_tier("high")),
        ),
    ),
    Rule(
        id="SI-ITEM",
        title="An answer touched suicide, and nobody has asked further",
        reason="One item is a signal, not an assessment.",
        source="clinical reference 1.5",
        would_clear="The structured screen in the same session; its tier noted.",
        moments=BOTH,
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=any_of(_unscreened("phq9_item9"), _unscreened("qids_item12")),
            ),
        ),
    ),
    Rule(
        id="SI-LOW",
        title="Suicide-risk tier: low",
        reason="Noted; a safety plan is offered, with a date to ask again.",
        source="C-SSRS tiers; clinical reference 1.5",
        would_clear="Nothing to clear: shown and kept.",
        levels=(Level(severity=Severity.INFORMATION, when=_tier("low")),),
    ),
    Rule(
        id="SI-MODERATE",
        title="Suicide-risk tier: moderate",
        reason="A clinician assesses on the same day; contact again within 24 to 72 hours.",
        source="C-SSRS tiers; clinical reference 1.5",
        would_clear="Assessed today, safety plan brought up to date, next contact booked; signed.",
        levels=(Level(severity=Severity.REVIEW, when=_tier("moderate")),),
    ),
    Rule(
        id="SI-HIGH",
        title="Suicide-risk tier: high, what is due",
        reason=HIGH_WORDS,
        source="C-SSRS tiers; clinical reference 1.5",
        would_clear="See the finding that two clinicians sign.",
        levels=(Level(severity=Severity.INFORMATION, when=_tier("high")),),
    ),
    Rule(
        id="D-SI",
        title="Suicide risk, asked today",
        reason="The tier decides what is due before anything else.",
        source="clinical reference 1.3 and 1.5",
        would_clear="A clinician's assessment today, signed.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.ABSOLUTE,
                name="at_home",
                when=_tier("high", code="suicide_tier_today"),
                at_home=True,
                never_overridden=True,
                reason=HIGH_WORDS,
            ),
            Level(
                severity=Severity.REVIEW_BY_TWO,
                name="high",
                when=_tier("high", code="suicide_tier_today"),
                reason=HIGH_WORDS,
                would_clear="Two clinicians decide today where care is safe, and sign.",
            ),
            Level(
                severity=Severity.REVIEW,
                name="moderate",
                when=_tier("moderate", code="suicide_tier_today"),
                reason="A clinician assesses today; contact again within 24 to 72 hours.",
            ),
            Level(
                severity=Severity.INFORMATION,
                name="low",
                when=_tier("low", code="suicide_tier_today"),
                reason="Noted; a safety plan is offered, with a date to ask again.",
                would_clear="Nothing to clear: shown and kept.",
            ),
        ),
    ),
    Rule(
        id="SI-WORSE",
        title="Suicidal thoughts are new or worse",
        reason="Some people have more such thoughts after a series (6 of 100 in one cohort).",
        source="McInnes 2022, J Affect Disord; clinical reference 1.5",
        would_clear="What the tier asks for, and an adverse event on record; signed.",
        moments=DAY,
        levels=(
            Level(
                severity=Severity.REVIEW,
                when=any_of(yes("thoughts_worse"), TierMoved(is_up=True)),
            ),
        ),
    ),
    Rule(
        id="SI-FALL",
        title="Suicidal thoughts are fewer",
        reason="The effect is seen on days 1 to 3 and not on day 7: follow-up stays as planned.",
        source="Xu 2016, a meta-analysis of nine trials",
        would_clear="Nothing to clear: shown and kept.",
        moments=DAY,
        levels=(Level(severity=Severity.INFORMATION, when=TierMoved(is_up=False)),),
    ),
)
