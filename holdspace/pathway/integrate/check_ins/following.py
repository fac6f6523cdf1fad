"""Where somebody stands after their latest session: what is asked, what came, what did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.people.models import Patient
from holdspace.domain.check_ins import (
    FIRST_DAY,
    Rung,
    Standing,
    State,
    ladder,
    silent_in_a_row,
    standings,
    to_answer,
)
from holdspace.pathway.integrate.check_ins.queries import homes_in_clinic, homes_of, told_since
from holdspace.pathway.integrate.check_ins.times import asking_times

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.pathway.integrate.check_ins.queries import Home, Told


@dataclass(frozen=True, kw_only=True)
class Following:
    """One person after their latest session."""

    patient: Patient
    home: Home
    zone: ZoneInfo
    standings: tuple[Standing, ...]
    told: Sequence[Told]
    """After this session, the latest first."""

    @property
    def due(self) -> Standing | None:
        """What they are asked now."""
        return to_answer(self.standings)

    @property
    def following(self) -> Standing | None:
        """What they are asked next."""
        return next((one for one in self.standings if one.state is State.NOT_YET), None)

    @property
    def silent(self) -> tuple[Standing, ...]:
        """Moments without a word, up to now."""
        return silent_in_a_row(self.standings)

    @property
    def last_told(self) -> Told | None:
        return next((one for one in self.told if one.said_something), None)

    @property
    def is_over(self) -> bool:
        """Nothing more is asked about this session."""
        return self.due is None and self.following is None

    def told_on(self, rung: Rung) -> Told | None:
        return next((one for one in self.told if one.rung is rung and one.is_answered), None)

    def is_first_day(self, now: datetime) -> bool:
        return self.home.at <= now < self.home.at + FIRST_DAY


def following_of(patient: Patient, now: datetime) -> Following | None:
    """After the latest session; None when nobody went home from one in the last months."""
    homes = homes_of(patient.pk, now)
    if not homes:
        return None
    return _follow(patient, homes[-1], told_since(homes[-1:]).get(homes[-1].session_id, []), now)


def everybody_followed(clinic_id: int, now: datetime) -> list[Following]:
    """Everybody of a clinic whose ladder is not over, or who was silent on it."""
    latest: dict[UUID, Home] = {one.patient_id: one for one in homes_in_clinic(clinic_id, now)}
    patients = Patient.objects.select_related("clinic").in_bulk(list(latest))
    told = told_since(latest.values())
    return [
        _follow(patients[patient_id], home, told.get(home.session_id, []), now)
        for patient_id, home in latest.items()
    ]


def _follow(patient: Patient, home: Home, told: Sequence[Told], now: datetime) -> Following:
    zone = ZoneInfo(patient.zone)
    answered = frozenset(one.rung for one in told if one.is_answered)
    moments = ladder(home.at, zone, asking_times())
    return Following(
        patient=patient,
        home=home,
        zone=zone,
        standings=standings(moments, answered=answered, next_home_at=None, now=now),
        told=told,
    )
