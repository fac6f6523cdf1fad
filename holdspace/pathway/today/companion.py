"""The companion's home: one card, what is next; the rest below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.timezone import now as clock
from django.views.decorators.http import require_safe

from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.pathway.consult.next_cards import cards_for as cards_of_consult
from holdspace.pathway.measures.next_cards import cards_for as cards_of_measures
from holdspace.pathway.prepare.next_cards import cards_for as cards_of_prepare
from holdspace.pathway.questions.next_cards import cards_for as cards_of_questions
from holdspace.web.next_card import STANDING, NextCard

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpResponse

    from holdspace.clinic.people.roles import OwnActor

STAGES: tuple[Callable[[OwnActor, datetime], list[NextCard]], ...] = (
    cards_of_consult,
    cards_of_measures,
    cards_of_prepare,
    cards_of_questions,
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
    first = next((card for card in cards if card.rank < STANDING), None)
    rest = [card for card in cards if card is not first]
    context = {"next": first, "rest": rest, "tab": "today"}
    return render(request, "today/companion/home.html", context)
