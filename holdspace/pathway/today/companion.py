"""The companion's home: one card, what is next; the rest below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.timezone import now as clock
from django.views.decorators.http import require_safe

from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.reach.queries import dials
from holdspace.domain.check_ins import Question
from holdspace.pathway.consult.next_cards import cards_for as cards_of_consult
from holdspace.pathway.integrate.check_ins import companion_words as check_in_words
from holdspace.pathway.integrate.check_ins import explainer_companion_words as explained
from holdspace.pathway.integrate.check_ins.after_session import first_day_of
from holdspace.pathway.integrate.check_ins.next_cards import CHECK_IN_DUE
from holdspace.pathway.integrate.check_ins.next_cards import cards_for as cards_of_check_ins
from holdspace.pathway.integrate.circle.next_cards import cards_for as cards_of_circle
from holdspace.pathway.integrate.journal.next_cards import cards_for as cards_of_journal
from holdspace.pathway.integrate.practices.next_cards import cards_for as cards_of_practices
from holdspace.pathway.integrate.visits.next_cards import cards_for as cards_of_visits
from holdspace.pathway.measures.next_cards import cards_for as cards_of_measures
from holdspace.pathway.prepare.next_cards import cards_for as cards_of_prepare
from holdspace.pathway.questions.next_cards import cards_for as cards_of_questions
from holdspace.pathway.review.next_cards import cards_for as cards_of_review
from holdspace.web.next_card import STANDING, NextCard

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpResponse

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.pathway.integrate.check_ins.after_session import FirstDay

STAGES: tuple[Callable[[OwnActor, datetime], list[NextCard]], ...] = (
    cards_of_consult,
    cards_of_measures,
    cards_of_prepare,
    cards_of_questions,
    cards_of_check_ins,
    cards_of_practices,
    cards_of_visits,
    cards_of_circle,
    cards_of_journal,
    cards_of_review,
)
"""`cards_for` of each stage that has something for a person; the rank decides, not this order."""


@require_safe
@own_page
def own_home(request: OwnRequest) -> HttpResponse:
    now = clock()
    cards = sorted(
        (card for cards_for in STAGES for card in cards_for(request.person, now)),
        key=lambda card: card.rank,
    )
    day = first_day_of(request.person, now)
    if day is not None and "all" not in request.GET:
        return _first_day(request, day, cards)
    first = next((card for card in cards if card.rank < STANDING), None)
    rest = [card for card in cards if card is not first]
    context = {"next": first, "rest": rest, "tab": "today", "is_first_day": day is not None}
    return render(request, "today/companion/home.html", context)


def _first_day(request: OwnRequest, day: FirstDay, cards: list[NextCard]) -> HttpResponse:
    """The first day after a session: what cannot wait, what is usual, whom to call."""
    shown = [card for card in cards if not card.can_wait]
    if day.asks_evening:
        # It stands on the page itself, as one tap.
        shown = [card for card in shown if card.rank != CHECK_IN_DUE]
    context = {
        "day": day,
        "cards": shown,
        "taps": check_in_words.CHOICES[Question.HOW],
        "call_href": dials(day.clinic_phone) if day.clinic_phone else "",
        "escort_href": dials(day.escort.phone) if day.escort else "",
        "words": check_in_words,
        "explained": explained,
        "tab": "today",
    }
    return render(request, "check_ins/companion/first_day.html", context)
