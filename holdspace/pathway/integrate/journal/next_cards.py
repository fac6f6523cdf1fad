"""What the companion's home says of the journal: that it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.pathway.integrate.journal import companion_words as words
from holdspace.web.next_card import STANDING, NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor

JOURNAL = STANDING + 1


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:  # noqa: ARG001 - each stage's shape
    return [
        NextCard(
            rank=JOURNAL,
            kicker=words.ROW_KICKER,
            title=words.ROW_TITLE,
            words=words.ROW_WORDS,
            action=words.ROW_TITLE,
            href=reverse("journal:own_journal"),
        )
    ]
