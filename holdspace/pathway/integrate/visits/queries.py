"""Where the visits after sessions stand, and which times can be offered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.clinic.people.roles import Role
from holdspace.clinic.reach.queries import hours_of
from holdspace.clinic.rooms.models import Room
from holdspace.clinic.schedule.models import Appointment, AppointmentStaff
from holdspace.domain.free_times import VISIT_MINUTES, Taken, free_times
from holdspace.domain.integration_visit import (
    BookedVisit,
    Said,
    VisitFacts,
    VisitState,
    standing_of,
)
from holdspace.domain.opening_hours import openings_between
from holdspace.pathway.integrate.visits.models import IntegrationVisit, VisitRecord, VisitWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.integration_visit import VisitStanding

SHOWN_FOR = timedelta(days=30)
"""How long a visit that is settled stays in sight."""
SOONEST = timedelta(hours=2)
"""A time is offered only so far ahead: somebody has to read that it was chosen."""
STILL_TAKEN = timedelta(hours=1)
"""One that was offered may be chosen until then: nobody is hurried while they think about it."""
LATEST = timedelta(hours=96)
"""When nothing is free in the window, times up to here are offered."""


@dataclass(frozen=True, kw_only=True)
class VisitLine:
    """One visit as it stands, and what was said about it, the latest last."""

    visit: IntegrationVisit
    standing: VisitStanding
    said: Sequence[VisitWord]

    @property
    def latest(self) -> VisitWord | None:
        return self.said[-1] if self.said else None

    @property
    def is_known_settled(self) -> bool:
        """What the clock last wrote down of it."""
        return self.visit.settled_at is not None

    @property
    def wished_at(self) -> datetime | None:
        """The offered time that the person chose, while nobody has booked anything."""
        latest = self.latest
        is_wish = latest is not None and latest.kind == Said.ASKS_FOR_A_TIME
        return latest.wished_at if latest and is_wish else None


def lines_of(visits: Iterable[IntegrationVisit], now: datetime) -> tuple[VisitLine, ...]:
    """Each as it stands, asked for together. Inside the clinic's context."""
    together = list(visits)
    known = _Known(together)
    return tuple(known.line(visit, now) for visit in together)


def visits_of(patient_id: UUID, now: datetime) -> tuple[VisitLine, ...]:
    """Every visit of one person, the latest first."""
    visits = IntegrationVisit.objects.filter(patient_id=patient_id).order_by("-went_home_at")
    return lines_of(visits.select_related("session__cycle", "clinic", "patient"), now)


def line_of(visit: IntegrationVisit, now: datetime) -> VisitLine:
    return lines_of([visit], now)[0]


def waiting(clinic_id: int, now: datetime) -> tuple[VisitLine, ...]:
    """Visits of a clinic that nobody has settled, the one that went home first first."""
    visits = IntegrationVisit.objects.filter(clinic_id=clinic_id, settled_at__isnull=True)
    found = visits.select_related("session__cycle", "clinic", "patient").order_by("went_home_at")
    return tuple(one for one in lines_of(found, now) if not one.standing.is_settled)


def arranged(clinic_id: int, now: datetime) -> tuple[VisitLine, ...]:
    """Those that are settled and lie ahead, the next one first."""
    lately = IntegrationVisit.objects.filter(
        clinic_id=clinic_id, settled_at__isnull=False, went_home_at__gte=now - SHOWN_FOR
    )
    found = lines_of(lately.select_related("session__cycle", "clinic", "patient"), now)
    ahead = {VisitState.BOOKED, VisitState.ELSEWHERE}
    return tuple(one for one in found if one.standing.state in ahead)


def records_of(patient_id: UUID) -> tuple[VisitRecord, ...]:
    """What was written of each visit, as it stands; the latest first."""
    records = VisitRecord.objects.filter(patient_id=patient_id).standing()
    return tuple(records.select_related("signed_by", "corrects__signed_by"))


def agreed_with(patient_id: UUID) -> tuple[VisitRecord, ...]:
    """Records whose actions the therapist lets the person read."""
    records = VisitRecord.objects.filter(patient_id=patient_id, shares_actions=True).standing()
    return tuple(records.exclude(actions="").select_related("signed_by"))


def offered_times(visit: IntegrationVisit, now: datetime) -> tuple[datetime, ...]:
    """When a therapist and a room are free in the window, else a little later; none is promised."""
    clinic = Clinic.objects.get(pk=visit.clinic_id)
    home = visit.went_home_at
    begins = max(home + timedelta(hours=24), now + SOONEST)
    for ends in (home + timedelta(hours=48), home + LATEST):
        if begins < ends and (found := _free(clinic, begins, ends)):
            return found
    return ()


def is_still_free(visit: IntegrationVisit, at: datetime, now: datetime) -> bool:
    """Whether a time that was offered before can be asked for: its page may have been open long."""
    home = visit.went_home_at
    if not max(home + timedelta(hours=24), now + STILL_TAKEN) <= at <= home + LATEST:
        return False
    clinic = Clinic.objects.get(pk=visit.clinic_id)
    return _free(clinic, at, at + timedelta(minutes=VISIT_MINUTES)) == (at,)


def _free(clinic: Clinic, begins: datetime, ends: datetime) -> tuple[datetime, ...]:
    people = list(
        StaffMember.objects.filter(clinic=clinic)
        .holding(Role.THERAPIST)
        .values_list("pk", flat=True)
    )
    rooms = list(Room.objects.filter(clinic=clinic, in_use=True).values_list("pk", flat=True))
    booked = Appointment.objects.filter(
        clinic=clinic, cancelled_at__isnull=True, starts_at__lt=ends, ends_at__gt=begins
    )
    taken = [
        Taken(who=room, starts_at=starts, ends_at=until)
        for room, starts, until in booked.values_list("room_id", "starts_at", "ends_at")
    ]
    with_staff = AppointmentStaff.objects.filter(appointment__in=booked)
    taken += [
        Taken(who=who, starts_at=starts, ends_at=until)
        for who, starts, until in with_staff.values_list(
            "staff_id", "appointment__starts_at", "appointment__ends_at"
        )
    ]
    hours = openings_between(hours_of(clinic), begins, ends, ZoneInfo(clinic.time_zone))
    return free_times(hours, people, rooms, taken)


class _Known:
    """What is known of several visits, asked for once."""

    def __init__(self, visits: Sequence[IntegrationVisit]) -> None:
        patients = {visit.patient_id for visit in visits}
        self.words: defaultdict[object, list[VisitWord]] = defaultdict(list)
        for word in VisitWord.objects.filter(visit__in=visits).select_related("by"):
            self.words[word.visit_id].append(word)
        self.booked: defaultdict[object, list[Appointment]] = defaultdict(list)
        appointments = Appointment.objects.filter(
            patient__in=patients,
            kind=Appointment.Kind.INTEGRATION,
            cancelled_at__isnull=True,
        )
        for appointment in appointments:
            self.booked[appointment.patient_id].append(appointment)
        records = VisitRecord.objects.filter(session__in=[one.session_id for one in visits])
        self.recorded = dict(
            records.standing().order_by("-signed_at").values_list("session_id", "signed_at")
        )
        self.homes: defaultdict[object, list[datetime]] = defaultdict(list)
        homes = IntegrationVisit.objects.filter(patient__in=patients)
        for patient_id, at in homes.values_list("patient_id", "went_home_at"):
            self.homes[patient_id].append(at)

    def line(self, visit: IntegrationVisit, now: datetime) -> VisitLine:
        words = self.words[visit.pk]
        latest = words[-1] if words else None
        facts = VisitFacts(
            went_home_at=visit.went_home_at,
            booked=self._booked(visit),
            said=Said(latest.kind) if latest else None,
            elsewhere_on=latest.elsewhere_on if latest else None,
            recorded_at=self.recorded.get(visit.session_id),
        )
        zone = ZoneInfo(visit.clinic.time_zone)
        return VisitLine(visit=visit, standing=standing_of(facts, now, zone), said=words)

    def _booked(self, visit: IntegrationVisit) -> tuple[BookedVisit, ...]:
        """Between this going home and the next: a visit belongs to the session before it."""
        later = [at for at in self.homes[visit.patient_id] if at > visit.went_home_at]
        until = min(later, default=None)
        return tuple(
            BookedVisit(starts_at=one.starts_at, ends_at=one.ends_at)
            for one in self.booked[visit.patient_id]
            if one.starts_at >= visit.went_home_at and (until is None or one.starts_at < until)
        )
