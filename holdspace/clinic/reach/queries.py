"""Whom a person can call, and when the clinic is open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.domain.opening_hours import (
    NOT_SAID,
    Hours,
    NotHours,
    hours_from,
    in_words,
    is_open,
    next_opening,
)

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.models import Clinic, Patient

LOCAL_EMERGENCY = "Your local emergency number"
IN_ANOTHER_COUNTRY = "In another country, call the emergency number of that country."
"""Said to who lives in another zone than the clinic; the number is never left out on a guess."""


class ReachKind(StrEnum):
    """Who answers."""

    CLINIC = "clinic"
    CRISIS = "crisis"
    EMERGENCY = "emergency"


def dials(number: str) -> str:
    """The address by which a phone dials a number as people write it."""
    return "tel:" + "".join(one for one in number if one.isdigit() or one == "+")


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Somebody to call: a name, a number, and when they answer."""

    label: str
    number: str
    """Empty only for the emergency number of a clinic that has not said it."""
    kind: ReachKind
    words: str = ""
    """When they answer, where that is known."""

    @property
    def href(self) -> str:
        return dials(self.number)


@dataclass(frozen=True, kw_only=True)
class Openness:
    """Whether the clinic is open now, and when it opens next; None where hours are not known."""

    is_open: bool | None
    opens_at: datetime | None = None


def people_to_reach(clinic: Clinic, patient: Patient | None = None) -> tuple[Reach, ...]:
    """The clinic, the crisis lines, the emergency number: in this order, and never an empty list.

    The emergency line always stands there, with or without digits.
    """
    return (*_clinic(clinic), *_crisis_lines(clinic), _emergency(clinic, patient))


def hours_of(clinic: Clinic) -> Hours:
    """The clinic's hours; hours that cannot be read are hours nobody has said."""
    try:
        return hours_from(clinic.opening_hours)
    except NotHours:
        return NOT_SAID


def openness_of(clinic: Clinic, now: datetime) -> Openness:
    hours, zone = hours_of(clinic), ZoneInfo(clinic.time_zone)
    if not hours.are_known:
        return Openness(is_open=None)
    return Openness(is_open=is_open(hours, now, zone), opens_at=next_opening(hours, now, zone))


def _clinic(clinic: Clinic) -> tuple[Reach, ...]:
    if not clinic.phone:
        return ()
    words = "; ".join(in_words(hours_of(clinic)))
    return (Reach(label=clinic.name, number=clinic.phone, kind=ReachKind.CLINIC, words=words),)


def _crisis_lines(clinic: Clinic) -> tuple[Reach, ...]:
    return tuple(
        Reach(label=line["label"], number=line["number"], kind=ReachKind.CRISIS)
        for line in clinic.crisis_lines
    )


def _emergency(clinic: Clinic, patient: Patient | None) -> Reach:
    if not clinic.emergency_number:
        return Reach(label=LOCAL_EMERGENCY, number="", kind=ReachKind.EMERGENCY)
    is_elsewhere = patient is not None and patient.zone != clinic.time_zone
    return Reach(
        label="Emergency number",
        number=clinic.emergency_number,
        kind=ReachKind.EMERGENCY,
        words=IN_ANOTHER_COUNTRY if is_elsewhere else "",
    )
