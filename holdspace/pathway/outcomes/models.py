"""What the schedule asked of whom, where a series ended, and what was taken out by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL, Role
from holdspace.pathway.course.models import Course
from holdspace.pathway.measures.models import Asked

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor

MAY_EXPORT = frozenset({Role.PRESCRIBER, Role.OWNER})


class ScheduledQuerySet(models.QuerySet["Scheduled"]):
    def visible_to(self, actor: Actor) -> ScheduledQuerySet:
        return self.filter(clinic_id=actor.clinic_id) if actor.has_any(CLINICAL) else self.none()


class Scheduled(models.Model):
    """One questionnaire that the protocol's schedule had asked at one of its times."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    time = models.CharField(max_length=20)
    """Code of the time in the protocol's schedule."""
    number = models.PositiveSmallIntegerField()
    """Of the dose it belongs to; 0 before any."""
    code = models.CharField(max_length=20)
    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    """When somebody on the staff was asked to call."""
    over_at = models.DateTimeField(null=True, blank=True)
    """When it was answered, or its time was over."""

    objects = ScheduledQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "time", "number", "code"], name="scheduled_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["clinic", "course"],
                condition=models.Q(over_at__isnull=True),
                name="scheduled_and_not_over",
            )
        ]

    def __str__(self) -> str:
        return f"scheduled questionnaire {self.pk}"


class SeriesEnd(models.Model):
    """Where a prescriber ended a series. The latest counts.

    Single sessions afterwards make the plan longer: it would tell of a series that is not through.
    Nobody asks for one by its id: it is read through courses that somebody may count.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    sessions = models.PositiveSmallIntegerField()
    """How many it had."""
    planned_sessions = models.PositiveSmallIntegerField()
    """How many were planned for it."""
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sessions__gte=1), name="a_series_has_had_a_session"
            )
        ]

    def __str__(self) -> str:
        return f"end of series {self.pk}"


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, actor: Actor) -> ExportQuerySet:
        """With the record's own numbers: only to who may read charts anyway."""
        if not actor.has_any(MAY_EXPORT):
            return self.none()
        of_clinic = self.filter(clinic_id=actor.clinic_id)
        return of_clinic if actor.has_any(CLINICAL) else of_clinic.filter(has_own_ids=False)


class Export(models.Model):
    """Data that was taken out of the record: by whom, why, of which time. Its files do not last."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    reason = models.TextField()
    begins_on = models.DateField()
    ends_on = models.DateField()
    has_own_ids = models.BooleanField(default=False)
    """With the record's own ids and calendar days; else with neither."""
    key = models.BinaryField(max_length=32)
    """What its pseudonyms are made with. Emptied once the last table is written."""
    asked_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_export_has_its_reason"),
            models.CheckConstraint(
                condition=models.Q(begins_on__lte=models.F("ends_on")),
                name="an_export_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"

    def is_there(self, now: datetime) -> bool:
        """Whether its files can be fetched."""
        return self.done_at is not None and self.erased_at is None and now < self.keep_until


class ExportPart(models.Model):
    """One table of an export, as rows that every format is written from. Erased with the files."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="parts")
    table = models.CharField(max_length=40)
    row_count = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["export", "table"], name="each_table_once_an_export")
        ]

    def __str__(self) -> str:
        return f"part {self.pk}"
