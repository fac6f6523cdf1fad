"""What the companion's home says of questions: that there is an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.pathway.questions import companion_words as words
from holdspace.pathway.questions.queries import threads_of, with_news
from holdspace.web.next_card import NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor

AN_ANSWER = 80


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:  # noqa: ARG001 - each stage's shape
    return [
        NextCard(
            rank=AN_ANSWER,
            kicker=words.CARD_KICKER,
            title=words.CARD_TITLE,
            words=words.CARD_WORDS.format(name=thread.latest.by.name if thread.latest.by else ""),
            action=words.CARD_ACTION,
            href=reverse("questions:own_question", args=[thread.question.pk]),
        )
        for thread in with_news(threads_of(person.patient_id))
    ]
