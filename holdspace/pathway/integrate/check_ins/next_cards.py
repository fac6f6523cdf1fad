"""What the companion's home says of check-ins: one that is due, and where to tell how one is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.clinic.people.models import Patient
from holdspace.clinic.tasks.models import Task
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.integrate.check_ins import companion_words as words
from holdspace.pathway.integrate.check_ins.actions import ABOUT
from holdspace.pathway.integrate.check_ins.following import following_of
from holdspace.pathway.integrate.check_ins.models import CheckInAnswer
from holdspace.web.next_card import NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.integrate.check_ins.following import Following

SOMEBODY_WILL_CALL, CHECK_IN_DUE, STANDING_ROW = 10, 25, 92
EXPLAINED_FOR = timedelta(days=4)
"""So long the pages about what is usual stand on the home."""


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:
    patient = Patient.objects.select_related("clinic").get(pk=person.patient_id)
    following = following_of(patient, now)
    if following is None:
        return []
    due = [*_to_call(person), *_due(following)]
    rows = [
        _row(words.CARD_STANDING, words.CARD_STANDING_KICKER, reverse("check_ins:own_check_in"))
    ]
    if now < following.home.at + EXPLAINED_FOR:
        rows.append(_row(words.CARD_AFTER, words.CARD_AFTER_KICKER, reverse("check_ins:own_after")))
    return [*due, *rows]


def _to_call(person: OwnActor) -> list[NextCard]:
    """While nobody has spoken with them about something that is not left: what to do meanwhile."""
    waits = Task.objects.not_closed().filter(
        patient_id=person.patient_id, kind=TaskKind.RED_FLAG, about_kind=ABOUT
    )
    answers = CheckInAnswer.objects.of_person(person).select_related("check_in")
    latest = answers.filter(pk__in=[int(task.about_id) for task in waits]).last()
    if latest is None:
        return []
    return [
        NextCard(
            rank=SOMEBODY_WILL_CALL,
            kicker=words.CARD_CALL_WHEN,
            title=words.CARD_CALL_TITLE,
            words=words.CARD_CALL_WORDS,
            action=words.CARD_CALL_ACTION,
            href=reverse("check_ins:own_now", args=[latest.check_in.rung]),
            can_wait=False,
        )
    ]


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
