"""Opens a task for each cycle whose review is due: what the clock does, in steps it may repeat."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.clinic.context import clinic_context
from holdspace.clinic.tasks.actions import open_task
from holdspace.clinic.tasks.models import Task
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.review.queries import waiting_for_review

if TYPE_CHECKING:
    from datetime import datetime

CYCLE = "cycle"
DUE_AFTER = timedelta(hours=20)
"""The next morning: an evening and a night say more than the hour of going home (our own)."""
LOOKED_BACK = timedelta(days=14)
"""Older cycles were before this task was, or are long decided: nobody is asked about those."""


def open_reviews_due(clinic_id: int, now: datetime) -> int:
    """How many were opened. One for each cycle, ever: a closed one is not opened again."""
    with clinic_context(clinic_id):
        return _open(clinic_id, now)


def _open(clinic_id: int, now: datetime) -> int:
    opened = 0
    for cycle in waiting_for_review(clinic_id, now, after=DUE_AFTER, within=LOOKED_BACK):
        about_id = str(cycle.pk)
        before = Task.objects.filter(
            clinic_id=clinic_id, kind=TaskKind.REVIEW_DUE, about_kind=CYCLE, about_id=about_id
        )
        if before.exists():
            continue
        open_task(
            clinic_id=clinic_id,
            patient=cycle.course.patient,
            kind=TaskKind.REVIEW_DUE,
            now=now,
            about_kind=CYCLE,
            about_id=about_id,
        )
        opened += 1
    return opened
