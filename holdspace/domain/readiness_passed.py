"""One unmet fact let pass at preparation, by a second named person, for the day and as it stood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from holdspace.domain.gates import may_override
from holdspace.domain.session_events import Fact, Met

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo


@dataclass(frozen=True, kw_only=True)
class Passed:
    """Who let which fact pass, asked for by whom, why, and the answer it was about."""

    code: str
    reason: str
    by: str
    asked_for_by: str
    at: datetime
    about_as_of: datetime | None


def with_passes(
    facts: Iterable[Fact], passes: Iterable[Passed], now: datetime, zone: tzinfo
) -> tuple[Fact, ...]:
    """The facts, those met that were let pass today. Both names stay in the words.

    Never for what nobody may override. Not on another day, and not for a newer answer: whoever let
    it pass had the older one before them.
    """
    by_code = {each.code: each for each in sorted(passes, key=lambda one: one.at)}
    return tuple(_passed(fact, by_code.get(fact.code), now, zone) for fact in facts)


def _passed(fact: Fact, passed: Passed | None, now: datetime, zone: tzinfo) -> Fact:
    if passed is None or fact.met is Met.MET or not may_override(fact.code):
        return fact
    is_today = passed.at.astimezone(zone).date() == now.astimezone(zone).date()
    if not is_today or passed.about_as_of != fact.as_of or passed.by == passed.asked_for_by:
        return fact
    return replace(
        fact,
        met=Met.MET,
        detail=f"{fact.detail} Let pass by {passed.by}, asked for by {passed.asked_for_by}:"
        f" {passed.reason}",
        as_of=passed.at,
    )
