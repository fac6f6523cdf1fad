"""What the warm screen says: who sees the answer, when, by the clinic's hours, whom to reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from holdspace.clinic.reach.queries import (
    Openness,
    Reach,
    ReachKind,
    openness_of,
    people_to_reach,
)
from holdspace.domain.tasks import RULES, TaskKind
from holdspace.pathway.measures import companion_words as words

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.models import Clinic, Patient


@dataclass(frozen=True, kw_only=True)
class Reassurance:
    """Nothing here is promised that the clinic's hours and its tasks do not hold."""

    is_clinic_open: bool
    """Closed, or not known: then the numbers stand above everything else."""
    who: str
    when: str
    phone: str
    people: tuple[Reach, ...]


def for_person(clinic: Clinic, patient: Patient, now: datetime) -> Reassurance:
    phone = patient.phone.strip()
    openness = openness_of(clinic, now)
    people = people_to_reach(clinic, patient)
    return Reassurance(
        is_clinic_open=bool(openness.is_open),
        who=words.SOMEONE_WHO_THEM.format(clinic=clinic.name),
        when=_when(openness, ZoneInfo(patient.zone)),
        phone=words.SOMEONE_PHONE.format(phone=phone) if phone else words.SOMEONE_NO_PHONE,
        people=people if openness.is_open else _who_answers_now_first(people),
    )


def _who_answers_now_first(people: tuple[Reach, ...]) -> tuple[Reach, ...]:
    """A clinic that is closed, or may be, stands behind those who answer day and night."""
    return tuple(sorted(people, key=lambda reach: reach.kind is ReachKind.CLINIC))


def _when(openness: Openness, zone: ZoneInfo) -> str:
    if openness.is_open:
        rule = RULES[TaskKind.SUICIDE_ANSWER]
        return words.SOMEONE_OPEN.format(minutes=rule.acknowledge_minutes)
    if openness.opens_at is None:
        return words.SOMEONE_HOURS_UNKNOWN
    opens = openness.opens_at.astimezone(zone)
    return words.SOMEONE_CLOSED.format(when=date_format(opens, "l j F, H:i"))
