"""A person's own questionnaires: one question a screen, saved as they go, no script needed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.people.models import Clinic, Patient
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.measures import actions, reassurance
from holdspace.pathway.measures import companion_words as words
from holdspace.pathway.measures.models import Asked, Finished
from holdspace.pathway.measures.own_forms import QuestionForm, is_line, is_typed, options
from holdspace.pathway.measures.own_pages import Place, place_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.domain.scales.instrument import Question

BEGUN = "questionnaires_begun"
"""Key of the session: those whose first page, which says who sees the answers, was read."""


@require_safe
@own_page
def own_list(request: OwnRequest) -> HttpResponse:
    """What is asked now, and what was sent before: by name, without a score."""
    asked = Asked.objects.of_person(request.person).filter(closed_at__isnull=True, is_on_phone=True)
    finished = Finished.objects.of_person(request.person).filter(by_staff__isnull=True)
    context = {
        "asked": [(each, about(each)) for each in asked.order_by("asked_at", "code")],
        "finished": [(each, about(each)) for each in finished[:12]],
        "zone": request.person.time_zone,
        "words": words,
        "tab": "today",
    }
    return render(request, "measures/companion/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def own_begin(request: OwnRequest, asked_id: UUID) -> HttpResponse:
    """Why it is asked and who sees it, before the first question."""
    asked = _asked(request, asked_id)
    if asked.closed_at is not None:
        return redirect("measures:own_sent", asked.pk)
    place = place_of(asked)
    if request.method == "POST":
        request.session[BEGUN] = [*request.session.get(BEGUN, []), str(asked.pk)][-20:]
        return _to(place, place.first_open)
    return _shown(request, "begin", place)


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def own_question(request: OwnRequest, asked_id: UUID, number: int) -> HttpResponse:
    """One question. The answer is kept before the next one comes."""
    asked = _asked(request, asked_id)
    if asked.closed_at is not None:
        return redirect("measures:own_sent", asked.pk)
    place = place_of(asked)
    if number not in place.asked_numbers:
        raise Http404
    if str(asked.pk) not in request.session.get(BEGUN, []):
        return redirect("measures:own_begin", asked.pk)
    question = place.instrument.question(number)
    is_skipped = "skip" in request.POST and asked.may_skip
    form = QuestionForm(
        place.instrument, question, may_skip=asked.may_skip, data=request.POST or None
    )
    if is_skipped or form.is_valid():
        value = None if is_skipped else form.cleaned_data["value"]
        touches = actions.answer(
            by=request.person, asked=asked, number=number, value=value, now=timezone.now()
        )
        if touches:
            return redirect("measures:own_someone", asked.pk, number)
        return _to(place_of(asked), place_of(asked).after(number))
    return _question_page(request, place, question, form)


@require_safe
@own_page
def own_someone(request: OwnRequest, asked_id: UUID, number: int) -> HttpResponse:
    """After an answer that touches suicide: who sees it and when, whom to reach, and the way on."""
    place = place_of(_asked(request, asked_id))
    if number not in place.asked_numbers:
        raise Http404
    patient = Patient.objects.get(pk=request.person.patient_id)
    clinic = Clinic.objects.get(pk=request.person.clinic_id)
    comfort = reassurance.for_person(clinic, patient, timezone.now())
    return _shown(request, "someone", place, comfort=comfort, following=place.after(number))


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def own_look_over(request: OwnRequest, asked_id: UUID) -> HttpResponse:
    """Every answer once more, to change or to send."""
    asked = _asked(request, asked_id)
    if asked.closed_at is not None:
        return redirect("measures:own_sent", asked.pk)
    place = place_of(asked)
    if request.method != "POST":
        return _shown(request, "look_over", place)
    try:
        actions.finish(by=request.person, asked=asked, now=timezone.now())
    except actions.NothingAnswered:
        return _shown(request, "look_over", place, refusal=words.NOTHING_YET)
    return redirect("measures:own_sent", asked.pk)


@require_safe
@own_page
def own_sent(request: OwnRequest, asked_id: UUID) -> HttpResponse:
    asked = _asked(request, asked_id)
    if asked.closed_at is None:
        return redirect("measures:own_begin", asked.pk)
    is_finished = Finished.objects.of_person(request.person).filter(asked=asked).exists()
    return _shown(request, "sent", place_of(asked), is_finished=is_finished)


def about(row: Asked | Finished) -> str:
    """What a questionnaire is about, in plain words."""
    return words.MEASURES.get(row.code, INSTRUMENTS[row.code].measures)


def _asked(request: OwnRequest, asked_id: UUID) -> Asked:
    """Those that are theirs to answer; what a clinician rates is not among them."""
    asked = Asked.objects.of_person(request.person).filter(is_on_phone=True)
    return get_object_or_404(asked.select_related("copy"), pk=asked_id)


def _to(place: Place, number: int | None) -> HttpResponse:
    """To a question; after the last one, to all the answers."""
    if number is None:
        return redirect("measures:own_look_over", place.asked.pk)
    return redirect("measures:own_question", place.asked.pk, number)


def _question_page(
    request: OwnRequest, place: Place, question: Question, form: QuestionForm
) -> HttpResponse:
    """The question with what was chosen before, and what is missing when something is."""
    before = place.answers.get(question.number)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    said = options(place.instrument, question)
    return _shown(
        request,
        "question",
        place,
        status=status,
        question=question,
        form=form,
        chosen="" if before is None else str(before),
        typed=form["value"].value() if form.is_bound else before,
        options=said,
        ends=(said[0][1], said[-1][1]),
        is_line=is_line(question),
        is_typed=is_typed(question),
        progress=place.progress(question.number),
        previous=place.before(question.number),
    )


def _shown(
    request: OwnRequest,
    page: str,
    place: Place,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    **more: object,
) -> HttpResponse:
    instrument = place.instrument
    context = {
        "place": place,
        "asked": place.asked,
        "instrument": instrument,
        "about": about(place.asked),
        "count": len(instrument.questions),
        "clinic_name": request.person.clinic_name,
        "words": words,
        "tab": "today",
        **more,
    }
    return render(request, f"measures/companion/{page}.html", context, status=status)
