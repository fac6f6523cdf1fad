"""What the companion's home says of small things: one for today, and where the rest is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse

from holdspace.domain.practices import State, word_of_today
from holdspace.pathway.integrate.practices import companion_words as words
from holdspace.pathway.integrate.practices.queries import open_days_lately, thing_for_today
from holdspace.web.next_card import NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor

TODAY, THINGS, WHEEL = 55, 93, 94


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:
    return [
        *_for_today(person, now),
        NextCard(
            rank=THINGS,
            kicker=words.ROW_KICKER,
            title=words.THINGS,
            words=words.LEAD,
            action=words.CARD_ACTION,
            href=reverse("practices:own_practices"),
        ),
        NextCard(
            rank=WHEEL,
            kicker=words.WHEEL_KICKER,
            title=words.WHEEL,
            words=words.WHEEL_NOTE,
            action=words.CARD_ACTION,
            href=reverse("practices:own_wheel"),
        ),
    ]


def _for_today(person: OwnActor, now: datetime) -> list[NextCard]:
    """In the open days these, until a word was said for today; else one small thing, or nothing."""
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    lately = open_days_lately(person, now)
    if lately is not None and lately.days.state(now) is State.OPEN:
        is_said = lately.plan is not None and word_of_today(lately.plan, today) is not None
        if not is_said:
            return [_open_days()]
    thing = thing_for_today(person, today)
    if thing is None:
        return []
    return [
        NextCard(
            rank=TODAY,
            kicker=words.CARD_KICKER,
            title=thing.title,
            words=thing.when or thing.why,
            action=words.CARD_ACTION,
            href=reverse("practices:own_practices"),
        )
    ]


def _open_days() -> NextCard:
    return NextCard(
        rank=TODAY,
        kicker=words.OPEN_CARD_KICKER,
        title=words.OPEN_CARD_TITLE,
        words=words.OPEN_CARD_WORDS,
        action=words.CARD_ACTION,
        href=reverse("practices:own_open_days"),
    )
