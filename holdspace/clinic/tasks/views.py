"""The list of tasks, one task, and what is done about it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.tasks import actions
from holdspace.clinic.tasks.forms import OutcomeForm
from holdspace.clinic.tasks.models import Task
from holdspace.clinic.tasks.queries import about_href, lately_closed, line_of, task_lists

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_safe
@page(Act.SEE_TASKS, chart=True)
def tasks(request: ClinicRequest) -> HttpResponse:
    """What is to be done, what presses most first: theirs, those that ask them, those of others."""
    now = timezone.now()
    record(actor=request.actor, act="see the list of tasks")
    context = {
        "lists": task_lists(request.actor, now),
        "closed": lately_closed(request.actor),
        "now": now,
    }
    return render(request, "tasks/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.WORK_ON_TASKS, chart=True)
def task(request: ClinicRequest, task_id: UUID) -> HttpResponse:
    """One task: the person, what was done about it, and how it is closed."""
    found = _task(request, task_id)
    form = OutcomeForm(request.POST or None)
    if form.is_valid():
        try:
            actions.close(actor=request.actor, task=found, now=timezone.now(), **form.cleaned_data)
        except actions.TaskClosed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Closed. What came of it is in the record.")
            return redirect("tasks:tasks")
    record(
        actor=request.actor,
        act="open a task",
        patient_id=found.patient_id,
        object_kind="task",
        object_id=found.pk,
    )
    context = {
        "line": line_of(request.actor, found, timezone.now()),
        "task": found,
        "acts": found.acts.select_related("by"),
        "about": about_href(found),
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "tasks/task.html", context, status=status)


@require_POST
@page(Act.WORK_ON_TASKS, chart=True)
def acknowledge(request: ClinicRequest, task_id: UUID) -> HttpResponse:
    found = _task(request, task_id)
    try:
        if not actions.acknowledge(actor=request.actor, task=found, now=timezone.now()):
            messages.info(request, f"{_who_saw(found)} had seen it before.")
    except actions.TaskClosed as refusal:
        messages.error(request, str(refusal))
    _note_press(request, found)
    return redirect("tasks:task", found.pk)


@require_POST
@page(Act.WORK_ON_TASKS, chart=True)
def take(request: ClinicRequest, task_id: UUID) -> HttpResponse:
    found = _task(request, task_id)
    try:
        actions.take(actor=request.actor, task=found, now=timezone.now())
        messages.success(request, "It is yours.")
    except actions.TaskClosed as refusal:
        messages.error(request, str(refusal))
    _note_press(request, found)
    return redirect("tasks:task", found.pk)


def _note_press(request: ClinicRequest, found: Task) -> None:
    """Also when nothing came of it: somebody was told where the task stands."""
    record(
        actor=request.actor,
        act="open a task",
        patient_id=found.patient_id,
        object_kind="task",
        object_id=found.pk,
    )


def _who_saw(found: Task) -> str:
    return found.acknowledged_by.name if found.acknowledged_by else "Somebody"


def _task(request: ClinicRequest, task_id: UUID) -> Task:
    tasks = Task.objects.visible_to(request.actor)
    return get_object_or_404(
        tasks.select_related("patient", "owner", "acknowledged_by"), pk=task_id
    )
