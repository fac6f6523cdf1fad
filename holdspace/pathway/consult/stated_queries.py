"""What is known of a person: facts with source and age, medicines, conditions, allergies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.pathway.consult.models import (
    IntakeFinished,
    ListedThing,
    MedicineLine,
    StatedFact,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class KnownFact:
    """The latest word on one fact."""

    latest: StatedFact
    staff_said: StatedFact | None = None
    """The staff's last answer, where the person has since said something else. Both are screened:
    a later "no" on a phone does not wipe out what a clinician wrote down."""

    @property
    def is_known(self) -> bool:
        return self.latest.value is not None


def facts_known(patient_id: UUID, known_at: datetime | None = None) -> dict[str, KnownFact]:
    """The latest answer to each question that has one, or the latest by a moment."""
    rows = StatedFact.objects.filter(patient_id=patient_id).known_at(known_at)
    rows = rows.select_related("noted_by").order_by("code", "-id").distinct("code")
    latest = list(rows)
    by_the_person = [row.code for row in latest if row.noted_by_id is None]
    staff_said = rows.filter(code__in=by_the_person, noted_by__isnull=False)
    by_staff = {row.code: row for row in staff_said} if by_the_person else {}
    return {row.code: _known(row, by_staff.get(row.code)) for row in latest}


def _known(latest: StatedFact, by_staff: StatedFact | None) -> KnownFact:
    if by_staff is None or by_staff.pk == latest.pk or by_staff.value is None:
        return KnownFact(latest=latest)
    if latest.value is None:
        # What a clinician knows stays known when the person does not know it or would not say.
        return KnownFact(latest=by_staff)
    return KnownFact(latest=latest, staff_said=None if latest.value == by_staff.value else by_staff)


def history_of(patient_id: UUID, code: str) -> Sequence[StatedFact]:
    """Every answer to one question, newest first."""
    rows = StatedFact.objects.filter(patient_id=patient_id, code=code)
    return list(rows.select_related("noted_by"))


def medicines_known(patient_id: UUID, known_at: datetime | None = None) -> list[MedicineLine]:
    """The lines that stand, in the order of their names."""
    rows = MedicineLine.objects.filter(patient_id=patient_id).known_at(known_at)
    latest = rows.select_related("noted_by").order_by("line", "-id").distinct("line")
    return sorted((row for row in latest if not row.is_off_the_list), key=lambda row: row.typed)


def medicines_taken_off(patient_id: UUID) -> list[MedicineLine]:
    """Lines that stood once: who took them off the list, and when."""
    rows = MedicineLine.objects.filter(patient_id=patient_id).select_related("noted_by")
    latest = rows.order_by("line", "-id").distinct("line")
    return sorted((row for row in latest if row.is_off_the_list), key=lambda row: row.typed)


def things_listed(
    patient_id: UUID, kind: str, known_at: datetime | None = None
) -> list[ListedThing]:
    """Conditions or allergies that stand."""
    rows = ListedThing.objects.filter(patient_id=patient_id, kind=kind).known_at(known_at)
    latest = rows.select_related("noted_by").order_by("line", "-id").distinct("line")
    return sorted((row for row in latest if not row.is_off_the_list), key=lambda row: row.typed)


def intake_finished(patient_id: UUID) -> IntakeFinished | None:
    """When this was last said to be all for now."""
    return IntakeFinished.objects.filter(patient_id=patient_id).select_related("noted_by").first()
