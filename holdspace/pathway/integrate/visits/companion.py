"""The person's own pages about the talk after a session."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.domain.integration_visit import Said, VisitState
from holdspace.pathway.integrate.visits import companion_words as words
from holdspace.pathway.integrate.visits.actions import Word, say_as_person
from holdspace.pathway.integrate.visits.forms import (
    NotThisTimeForm,
    OwnTherapistForm,
    TimeForm,
    in_words,
)
from holdspace.pathway.integrate.visits.queries import (
    SHOWN_FOR,
    agreed_with,
    is_still_free,
    offered_times,
    visits_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django import forms
    from django.http import HttpResponse

    from holdspace.pathway.integrate.visits.queries import VisitLine

SAID: Mapping[str, str] = {
    "time": words.ASKED,
    "own": words.NOTED,
    "no": words.SAID_NO,
    "again": words.OPEN_AGAIN,
    "done": words.NOTED,
}
PLAIN = {"again": Word(kind=Said.ASK_AGAIN), "done": Word(kind=Said.DONE_ELSEWHERE)}
"""What is said by pressing a button, without a form."""


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def own_visits(request: OwnRequest) -> HttpResponse:
    """The talk after the last session: ask for a time, see one's own therapist, or say no."""
    now = timezone.now()
    line = _current(request, now)
    sent = request.POST.get("what", "") if request.method == "POST" else ""
    chosen = _forms(request, line, sent, now) if line else {}
    word = _word(sent, chosen)
    if line is not None and word is not None:
        say_as_person(person=request.person, visit=line.visit, word=word, now=now)
        messages.success(request, SAID[sent])
        return redirect("visits:own_visits")
    if sent and sent not in {*chosen, *PLAIN}:
        raise Http404
    refused = sent in chosen and bool(chosen[sent].errors)
    context = {
        "words": words,
        "tab": "today",
        "line": line,
        "standing": _standing_words(line, request.person.time_zone) if line else "",
        "is_open": line is not None and line.standing.state in {VisitState.TO_BOOK},
        "is_over": line is not None and line.standing.state is VisitState.TO_RECORD,
        "may_change": line is not None and line.standing.state in MAY_CHANGE,
        "forms": chosen,
        "agreed": agreed_with(request.person.patient_id),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "visits/companion/visits.html", context, status=status)


MAY_CHANGE = {
    VisitState.ASKED_FOR,
    VisitState.ELSEWHERE,
    VisitState.DECLINED,
    VisitState.TO_RECORD,
}


def _current(request: OwnRequest, now: datetime) -> VisitLine | None:
    """The visit after the last session, while it is worth a word."""
    lines = visits_of(request.person.patient_id, now)
    return next((one for one in lines if one.visit.went_home_at >= now - SHOWN_FOR), None)


def _forms(
    request: OwnRequest, line: VisitLine, sent: str, now: datetime
) -> dict[str, TimeForm | OwnTherapistForm | NotThisTimeForm]:
    """Three ways to answer; the one that was sent holds what was typed."""

    def typed(what: str) -> object:
        return request.POST if sent == what else None

    def is_free(at: datetime) -> bool:
        return is_still_free(line.visit, at, now)

    offered = offered_times(line.visit, now)
    return {
        "time": TimeForm(offered, is_free, request.person.time_zone, typed("time")),
        "own": OwnTherapistForm(typed("own")),  # type: ignore[arg-type]
        "no": NotThisTimeForm(typed("no")),  # type: ignore[arg-type]
    }


def _word(sent: str, chosen: Mapping[str, forms.Form]) -> Word | None:
    if sent in PLAIN:
        return PLAIN[sent]
    form = chosen.get(sent)
    if form is None or not form.is_valid():
        return None
    assert isinstance(form, TimeForm | OwnTherapistForm | NotThisTimeForm)  # noqa: S101 - for mypy
    return form.word()


def _standing_words(line: VisitLine, zone: str) -> str:
    """Where it stands, as the person reads it; empty while everything is open."""
    standing, latest = line.standing, line.latest
    if standing.state is VisitState.BOOKED and standing.booked is not None:
        return words.BOOKED.format(when=in_words(standing.booked.starts_at, zone))
    if standing.state is VisitState.ASKED_FOR and latest and latest.kind == Said.OWN_THERAPIST:
        return words.ELSEWHERE_NO_DAY
    if standing.state is VisitState.ASKED_FOR and line.wished_at is not None:
        return words.WISHED.format(when=in_words(line.wished_at, zone))
    if standing.state is VisitState.ELSEWHERE and latest and latest.elsewhere_on:
        on = latest.elsewhere_on
        return words.ELSEWHERE.format(when=f"{on:%A} {on.day} {on:%B}")
    return {
        VisitState.ASKED_FOR: words.ASKED_STANDS,
        VisitState.DECLINED: words.DECLINED,
        VisitState.DONE: words.DONE,
        VisitState.TO_RECORD: words.OVER,
    }.get(standing.state, "")
