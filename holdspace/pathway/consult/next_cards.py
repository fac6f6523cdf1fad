"""What the companion's home says of the consultation: read, agree, what was agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.pathway.consult import companion_words as words
from holdspace.pathway.consult.intake_cards import intake_cards
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.queries import item_of_consent
from holdspace.pathway.consult.teach_back_queries import understanding_of
from holdspace.pathway.course.queries import is_medicine_acting, own_course
from holdspace.web.next_card import STANDING, NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.course.models import Course

CONSENT_TO_SIGN = 30


def cards_for(person: OwnActor, now: datetime) -> list[NextCard]:
    course = own_course(person)
    to_sign = _to_sign(course) if course is not None and course.ended_on is None else []
    signed = Consent.objects.of_person(person).exists()
    agreed = [_what_was_agreed()] if signed or course else []
    return [*to_sign, *intake_cards(person, now), *agreed]


def _to_sign(course: Course) -> list[NextCard]:
    """The treatment, until it is signed on the text of today. Whoever took it back is not asked."""
    standing = item_of_consent(course, "treatment")
    if standing.is_agreed or standing.withdrawn_at or is_medicine_acting(course.patient_id):
        return []
    if standing.latest is None and not understanding_of(course).is_done:
        title, said, action = words.CARD_READ_TITLE, words.CARD_READ_WORDS, words.CARD_READ
        href = reverse("consult:own_treatment")
    else:
        title, said, action = words.CARD_SIGN_TITLE, words.CARD_SIGN_WORDS, words.CARD_SIGN
        href = reverse("consult:own_consent", args=["treatment"])
    return [
        NextCard(
            rank=CONSENT_TO_SIGN,
            kicker=words.CARD_KICKER,
            title=title,
            words=words.CARD_AGAIN_WORDS if standing.latest else said,
            action=action,
            href=href,
        )
    ]


def _what_was_agreed() -> NextCard:
    return NextCard(
        rank=STANDING,
        kicker=words.ROW_KICKER,
        title=words.ROW_TITLE,
        words=words.CONSENTS_LEAD,
        action=words.ROW_TITLE,
        href=reverse("consult:own_consents"),
    )
