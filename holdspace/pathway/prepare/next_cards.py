"""What stands on the companion's home before a session: the visit, and what is still to be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.pathway.prepare import companion_words as words
from holdspace.pathway.prepare.visit_queries import next_dosing, own_cycle, own_plan, visit_of
from holdspace.web.next_card import NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.prepare.visit_queries import OwnPlan, Visit

TODAY, TO_SAY, NEXT_VISIT = 20, 60, 70


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:
    """Today's visit first; then what is not said yet; then the next visit with its times."""
    cycle = own_cycle(person)
    if cycle is None:
        return []
    appointment = next_dosing(person.patient_id, now)
    cards = [_visit_card(visit_of(cycle, appointment), now)] if appointment else []
    plan = own_plan(cycle)
    return cards if plan.is_over else [*cards, *_to_say(plan)]


def _visit_card(visit: Visit, now: datetime) -> NextCard:
    starts, today = visit.moments.starts_at.astimezone(visit.zone), now.astimezone(visit.zone)
    is_today = starts.date() == today.date()
    arrive = visit.arrive
    clock = (
        f"{arrive.clock} ({words.AT_THE_CLINIC}: {arrive.clinic})"
        if arrive.clinic
        else arrive.clock
    )
    return NextCard(
        rank=TODAY if is_today else NEXT_VISIT,
        kicker=words.TODAY if is_today else visit.starts.day,
        title=words.COME_AT.format(clock=clock),
        words=words.DAY_WORDS if is_today else words.BEFORE_WORDS,
        action=words.SEE_PLAN,
        href=reverse("prepare:own_plan"),
    )


def _to_say(plan: OwnPlan) -> list[NextCard]:
    open_ones = (
        ("escort", plan.escort is None or not plan.escort.is_confirmed),
        ("intention", plan.intention is None),
        ("guidance", plan.guidance is None),
    )
    return [
        NextCard(
            rank=TO_SAY + place,
            kicker=words.FOR_YOUR_SESSION,
            title=words.CARD_TITLES[what],
            words=words.CARD_BEGUN if what in plan.begun else words.CARD_WORDS[what],
            action=words.CARD_ACTION,
            href=reverse(f"prepare:own_{what}"),
        )
        for place, (what, is_open) in enumerate(open_ones)
        if is_open
    ]
