"""A question as the staff read it, and how they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.clinic.audit.actions import record
from holdspace.pathway.questions import actions
from holdspace.pathway.questions.forms import AnswerForm
from holdspace.pathway.questions.models import Question
from holdspace.pathway.questions.queries import thread_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.ANSWER_QUESTION, chart=True)
def question(request: ClinicRequest, question_id: UUID) -> HttpResponse:
    """Everything written on it, and the answer. A second answer on older words is shown first."""
    found = opened(request, f"question {question_id}", lambda: _version(request, question_id))
    asked = _question(request, question_id)
    form = AnswerForm(request.POST or None)
    if found.lets(form):
        try:
            actions.answer(
                actor=request.actor, question=asked, now=timezone.now(), **form.cleaned_data
            )
        except actions.QuestionClosed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Answered. The person is told by a mail that names nothing.")
            return redirect("today:person", asked.patient_id)
    record(
        actor=request.actor,
        act="read a question",
        patient_id=asked.patient_id,
        object_kind="question",
        object_id=asked.pk,
    )
    return form_page(
        request,
        form,
        title=asked.patient.full_name,
        lead=asked.staff_words,
        submit="Answer",
        back=reverse("today:person", args=[asked.patient_id]),
        template="questions/question.html",
        opened=found,
        thread=thread_of(asked),
    )


@require_POST
@page(Act.ANSWER_QUESTION, chart=True)
def close(request: ClinicRequest, question_id: UUID) -> HttpResponse:
    asked = _question(request, question_id)
    try:
        actions.close(actor=request.actor, question=asked, now=timezone.now())
        messages.success(request, "Closed. The person sees that it is.")
    except actions.QuestionClosed as refusal:
        record(actor=request.actor, act="was refused a question", patient_id=asked.patient_id)
        messages.error(request, str(refusal))
    return redirect("today:person", asked.patient_id)


def _question(request: ClinicRequest, question_id: UUID) -> Question:
    questions = Question.objects.visible_to(request.actor).select_related("patient")
    return get_object_or_404(questions, pk=question_id)


def _version(request: ClinicRequest, question_id: UUID) -> Version:
    """What an answer answers: the latest words on the question, whoever wrote them."""
    asked = _question(request, question_id)
    latest = thread_of(asked).latest
    by = latest.by.name if latest.by else asked.patient.full_name
    return Version(
        values={"words": latest.words},
        entry=latest.pk,
        changed=lambda: Change(by=by, at=latest.at),
    )
