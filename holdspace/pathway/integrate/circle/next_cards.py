"""What the companion's home says of the circle: that it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.pathway.integrate.circle import companion_words as words
from holdspace.web.next_card import NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor

MY_CIRCLE = 95


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:  # noqa: ARG001 - each stage's shape
    return [
        NextCard(
            rank=MY_CIRCLE,
            kicker=words.CARD_KICKER,
            title=words.CARD_TITLE,
            words=words.CARD_WORDS,
            action=words.CARD_ACTION,
            href=reverse("circle:own_circle"),
        )
    ]
