"""Questions about the preparation of one cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.domain.planned_dose import weight_change
from holdspace.domain.readiness import (
    CONSENT_REAFFIRMED,
    Answer,
    NamedEscort,
    SignedConsent,
    answer_fact,
    consent_fact,
    escort_fact,
    questions_for,
    weight_fact,
)
from holdspace.domain.readiness_passed import with_passes
from holdspace.domain.session_events import Met
from holdspace.pathway.consult.queries import item_of_consent, last_withdrawn_in_the_room
from holdspace.pathway.course.plan_queries import plan_of, planned_dose_of
from holdspace.pathway.course.queries import protocol_of
from holdspace.pathway.prepare.derived import Moments, derived_facts, passes_of
from holdspace.pathway.prepare.models import (
    Escort,
    GuidancePlan,
    Intention,
    ReadinessNote,
    WeightMeasured,
)

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from holdspace.domain.session_events import Fact
    from holdspace.pathway.course.models import DoseCycle


def intention_of(cycle: DoseCycle) -> str:
    """The person's words for this session; empty when they wrote none."""
    latest = Intention.objects.filter(cycle=cycle).first()
    return latest.words if latest else ""


def guidance_plan_of(cycle: DoseCycle) -> GuidancePlan | None:
    return GuidancePlan.objects.filter(cycle=cycle).first()


def escort_of(cycle: DoseCycle, at: datetime | None = None) -> Escort | None:
    """Who was named last, or last by a moment."""
    named = Escort.objects.filter(cycle=cycle)
    return (named.filter(noted_at__lte=at) if at else named).first()


def weight_of(cycle: DoseCycle, at: datetime | None = None) -> tuple[Decimal, date] | None:
    """The weight in kg noted last in this cycle, or last by a moment, and the day of measuring."""
    noted = WeightMeasured.objects.filter(cycle=cycle)
    latest = (noted.filter(noted_at__lte=at) if at else noted).first()
    return (latest.weight_kg, latest.measured_on) if latest else None


def zone_of(cycle: DoseCycle) -> ZoneInfo:
    """Where the clinic is: days begin at its midnight."""
    return ZoneInfo(cycle.clinic.time_zone)


def answers_of(cycle: DoseCycle, at: datetime | None = None) -> dict[str, Answer]:
    """The latest answer to each question that was answered in this cycle, or by a moment."""
    notes = ReadinessNote.objects.filter(cycle=cycle).select_related("noted_by").order_by("id")
    return {
        note.code: Answer(met=Met(note.met), detail=note.detail, by=note.by, at=note.noted_at)
        for note in (notes.filter(noted_at__lte=at) if at else notes)
    }


def readiness_facts(
    cycle: DoseCycle,
    now: datetime,
    *,
    known_at: datetime | None = None,
    dosed_at: datetime | None = None,
) -> tuple[Fact, ...]:
    """Every fact the preparation answers before a dose, with its source and its age.

    `known_at` looks back: what was answered after that moment does not count. `dosed_at`: what was
    answered on the day of the dose counts, though midnight has passed since.
    """
    protocol, zone = protocol_of(cycle.course), zone_of(cycle)
    answers = answers_of(cycle, known_at)
    moments = Moments(now=now, zone=zone, known_at=known_at, dosed_at=dosed_at)
    derived = derived_facts(cycle, answers, moments)
    asked = tuple(
        derived.get(question.code)
        or answer_fact(question, answers.get(question.code), now, zone, dosed_at)
        for question in questions_for(protocol)
        if question is not CONSENT_REAFFIRMED
    )
    weight_kg, measured_on = weight_of(cycle, known_at) or (None, None)
    planned = planned_dose_of(plan_of(cycle.course, known_at), cycle.number)
    weight = weight_fact(
        protocol,
        weight_kg,
        measured_on,
        now.astimezone(zone).date(),
        weight_change(protocol, planned, weight_kg, now),
    )
    facts = (
        consent_fact(_signed(cycle, known_at), answers.get(CONSENT_REAFFIRMED.code), now, zone),
        escort_fact(_named_escort(cycle, known_at)),
        *asked,
        *((weight,) if weight else ()),
    )
    return with_passes(facts, passes_of(cycle, known_at), now, zone)


def consent_to_treatment(cycle: DoseCycle, now: datetime, known_at: datetime) -> Fact:
    """The one fact that a running infusion rests on too, as it stood at a moment."""
    answers = answers_of(cycle, known_at)
    said_again = answers.get(CONSENT_REAFFIRMED.code)
    return consent_fact(_signed(cycle, known_at), said_again, now, zone_of(cycle))


def _signed(cycle: DoseCycle, at: datetime | None) -> SignedConsent | None:
    state = item_of_consent(cycle.course, "treatment", at)
    if state.latest is None:
        return None
    return SignedConsent(
        signed_at=state.latest.given_at,
        withdrawn_at=state.latest.withdrawn_at,
        is_current_text=state.is_current_text,
        last_withdrawn_at=last_withdrawn_in_the_room(cycle.course, at),
    )


def _named_escort(cycle: DoseCycle, at: datetime | None) -> NamedEscort | None:
    escort = escort_of(cycle, at)
    if escort is None:
        return None
    return NamedEscort(
        name=escort.name,
        phone=escort.phone,
        is_confirmed=escort.is_confirmed,
        noted_at=escort.noted_at,
    )
