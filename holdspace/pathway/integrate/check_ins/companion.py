"""A person's own check-ins: one question a screen, one tap each, kept as they go, no script."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.people.models import Clinic, Patient
from holdspace.domain.check_ins import NUMBERS, Question, Rung
from holdspace.pathway.integrate.check_ins import actions
from holdspace.pathway.integrate.check_ins import companion_words as words
from holdspace.pathway.integrate.check_ins.actions import NoSuchAnswer, Voice
from holdspace.pathway.integrate.check_ins.following import following_of
from holdspace.pathway.integrate.check_ins.forms import read_reply
from holdspace.pathway.integrate.check_ins.models import CheckIn, WordsDraft
from holdspace.pathway.integrate.check_ins.own_pages import (
    Place,
    said_lines,
    what_now,
    when_words,
)
from holdspace.pathway.integrate.check_ins.queries import answers_of, told_in
from holdspace.pathway.measures import companion_words as measure_words
from holdspace.pathway.measures import reassurance

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.pathway.integrate.check_ins.following import Following

GET_AND_POST = ["GET", "HEAD", "POST"]
HISTORY_SHOWN = 20


@require_safe
@own_page
def own_check_in(request: OwnRequest) -> HttpResponse:
    """What is asked now, who sees it, and everything told before in their own words."""
    now = timezone.now()
    following = _following(request, now)
    told = answers_of(request.person.patient_id)[:HISTORY_SHOWN]
    due = following.due if following else None
    ahead = following.following if following else None
    zone = request.person.time_zone
    return _page(
        request,
        "overview",
        following=following,
        due=due,
        due_title=words.RUNGS[due.rung] if due else "",
        is_evening=due is not None and due.rung is Rung.EVENING,
        taps=words.CHOICES[Question.HOW],
        next_when=when_words(ahead.moment.due_at, zone) if ahead else "",
        own=_own_open(following),
        history=[
            (words.RUNGS[one.rung], when_words(one.at, zone), said_lines(one), one.by)
            for one in told
        ],
    )


@require_POST
@own_page
def own_begin(request: OwnRequest, rung: str) -> HttpResponse:
    """To the first question that is open; the check-in begins with it."""
    place = _place(request, _rung(rung), timezone.now(), begin=True)
    if place is None:
        return _over(request)
    return _to(place, place.first_open)


@require_http_methods(GET_AND_POST)
@own_page
def own_question(request: OwnRequest, rung: str, question: str) -> HttpResponse:
    """One question. The answer is kept before the next one comes."""
    now = timezone.now()
    is_sent = request.method == "POST"
    place = _place(request, _rung(rung), now, begin=is_sent)
    if place is None:
        return _over(request) if is_sent else redirect("check_ins:own_check_in")
    asked = _question(place, question)
    if not is_sent:
        return _question_page(request, place, asked, now)
    try:
        reply = read_reply(asked, request.POST)
        raised = actions.answer(
            voice=Voice(by=request.person),
            check_in=place.told.check_in,
            question=asked,
            reply=reply,
            now=now,
        )
    except NoSuchAnswer as refusal:
        return _question_page(request, place, asked, now, wrong=str(refusal))
    if asked is Question.WORDS:
        WordsDraft.objects.of_person(request.person).filter(check_in=place.told.check_in).delete()
    place = Place(rung=place.rung, told=told_in(place.told.check_in))
    following = place.after(asked)
    if following is None:
        actions.finish(voice=Voice(by=request.person), check_in=place.told.check_in, now=now)
    if raised:
        return redirect("check_ins:own_now", place.rung)
    return _to(place, following)


@require_safe
@own_page
def own_now(request: OwnRequest, rung: str) -> HttpResponse:
    """After an answer that is not left: whom to reach now, who sees it and when, and the way on."""
    now = timezone.now()
    place = _begun(request, _rung(rung), now)
    now_words = what_now(request.person, place.told, now) if place else None
    if place is None or now_words is None:
        return redirect("check_ins:own_check_in")
    comfort = None
    if any(flag.code == "safety" for flag in place.told.red_flags):
        clinic = Clinic.objects.get(pk=request.person.clinic_id)
        comfort = reassurance.for_person(clinic, _patient(request), now)
    return _page(
        request,
        "now",
        place=place,
        now=now_words,
        following=place.first_open,
        comfort=comfort,
        measure_words=measure_words,
    )


@require_safe
@own_page
def own_thanks(request: OwnRequest, rung: str) -> HttpResponse:
    asked, following = _rung(rung), _following(request, timezone.now())
    place = _standing(following, asked) if following else None
    if place is None:
        return redirect("check_ins:own_check_in")
    ahead = following.following if following else None
    zone = request.person.time_zone
    return _page(
        request,
        "thanks",
        place=place,
        next_when=when_words(ahead.moment.due_at, zone) if ahead else "",
    )


@require_POST
@own_page
def own_draft(request: OwnRequest, rung: str) -> HttpResponse:
    """Keeps what is being typed; nobody is told, and nobody of the staff reads it."""
    now = timezone.now()
    place = _begun(request, _rung(rung), now)
    if place is None:
        raise Http404
    drafts = WordsDraft.objects.of_person(request.person)
    typed = request.POST.get("words", "")[: actions.LONGEST_WORDS]
    if typed.strip():
        drafts.update_or_create(
            clinic_id=request.person.clinic_id,
            patient_id=request.person.patient_id,
            check_in=place.told.check_in,
            defaults={"words": typed, "kept_at": now},
        )
    else:
        drafts.filter(check_in=place.told.check_in).delete()
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _question_page(
    request: OwnRequest, place: Place, question: Question, now: datetime, *, wrong: str = ""
) -> HttpResponse:
    """The question with what was said before, and what is missing when something is."""
    before = place.told.answers.get(question)
    draft = (
        WordsDraft.objects.of_person(request.person).filter(check_in=place.told.check_in).first()
    )
    marked = request.POST.getlist("marks") if wrong else (before.marks if before else [])
    typed = request.POST.get("words", "") if wrong else ""
    low, high = NUMBERS.get(question, (0, -1))
    return _page(
        request,
        "question",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        place=place,
        question=question,
        legend=words.ASKED[question],
        more=words.ASKED_MORE.get(question, ""),
        numbers=[str(number) for number in range(low, high + 1)],
        ends=words.ENDS.get(question),
        choices=words.CHOICES.get(question, ()),
        listed=place.listed(now) if question is Question.BODY else (),
        marked=marked,
        said_none=before is not None and not before.is_skipped and not before.marks,
        chosen=before.value if before else "",
        typed=typed or (draft.words if draft else (before.words if before else "")),
        progress=place.progress(question),
        previous=place.before(question),
        wrong=wrong,
    )


def _place(request: OwnRequest, rung: Rung, now: datetime, *, begin: bool) -> Place | None:
    """Where they are in it. One that was begun can be gone on with, also after its time."""
    following = _following(request, now)
    if following is None:
        return None
    standing = _standing(following, rung)
    is_over = rung is Rung.BETWEEN and standing is not None and _is_finished(standing)
    if standing is not None and not is_over:
        return standing
    is_asked = following.due is not None and following.due.rung is rung
    if not begin or not (is_asked or rung is Rung.BETWEEN):
        return None
    check_in = actions.begin(
        home=following.home, clinic_id=request.person.clinic_id, rung=rung, now=now
    )
    return Place(rung=rung, told=told_in(check_in))


def _begun(request: OwnRequest, rung: Rung, now: datetime) -> Place | None:
    """The latest check-in of that moment after the latest session, finished or not."""
    following = _following(request, now)
    return _standing(following, rung) if following else None


def _standing(following: Following, rung: Rung) -> Place | None:
    found = CheckIn.objects.filter(session_id=following.home.session_id, rung=rung)
    latest = found.order_by("-begun_at").first()
    return Place(rung=rung, told=told_in(latest)) if latest else None


def _is_finished(place: Place) -> bool:
    return place.told.check_in.finished_at is not None


def _own_open(following: Following | None) -> Place | None:
    """One of their own that they began and did not finish."""
    place = _standing(following, Rung.BETWEEN) if following else None
    return place if place and not _is_finished(place) else None


def _to(place: Place, question: Question | None) -> HttpResponse:
    if question is None:
        return redirect("check_ins:own_thanks", place.rung)
    return redirect("check_ins:own_question", place.rung, question)


def _over(request: OwnRequest) -> HttpResponse:
    messages.info(request, words.OVER)
    return redirect("check_ins:own_check_in")


def _rung(said: str) -> Rung:
    try:
        return Rung(said)
    except ValueError as unknown:
        raise Http404 from unknown


def _question(place: Place, said: str) -> Question:
    if said not in place.questions:
        raise Http404
    return Question(said)


def _patient(request: OwnRequest) -> Patient:
    return Patient.objects.select_related("clinic").get(pk=request.person.patient_id)


def _following(request: OwnRequest, now: datetime) -> Following | None:
    return following_of(_patient(request), now)


def _page(
    request: OwnRequest, page: str, *, status: HTTPStatus = HTTPStatus.OK, **more: object
) -> HttpResponse:
    context = {"words": words, "clinic_name": request.person.clinic_name, "tab": "today", **more}
    return render(request, f"check_ins/companion/{page}.html", context, status=status)
