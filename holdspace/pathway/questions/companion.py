"""A person's own pages of questions: ask, read the answer, ask further, close."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.clinic.people.models import Patient
from holdspace.clinic.reach.queries import people_to_reach
from holdspace.pathway.questions import actions
from holdspace.pathway.questions import companion_words as words
from holdspace.pathway.questions.forms import LONGEST, AskForm, MoreForm
from holdspace.pathway.questions.models import Question
from holdspace.pathway.questions.moments import planned_answer, sent, standing, state_words
from holdspace.pathway.questions.queries import clinic_now, draft_of, thread_of, threads_of

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@own_page
def own_ask(request: OwnRequest) -> HttpResponse:
    """A new question, and everything asked before."""
    now = timezone.now()
    draft = draft_of(request.person)
    initial = {"kind": draft.kind, "words": draft.words} if draft else {}
    form = AskForm(request.POST or None, initial=initial)
    if form.is_valid():
        kind = Question.Kind(form.cleaned_data["kind"])
        question = actions.ask(
            person=request.person, kind=kind, words=form.cleaned_data["words"], now=now
        )
        thread = thread_of(question)
        messages.success(request, sent(question, thread, request.person, now))
        return redirect("questions:own_question", question.pk)
    clinic, openness = clinic_now(request.person, now)
    threads = threads_of(request.person.patient_id)
    context = {
        "planned": planned_answer(request.person, clinic, openness, now),
        "asked": [(thread, state_words(thread)) for thread in threads],
        "has_draft": draft is not None and not form.is_bound,
    }
    return _page(request, "questions/companion/ask.html", form, context)


@require_http_methods(GET_AND_POST)
@own_page
def own_question(request: OwnRequest, question_id: UUID) -> HttpResponse:
    """One question with its answers; looking at it makes them read."""
    now = timezone.now()
    question = _question(request, question_id)
    draft = draft_of(request.person, question)
    form = MoreForm(request.POST or None, initial={"words": draft.words} if draft else {})
    if form.is_valid():
        try:
            actions.ask_further(
                person=request.person, question=question, now=now, **form.cleaned_data
            )
        except actions.QuestionClosed:
            form.add_error(None, words.IS_CLOSED)
        else:
            messages.success(request, sent(question, thread_of(question), request.person, now))
            return redirect("questions:own_question", question.pk)
    actions.note_read(person=request.person, question=question, now=now)
    thread = thread_of(question)
    context = {
        "thread": thread,
        "standing": standing(thread, request.person, now),
        "has_draft": draft is not None and not form.is_bound,
    }
    return _page(request, "questions/companion/question.html", form, context)


@require_POST
@own_page
def own_settle(request: OwnRequest, question_id: UUID) -> HttpResponse:
    question = _question(request, question_id)
    try:
        actions.settle(person=request.person, question=question, now=timezone.now())
        messages.success(request, words.SETTLED)
    except actions.QuestionClosed:
        messages.info(request, words.IS_CLOSED)
    return redirect("questions:own_ask")


@require_POST
@own_page
def own_new_draft(request: OwnRequest) -> HttpResponse:
    """Keeps what is being typed. Nothing is checked, and nobody is told."""
    return _keep(request, None)


@require_POST
@own_page
def own_more_draft(request: OwnRequest, question_id: UUID) -> HttpResponse:
    return _keep(request, _question(request, question_id))


def _keep(request: OwnRequest, question: Question | None) -> HttpResponse:
    """A script is told that it was kept; a person who pressed the button sees the page again."""
    is_thrown_away = "discard" in request.POST
    kind = request.POST.get("kind", "")
    actions.keep_draft(
        person=request.person,
        question=question,
        kind=kind if kind in Question.Kind.values else "",
        words="" if is_thrown_away else request.POST.get("words", "")[:LONGEST],
        now=timezone.now(),
    )
    if not is_thrown_away and "keep" not in request.POST:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if not is_thrown_away:
        messages.success(request, words.KEPT)
    if question is None:
        return redirect("questions:own_ask")
    return redirect("questions:own_question", question.pk)


def _page(
    request: OwnRequest, template: str, form: forms.Form, context: dict[str, object]
) -> HttpResponse:
    patient = Patient.objects.select_related("clinic").get(pk=request.person.patient_id)
    shared = {
        "form": form,
        "words": words,
        "reach": people_to_reach(patient.clinic, patient),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, shared | context, status=status)


def _question(request: OwnRequest, question_id: UUID) -> Question:
    return get_object_or_404(Question.objects.of_person(request.person), pk=question_id)
