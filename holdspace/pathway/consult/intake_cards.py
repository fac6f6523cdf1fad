"""What the companion's home says of the intake, and of what a doctor wrote after reading it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.clinic.people.models import Patient
from holdspace.pathway.consult import intake_companion_words as said
from holdspace.pathway.consult.intake_steps import intake_of
from holdspace.pathway.consult.models import SignedDecision
from holdspace.pathway.consult.stated_queries import intake_finished
from holdspace.web.next_card import NextCard

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.consult.intake_steps import Intake

TO_FINISH, NEWS, STANDING = 40, 45, 91
NEWS_FOR = timedelta(days=14)


def intake_cards(person: OwnActor, now: datetime) -> list[NextCard]:
    own = Patient.objects.filter(clinic_id=person.clinic_id).select_related("clinic")
    intake = intake_of(own.get(pk=person.patient_id), now)
    latest = SignedDecision.objects.of_person(person).first()
    is_told = intake_finished(person.patient_id) is not None or latest is not None
    return [
        *_news(latest, now),
        *([] if is_told else [_to_finish(intake)]),
        *([_again()] if is_told and intake.has_old_answers else []),
        *([_what_was_told()] if is_told or intake.is_begun else []),
    ]


def _to_finish(intake: Intake) -> NextCard:
    return NextCard(
        rank=TO_FINISH,
        kicker=said.CARD_KICKER,
        title=said.CARD_TITLE,
        words=said.CARD_GOING if intake.is_begun else said.CARD_WORDS,
        action=said.CARD_GO_ON if intake.is_begun else said.CARD_ACTION,
        href=reverse("consult:about"),
    )


def _again() -> NextCard:
    return NextCard(
        rank=TO_FINISH,
        kicker=said.CARD_AGAIN_KICKER,
        title=said.CARD_AGAIN_TITLE,
        words=said.CARD_AGAIN_WORDS,
        action=said.CARD_AGAIN_ACTION,
        href=reverse("consult:about"),
    )


def _what_was_told() -> NextCard:
    return NextCard(
        rank=STANDING,
        kicker=said.ROW_KICKER,
        title=said.ROW_TITLE,
        words=said.MAY_CHANGE,
        action=said.ROW_ACTION,
        href=reverse("consult:about"),
    )


def _news(latest: SignedDecision | None, now: datetime) -> list[NextCard]:
    if latest is None or not latest.words_for_person:
        return []
    is_new = now - latest.signed_at < NEWS_FOR
    return [
        NextCard(
            rank=NEWS if is_new else STANDING,
            kicker=said.DECISION_KICKER,
            title=said.DECISION_TITLE,
            words=said.DECISION_WORDS,
            action=said.DECISION_ACTION,
            href=reverse("consult:about_decision"),
        )
    ]
