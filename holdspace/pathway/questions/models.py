"""Questions as rows: what was written, by whom, when. What was sent is never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL
from holdspace.domain.tasks import TaskKind

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor, OwnActor


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, actor: Actor) -> QuestionQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()

    def of_person(self, person: OwnActor) -> QuestionQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)

    def not_closed(self) -> QuestionQuerySet:
        return self.filter(closed_at__isnull=True)


class Question(models.Model):
    """One thing a person asks about, with everything both sides wrote on it."""

    class Kind(models.TextChoices):
        QUESTION = "question", "I have a question"
        WORRY = "worry", "Something worries me"
        PREPARING = "preparing", "It is about getting ready for my visit"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    """When the person last looked at it: an answer after that is new to them."""
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null in a closed one: the person closed it."""

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"question {self.pk}"

    @property
    def task_kind(self) -> TaskKind:
        return TASK_KINDS[self.Kind(self.kind)]

    @property
    def staff_words(self) -> str:
        return STAFF_WORDS[self.Kind(self.kind)]


TASK_KINDS = {
    Question.Kind.QUESTION: TaskKind.QUESTION,
    Question.Kind.WORRY: TaskKind.CONCERN,
    Question.Kind.PREPARING: TaskKind.INSTRUCTIONS_QUESTION,
}
STAFF_WORDS = {
    Question.Kind.QUESTION: "A question",
    Question.Kind.WORRY: "A concern",
    Question.Kind.PREPARING: "A question about preparing",
}


class QuestionMessageQuerySet(models.QuerySet["QuestionMessage"]):
    def visible_to(self, actor: Actor) -> QuestionMessageQuerySet:
        return self.filter(question__in=Question.objects.visible_to(actor))


class QuestionMessage(models.Model):
    """What one side wrote: added, never changed."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="messages")
    by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null: the person."""
    words = models.TextField()
    at = models.DateTimeField()

    objects = QuestionMessageQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"message {self.pk}"


class QuestionDraftQuerySet(models.QuerySet["QuestionDraft"]):
    def visible_to(self, actor: Actor) -> QuestionDraftQuerySet:  # noqa: ARG002 - nobody, whoever
        """No member of staff: what was not sent was not said."""
        return self.none()

    def of_person(self, person: OwnActor) -> QuestionDraftQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)


class QuestionDraft(models.Model):
    """What a person has typed and not sent. It goes when they send it or throw it away."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null: a new question."""
    kind = models.CharField(max_length=20, blank=True)
    words = models.TextField()
    kept_at = models.DateTimeField()

    objects = QuestionDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "question"],
                nulls_distinct=False,
                name="one_draft_for_each_question",
            )
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
