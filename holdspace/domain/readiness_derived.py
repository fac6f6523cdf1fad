"""Facts of the readiness gate that are not asked by hand: other parts of the record answer them.

The signed decision, the risk tier, the questionnaires. What is missing there is unknown here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.readiness import Answer, Question, answer_fact
from holdspace.domain.session_events import Fact, Met
from holdspace.domain.suicide_risk import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

DECISION_SOURCE = "Signed decision (clinical reference 1.1, 11.3)"
TIER_SOURCE = "Clinical reference 1.3 and 1.5"
SCALES_SOURCE = "Clinical reference 1.3 (D-SCALE)"
NO_TIER = "Nobody has noted a tier. Ask, and note it with its basis."


@dataclass(frozen=True, kw_only=True)
class Decided:
    """The decision that was signed last, beside what is known now."""

    words: str
    is_go: bool
    """It lets treat, and nothing has appeared since that it does not rest on."""
    lets_treat: bool
    why_not_current: str
    conditions: str
    by: str
    at: datetime
    let_pass: str = ""
    """What our default does not treat and two people signed for, with their names."""


@dataclass(frozen=True, kw_only=True)
class TierNoted:
    """The risk tier noted last, and whether an answer since then asks for another."""

    tier: Tier
    is_current: bool
    by: str
    at: datetime


def decision_fact(decided: Decided | None) -> Fact:
    """No decision is unknown; one that something new has overtaken is unknown too."""

    def fact(met: Met, detail: str) -> Fact:
        at = decided.at if decided else None
        return Fact(
            code="label_contraindication",
            met=met,
            detail=detail,
            source=DECISION_SOURCE,
            as_of=at,
        )

    if decided is None:
        return fact(Met.UNKNOWN, "Nobody has signed a decision about this person yet.")
    signed = f"{decided.words}, signed by {decided.by}."
    if not decided.lets_treat:
        return fact(Met.UNMET, signed)
    if not decided.is_go:
        why = decided.why_not_current or "It no longer rests on everything that is known."
        return fact(Met.UNKNOWN, f"{signed} {why} Look again, and sign anew.")
    conditions = f" Conditions: {decided.conditions}" if decided.conditions else ""
    let_pass = f" Let pass: {decided.let_pass}" if decided.let_pass else ""
    return fact(Met.MET, f"{signed}{conditions}{let_pass}")


def tier_fact(
    noted: TierNoted | None,
    agreed: Answer | None,
    now: datetime,
    zone: tzinfo,
    dosed_at: datetime | None,
) -> Fact:
    """The tier of today. Moderate takes the word of a second person; high is not today.

    `agreed` is an answer by hand: it never stands in for a tier.
    """

    if noted is None:
        return _tier(Met.UNKNOWN, NO_TIER)
    if not noted.is_current:
        detail = "An answer that touches suicide came after the tier was noted. Note it again."
        return _tier(Met.UNKNOWN, detail, noted.at)
    is_of_the_day = _same_day(noted.at, now, zone) or (
        dosed_at is not None and _same_day(noted.at, dosed_at, zone)
    )
    said = f"{noted.tier.value.capitalize()}, noted by {noted.by}."
    if not is_of_the_day:
        day = noted.at.astimezone(zone)
        words = f"{said} That was on {day.day} {day:%B}; asked again on the day."
        return _tier(Met.UNKNOWN, words, noted.at)
    if noted.tier is Tier.HIGH:
        return _tier(Met.UNMET, f"{said} {noted.tier.minimum_response}", noted.at)
    if noted.tier is Tier.MODERATE:
        return _moderate(noted, agreed, said)
    return _tier(Met.MET, f"{said} {noted.tier.minimum_response}", noted.at)


def _moderate(noted: TierNoted, agreed: Answer | None, said: str) -> Fact:
    second = (
        agreed is not None
        and agreed.met is Met.MET
        and agreed.by != noted.by
        and agreed.at >= noted.at
    )
    if agreed is None or not second:
        detail = f"{said} {noted.tier.minimum_response} A second person says whether today goes on."
        return _tier(Met.UNMET, detail, noted.at)
    return _tier(Met.MET, f"{said} {agreed.by} agrees: {agreed.detail}".strip(), agreed.at)


def _tier(met: Met, detail: str, as_of: datetime | None = None) -> Fact:
    return Fact(code="suicide_risk_tier", met=met, detail=detail, source=TIER_SOURCE, as_of=as_of)


def scales_fact(
    question: Question,
    outstanding: Sequence[str],
    done_at: datetime | None,
    answer: Answer | None,
    now: datetime,
    zone: tzinfo,
) -> Fact:
    """Questionnaires before the dose. Where none was ever asked, somebody says so by hand."""
    if outstanding:
        names = ", ".join(outstanding)
        return Fact(
            code=question.code,
            met=Met.UNMET,
            detail=f"Not filled in yet: {names}.",
            source=SCALES_SOURCE,
        )
    if done_at is not None:
        return Fact(
            code=question.code,
            met=Met.MET,
            detail="All that were asked are filled in.",
            source=SCALES_SOURCE,
            as_of=done_at,
        )
    return answer_fact(question, answer, now, zone)


def _same_day(at: datetime, now: datetime, zone: tzinfo) -> bool:
    return at.astimezone(zone).date() == now.astimezone(zone).date()
