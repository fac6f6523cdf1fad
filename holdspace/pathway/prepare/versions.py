"""What each form of a preparation writes over, as it stands: nobody writes over unread words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from holdspace.clinic.access.stale_forms import Change, Version
from holdspace.pathway.prepare.forms import guidance_values
from holdspace.pathway.prepare.models import (
    Escort,
    GuidancePlan,
    Intention,
    ReadinessNote,
    WeightMeasured,
)
from holdspace.pathway.prepare.queries import zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from holdspace.pathway.course.models import DoseCycle
    from holdspace.pathway.prepare.models import Prepared

Row = TypeVar("Row", bound="Prepared")


def intention_version(cycle: DoseCycle) -> Version:
    latest = _latest(Intention.objects.filter(cycle=cycle))
    return _version(latest, {"words": latest.words if latest else ""})


def guidance_version(cycle: DoseCycle) -> Version:
    latest = _latest(GuidancePlan.objects.filter(cycle=cycle))
    return _version(latest, guidance_values(latest) if latest else {})


def answer_version(cycle: DoseCycle, code: str) -> Version:
    latest = _latest(ReadinessNote.objects.filter(cycle=cycle, code=code))
    return _version(latest, {"met": latest.met, "detail": latest.detail} if latest else {})


def weight_version(cycle: DoseCycle) -> Version:
    latest = _latest(WeightMeasured.objects.filter(cycle=cycle))
    if latest is None:
        return _version(None, {})
    kilograms = f"{latest.weight_kg:f}".rstrip("0").rstrip(".")
    return _version(latest, {"weight": kilograms, "measured_on": latest.measured_on})


def escort_version(cycle: DoseCycle) -> Version:
    latest = _latest(Escort.objects.filter(cycle=cycle))
    if latest is None:
        return _version(None, {})
    comes = latest.expected_at and latest.expected_at.astimezone(zone_of(cycle))
    return _version(
        latest,
        {
            "name": latest.name,
            "phone": latest.phone,
            "relation": latest.relation,
            "ride": latest.ride,
            "day": comes.date() if comes else None,
            "at": comes.time() if comes else None,
            "is_confirmed": latest.is_confirmed,
        },
    )


def _latest(rows: QuerySet[Row]) -> Row | None:
    return rows.select_related("noted_by").first()


def _version(latest: Prepared | None, values: Mapping[str, object]) -> Version:
    if latest is None:
        return Version(values=values)
    change = Change(by=latest.by, at=latest.noted_at)
    return Version(values=values, entry=latest.pk, changed=lambda: change)
