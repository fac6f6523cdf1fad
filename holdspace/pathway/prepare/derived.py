"""The facts of readiness that other parts of the record answer: decision, tier, scales, the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Max

from holdspace.domain.day_check import day_fact, groups_for, standings_today
from holdspace.domain.readiness import QUESTIONS
from holdspace.domain.readiness_derived import (
    Decided,
    TierNoted,
    decision_fact,
    scales_fact,
    tier_fact,
)
from holdspace.domain.readiness_passed import Passed
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.consult.decision_queries import decision_of
from holdspace.pathway.consult.screening_queries import everything_screened, words_on
from holdspace.pathway.course.models import MedicineActing
from holdspace.pathway.course.queries import protocol_of
from holdspace.pathway.measures.queries import outstanding, results_of, risk_tier_of
from holdspace.pathway.prepare.models import LetPass
from holdspace.pathway.prepare.visit_queries import times_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from uuid import UUID

    from holdspace.domain.instructions import InstructionTimes
    from holdspace.domain.readiness import Answer
    from holdspace.domain.screening import Screened, ScreeningSettings
    from holdspace.domain.session_events import Fact
    from holdspace.pathway.course.models import DoseCycle

SCALES = next(each for each in QUESTIONS if each.code == "scales_done")
DERIVED = frozenset({"label_contraindication", "suicide_risk_tier"})
"""Never answered by hand alone: a signed decision and a noted tier are."""
SCALES_WITHIN = timedelta(days=7)
"""What was filled in longer ago says nothing of now (design default)."""


@dataclass(frozen=True, kw_only=True)
class Moments:
    """When the facts are asked for: now; as known at; and when the dose of this cycle began."""

    now: datetime
    zone: ZoneInfo
    known_at: datetime | None = None
    dosed_at: datetime | None = None


def derived_facts(
    cycle: DoseCycle, answers: Mapping[str, Answer], moments: Moments
) -> dict[str, Fact]:
    """By the code of the question each takes the place of."""
    patient_id, now, zone = cycle.course.patient_id, moments.now, moments.zone
    agreed = answers.get("suicide_risk_tier")
    # Asked for once: a start waits for it.
    screened = everything_screened(
        cycle.course.patient, protocol_of(cycle.course), now, known_at=moments.known_at
    )
    facts = [
        decision_fact(_decided(patient_id, moments, screened)),
        tier_fact(_tier(patient_id, moments), agreed, now, zone, moments.dosed_at),
        scales_fact(
            SCALES,
            _not_filled_in(patient_id, moments),
            _filled_in_at(cycle, moments),
            answers.get(SCALES.code),
            now,
            zone,
        ),
        *_of_the_day(cycle, answers, moments, screened),
    ]
    return {fact.code: fact for fact in facts}


def passes_of(cycle: DoseCycle, at: datetime | None = None) -> list[Passed]:
    """What was let pass in this cycle, or by a moment."""
    rows = LetPass.objects.filter(cycle=cycle).select_related("noted_by", "requested_by")
    return [
        Passed(
            code=row.code,
            reason=row.reason,
            by=row.by,
            asked_for_by=row.requested_by.name,
            at=row.noted_at,
            about_as_of=row.about_as_of,
        )
        for row in (rows.filter(noted_at__lte=at) if at else rows)
    ]


def _decided(patient_id: UUID, moments: Moments, screened: tuple[Screened, ...]) -> Decided | None:
    decision = decision_of(patient_id, moments.now, known_at=moments.known_at, screened=screened)
    if decision is None:
        return None
    return Decided(
        words=str(decision.signed.get_kind_display()),
        is_go=decision.is_go,
        lets_treat=decision.signed.is_go,
        why_not_current=decision.why_not_current,
        conditions=decision.conditions,
        by=decision.signed_by.name,
        at=decision.signed_at,
        let_pass=" ".join(
            f"{one.finding.title} ({' and '.join(word.by for word in one.words)})."
            for one in decision.let_pass
        ),
    )


def _tier(patient_id: UUID, moments: Moments) -> TierNoted | None:
    noted = risk_tier_of(patient_id, moments.known_at)
    if noted is None:
        return None
    return TierNoted(tier=noted.tier, is_current=noted.is_current, by=noted.by, at=noted.noted_at)


def _not_filled_in(patient_id: UUID, moments: Moments) -> list[str]:
    """Questionnaires that somebody asked for by the end of this day, and that are not filled in.

    What the protocol's schedule asks by itself keeps no dose back: nobody decided that it should.
    """
    tomorrow = (moments.now.astimezone(moments.zone) + timedelta(days=1)).date()
    return [
        INSTRUMENTS[each.code].name
        for each in outstanding(patient_id, moments.now)
        if each.asked_by_id is not None
        and (each.due_at is None or each.due_at.astimezone(moments.zone).date() < tomorrow)
    ]


def _filled_in_at(cycle: DoseCycle, moments: Moments) -> datetime | None:
    """When one was last filled in for this cycle: within a week, and since the dose before."""
    doses_before = MedicineActing.objects.filter(
        cycle__course__patient_id=cycle.course.patient_id
    ).exclude(cycle=cycle)
    latest_dose = doses_before.aggregate(at=Max("from_at"))["at"]
    since = max(each for each in (moments.now - SCALES_WITHIN, latest_dose) if each is not None)
    until = moments.known_at or moments.now
    results = results_of(cycle.course.patient_id)
    counting = [each.finished_at for each in results if since < each.finished_at <= until]
    return max(counting, default=None)


def _of_the_day(
    cycle: DoseCycle,
    answers: Mapping[str, Answer],
    moments: Moments,
    everything: tuple[Screened, ...],
) -> Iterator[Fact]:
    """What the same-day rules say, unless somebody answered by hand since."""
    screened = screened_today(cycle, everything[0])
    standings = standings_today(screened, words_on(cycle.course.patient_id, moments.known_at))
    for group in groups_for(protocol_of(cycle.course)):
        fact = day_fact(group, standings, screened, moments.zone)
        by_hand = answers.get(group.question)
        is_newer = by_hand is not None and (
            fact is None or fact.as_of is None or by_hand.at >= fact.as_of
        )
        if fact is not None and not is_newer:
            yield fact


def screened_today(cycle: DoseCycle, screened: Screened) -> Screened:
    """What the rules see today; how long a fast takes is what the clinic told the person."""
    times = times_of(cycle.clinic_id, protocol_of(cycle.course), cycle.clinic.name)
    return replace(screened, settings=_settings(screened.settings, times))


def _settings(settings: ScreeningSettings, times: InstructionTimes) -> ScreeningSettings:
    """The clinic's own times before a session, by the names the rules have for them."""
    meal_hours = Decimal(times.last_meal_minutes) / 60
    drink_minutes = Decimal(times.last_clear_drink_minutes)
    nasal = times.nasal_spray_minutes
    own = {
        "solids_hours": meal_hours,
        "solids_by_mouth_hours": meal_hours,
        "solids_esketamine_hours": meal_hours,
        "liquids_minutes": drink_minutes,
        "liquids_esketamine_minutes": drink_minutes,
        "alcohol_hours": Decimal(times.alcohol_free_minutes) / 60,
        **({"nasal_spray_minutes": Decimal(nasal)} if nasal is not None else {}),
    }
    return replace(settings, numbers={**settings.numbers, **own})
