"""A person's questions, as they see them and as the staff do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.clinic.people.models import Clinic
from holdspace.clinic.reach.queries import openness_of
from holdspace.clinic.tasks.models import Task
from holdspace.pathway.questions.models import Question, QuestionDraft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.clinic.reach.queries import Openness
    from holdspace.pathway.questions.models import QuestionMessage


@dataclass(frozen=True, kw_only=True)
class Thread:
    """One question with what was written on it, and the task that waits for an answer."""

    question: Question
    messages: Sequence[QuestionMessage]
    task: Task | None
    """The open one. None: nothing waits for the staff."""

    @property
    def latest(self) -> QuestionMessage:
        return self.messages[-1]

    @property
    def is_answered(self) -> bool:
        return self.latest.by is not None

    @property
    def has_news(self) -> bool:
        """An answer that the person has not looked at."""
        read_at = self.question.read_at
        return self.is_answered and (read_at is None or read_at < self.latest.at)

    @property
    def is_closed(self) -> bool:
        return self.question.closed_at is not None

    def is_late(self, now: datetime) -> bool:
        """Whether the time by which an answer was planned has passed without one."""
        return self.task is not None and not self.is_answered and self.task.done_by <= now


def threads_of(patient_id: UUID) -> tuple[Thread, ...]:
    """Everything this person has asked, the latest first. Inside the clinic's context."""
    questions = list(
        Question.objects.filter(patient_id=patient_id)
        .select_related("closed_by")
        .prefetch_related("messages__by")
    )
    tasks = _open_tasks([str(one.pk) for one in questions])
    return tuple(_thread(one, tasks.get(str(one.pk))) for one in questions)


def thread_of(question: Question) -> Thread:
    return _thread(question, _open_tasks([str(question.pk)]).get(str(question.pk)))


def with_news(threads: Sequence[Thread]) -> tuple[Thread, ...]:
    return tuple(one for one in threads if one.has_news)


def draft_of(person: OwnActor, question: Question | None = None) -> QuestionDraft | None:
    return QuestionDraft.objects.of_person(person).filter(question=question).first()


def clinic_now(person: OwnActor, now: datetime) -> tuple[Clinic, Openness]:
    """The person's clinic, and whether somebody is there."""
    clinic = Clinic.objects.get(pk=person.clinic_id)
    return clinic, openness_of(clinic, now)


def _thread(question: Question, task: Task | None) -> Thread:
    return Thread(question=question, messages=list(question.messages.all()), task=task)


def _open_tasks(question_ids: list[str]) -> dict[str, Task]:
    tasks = Task.objects.not_closed().filter(about_kind="question", about_id__in=question_ids)
    return {task.about_id: task for task in tasks.select_related("acknowledged_by", "owner")}
