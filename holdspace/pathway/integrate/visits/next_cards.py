"""What the companion's home says of the talk after a session, and of what is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.pathway.integrate.visits import companion_words as words
from holdspace.pathway.integrate.visits import share_companion_words as shared
from holdspace.pathway.integrate.visits.queries import agreed_with, visits_of
from holdspace.web.next_card import NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor

VISIT_TO_BOOK = 45
TALKS = 94
SHARED_WITH_OTHERS = 96


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:
    lines = visits_of(person.patient_id, now)
    asks = any(one.standing.asks_person(now) for one in lines[:1])
    return [
        *([_to_book()] if asks else []),
        *([_talks()] if (lines and not asks) or agreed_with(person.patient_id) else []),
        _shared(),
    ]


def _to_book() -> NextCard:
    return NextCard(
        rank=VISIT_TO_BOOK,
        kicker=words.CARD_KICKER,
        title=words.CARD_TITLE,
        words=words.CARD_WORDS,
        action=words.CARD_ACTION,
        href=reverse("visits:own_visits"),
    )


def _talks() -> NextCard:
    return NextCard(
        rank=TALKS,
        kicker=words.CARD_KICKER,
        title=words.ROW_TITLE,
        words=words.ROW_WORDS,
        action=words.ROW_TITLE,
        href=reverse("visits:own_visits"),
    )


def _shared() -> NextCard:
    return NextCard(
        rank=SHARED_WITH_OTHERS,
        kicker=shared.ROW_KICKER,
        title=shared.ROW_TITLE,
        words=shared.ROW_WORDS,
        action=shared.ROW_TITLE,
        href=reverse("visits:own_shares"),
    )
