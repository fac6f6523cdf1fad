"""Consents as people sign them, for tests of what rests on them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.pathway.consult.actions import give_consent, give_own_consent
from holdspace.pathway.consult.queries import item_of_consent
from holdspace.pathway.consult.signature import Allows
from holdspace.pathway.consult.teach_back_actions import note_talk, say_back
from holdspace.pathway.consult.teach_back_queries import understanding_of

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.consult.models import Consent
    from holdspace.pathway.course.models import Course

TALK = "It may feel far away. I can stop. I drive after a night of sleep. Ines takes me home."


def signed(
    cast: Cast, course: Course, item: str, now: datetime, *, scope: str = "My hand.", by="jonas"
) -> Consent:
    """One item, signed before a witness, with the talk that the treatment asks for."""
    actor = cast.actor(by)
    if item == "treatment" and not understanding_of(course).is_done:
        note_talk(actor=actor, course=course, words=TALK, now=now)
    return give_consent(
        actor=actor,
        course=course,
        item=item,
        signed_name="Mara Keller",
        now=now,
        allows=allows(now, scope),
    )


def signed_alone(
    person: OwnActor, course: Course, item: str, now: datetime, *, scope: str = "My hand."
) -> Consent:
    """The same by the person on their own device, with every question answered."""
    if item == "treatment":
        say_everything_back(person, course, now)
    return give_own_consent(
        person=person,
        course=course,
        item=item,
        signed_name="Mara Keller",
        now=now,
        allows=allows(now, scope),
    )


def allows(now: datetime, scope: str = "My hand.") -> Allows:
    return Allows(scope=scope, delete_on=(now + timedelta(days=30)).date())


def say_everything_back(person: OwnActor, course: Course, now: datetime) -> None:
    while (asked := understanding_of(course).next_question) is not None:
        right = next(one for one in asked.choices if one.is_right)
        say_back(person=person, course=course, question=asked.code, answer=right.code, now=now)


def is_signed(course: Course, item: str) -> bool:
    return item_of_consent(course, item).is_agreed
