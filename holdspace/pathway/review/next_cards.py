"""What stands on the companion's home after a session: goals to look at, and what is theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.pathway.course.models import MedicineActing
from holdspace.pathway.course.queries import own_course
from holdspace.pathway.review import companion_words as words
from holdspace.pathway.review.queries import cycle_looked_back_at, rated_in
from holdspace.web.next_card import NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.course.models import DoseCycle

TO_LOOK_AT, KEEP = 65, 97
ASKED_AFTER = timedelta(hours=24)
"""Not in the tender hours: a day after the dose it is asked (our own)."""
ASKED_UNTIL = timedelta(days=14)


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:
    course = own_course(person)
    cycle = cycle_looked_back_at(course) if course else None
    if course is None or cycle is None:
        return []
    cards = [_keep()]
    if course.ended_on is None and _is_asked(cycle, now) and not rated_in(cycle):
        cards.append(
            NextCard(
                rank=TO_LOOK_AT,
                kicker=words.CARD_KICKER,
                title=words.CARD_TITLE,
                words=words.CARD_WORDS,
                action=words.CARD_ACTION,
                href=reverse("review:own_goals"),
            )
        )
    return cards


def _is_asked(cycle: DoseCycle, now: datetime) -> bool:
    between = (now - ASKED_UNTIL, now - ASKED_AFTER)
    acted = MedicineActing.objects.filter(cycle=cycle)
    return acted.filter(from_at__range=between).exists()


def _keep() -> NextCard:
    return NextCard(
        rank=KEEP,
        kicker=words.KEEP_KICKER,
        title=words.KEEP_TITLE,
        words=words.KEEP_CARD,
        action=words.KEEP_ACTION,
        href=reverse("review:own_closing"),
    )
