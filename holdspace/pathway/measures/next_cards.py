"""What the companion's home says of questionnaires: who will call, and what is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import date_format

from holdspace.clinic.tasks.models import Task
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.measures import companion_words as words
from holdspace.pathway.measures.models import Answer, Asked
from holdspace.web.next_card import NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor

SOMEBODY_WILL_CALL, SCALES_ASKED = 10, 50
A_DAY = timedelta(days=1)
"""What is due sooner is asked for even on the first day after a session."""


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:
    asked = Asked.objects.of_person(person).filter(closed_at__isnull=True, is_on_phone=True)
    open_ones = list(asked.order_by("asked_at", "code"))
    begun = set(
        Answer.objects.filter(asked__in=open_ones).values_list("asked_id", flat=True).distinct()
    )
    cards = [_asked_card(each, person, now, is_begun=each.pk in begun) for each in open_ones]
    return [*_call_card(person), *cards]


def _call_card(person: OwnActor) -> list[NextCard]:
    """While nobody has spoken with them about an answer that touches suicide."""
    waits = Task.objects.not_closed().filter(
        patient_id=person.patient_id, kind=TaskKind.SUICIDE_ANSWER
    )
    if not waits.exists():
        return []
    return [
        NextCard(
            rank=SOMEBODY_WILL_CALL,
            kicker=words.CARD_CALL_WHEN,
            title=words.CARD_CALL_TITLE,
            words=words.CARD_CALL_WORDS,
            action=words.CARD_CALL,
            href=reverse("own_access:help"),
            can_wait=False,
        )
    ]


def _asked_card(asked: Asked, person: OwnActor, now: datetime, *, is_begun: bool) -> NextCard:
    count = len(INSTRUMENTS[asked.code].questions)
    title = words.CARD_ASKED_TITLE_ONE if count == 1 else words.CARD_ASKED_TITLE
    when = words.CARD_ASKED_WHEN
    # What it was to come before is over: a date of last week would only press.
    ahead = asked.due_at if asked.due_at is not None and asked.due_at > now else None
    if ahead is not None:
        due = ahead.astimezone(ZoneInfo(person.time_zone))
        when = words.CARD_ASKED_BEFORE.format(when=date_format(due, "l j F, H:i"))
    measures = words.MEASURES.get(asked.code, INSTRUMENTS[asked.code].measures)
    return NextCard(
        rank=SCALES_ASKED,
        kicker=when,
        title=title.format(count=count, measures=measures),
        words=words.CARD_BEGUN if is_begun else words.CARD_ASKED_TIME,
        action=words.CARD_GO_ON if is_begun else words.CARD_BEGIN,
        href=reverse("measures:own_begin", args=[asked.pk]),
        can_wait=ahead is None or ahead > now + A_DAY,
    )
