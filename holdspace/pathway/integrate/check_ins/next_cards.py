"""What the companion's home says of check-ins: one that is due, and where to tell how one is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.clinic.people.models import Patient
from holdspace.pathway.integrate.check_ins import companion_words as words
from holdspace.pathway.integrate.check_ins.following import following_of
from holdspace.web.next_card import NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.integrate.check_ins.following import Following

CHECK_IN_DUE, STANDING_ROW = 25, 92
EXPLAINED_FOR = timedelta(days=4)
"""So long the pages about what is usual stand on the home."""


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:
    patient = Patient.objects.select_related("clinic").get(pk=person.patient_id)
    following = following_of(patient, now)
    if following is None:
        return []
    due = _due(following)
    rows = [
        _row(words.CARD_STANDING, words.CARD_STANDING_KICKER, reverse("check_ins:own_check_in"))
    ]
    if now < following.home.at + EXPLAINED_FOR:
        rows.append(_row(words.CARD_AFTER, words.CARD_AFTER_KICKER, reverse("check_ins:own_after")))
    return [*due, *rows]


def _due(following: Following) -> list[NextCard]:
    standing = following.due
    if standing is None:
        return []
    begun = any(one.rung is standing.rung for one in following.told)
    return [
        NextCard(
            rank=CHECK_IN_DUE,
            kicker=words.RUNGS[standing.rung],
            title=words.CARD_TITLE,
            words=words.CARD_BEGUN if begun else words.CARD_WORDS,
            action=words.CARD_ACTION,
            href=reverse("check_ins:own_check_in"),
            can_wait=False,
        )
    ]


def _row(title: str, kicker: str, href: str) -> NextCard:
    return NextCard(rank=STANDING_ROW, kicker=kicker, title=title, words="", action="", href=href)
