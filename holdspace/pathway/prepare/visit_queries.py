"""The next visit of a person: its moments, and everything they were told or said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.instructions import (
    OutsideLimits,
    changes_clocks,
    day_words,
    default_times,
    instructions_for,
    say,
    with_own_times,
    zone_words,
)
from holdspace.pathway.course.models import DoseCycle, MedicineActing
from holdspace.pathway.course.queries import protocol_of
from holdspace.pathway.prepare.models import (
    Draft,
    Escort,
    GuidancePlan,
    Intention,
    MedicineLines,
    OwnTimes,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import OwnActor
    from holdspace.domain.instructions import Instructions, InstructionTimes, Said
    from holdspace.domain.protocol import Protocol


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One dosing appointment as the person lives it: what ends when, on their own clock."""

    appointment: Appointment
    moments: Instructions
    times: InstructionTimes
    zone: ZoneInfo
    clinic_zone: ZoneInfo
    medicines: MedicineLines | None
    escort: Escort | None

    def said(self, at: datetime) -> Said:
        return say(at, self.zone, self.clinic_zone)

    @property
    def starts(self) -> Said:
        return self.said(self.moments.starts_at)

    @property
    def alcohol_free(self) -> Said:
        return self.said(self.moments.alcohol_free_from)

    @property
    def last_meal(self) -> Said:
        return self.said(self.moments.last_meal_at)

    @property
    def last_drink(self) -> Said:
        return self.said(self.moments.last_clear_drink_at)

    @property
    def no_nasal_spray(self) -> Said | None:
        at = self.moments.no_nasal_spray_from
        return None if at is None else self.said(at)

    @property
    def arrive(self) -> Said:
        return self.said(self.moments.arrive_at)

    @property
    def may_drive_on(self) -> str:
        return day_words(self.moments.may_drive_on)

    @property
    def zones(self) -> tuple[str, str] | None:
        """The person's place and the clinic's, when their clocks differ on that day."""
        return (zone_words(self.zone), zone_words(self.clinic_zone)) if self.starts.clinic else None

    @property
    def clocks_change(self) -> bool:
        """Whether the clocks are changed between what ends first and the visit."""
        moments = self.moments
        return changes_clocks(moments.alcohol_free_from, moments.ends_at, self.zone)


def times_of(clinic_id: int, protocol: Protocol, clinic_name: str) -> InstructionTimes:
    """The clinic's own times for this product and route, else the defaults with their source."""
    times = default_times(protocol.product, protocol.route)
    own = OwnTimes.objects.filter(
        clinic_id=clinic_id, product=protocol.product, route=protocol.route.value
    ).first()
    try:
        return with_own_times(times, own.minutes, clinic_name) if own else times
    except OutsideLimits:
        # Kept before a limit was made narrower: the defaults are the safer of the two.
        return times


def next_dosing(patient_id: UUID, now: datetime) -> Appointment | None:
    """The dosing appointment that is next or goes on now."""
    return (
        Appointment.objects.filter(
            patient_id=patient_id,
            kind=Appointment.Kind.DOSING,
            cancelled_at__isnull=True,
            ends_at__gt=now,
        )
        .select_related("clinic", "patient")
        .order_by("starts_at")
        .first()
    )


def visit_of(cycle: DoseCycle, appointment: Appointment) -> Visit:
    """What the person does before this appointment, in the zone they live in."""
    patient: Patient = appointment.patient
    zone = ZoneInfo(patient.zone)
    times = times_of(cycle.clinic_id, protocol_of(cycle.course), appointment.clinic.name)
    return Visit(
        appointment=appointment,
        moments=instructions_for(
            starts_at=appointment.starts_at, ends_at=appointment.ends_at, times=times, zone=zone
        ),
        times=times,
        zone=zone,
        clinic_zone=ZoneInfo(appointment.zone),
        medicines=MedicineLines.objects.filter(cycle=cycle).select_related("noted_by").first(),
        escort=Escort.objects.filter(cycle=cycle).first(),
    )


# --- the person's own -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class OwnPlan:
    """What the person has said for their next session, and what is still open."""

    cycle: DoseCycle
    is_over: bool
    """The session was: what was said for it stays as it is."""
    intention: Intention | None
    guidance: GuidancePlan | None
    escort: Escort | None
    begun: frozenset[str]
    """Forms with something in them that was not sent."""


def own_cycle(person: OwnActor) -> DoseCycle | None:
    """The cycle the person is getting ready for: the latest one of the course they are in."""
    return (
        DoseCycle.objects.of_person(person)
        .filter(course__ended_on__isnull=True)
        .select_related("clinic", "course__patient")
        .order_by("-number")
        .first()
    )


def is_over(cycle: DoseCycle) -> bool:
    return MedicineActing.objects.filter(cycle=cycle, until_at__isnull=False).exists()


def own_plan(cycle: DoseCycle) -> OwnPlan:
    return OwnPlan(
        cycle=cycle,
        is_over=is_over(cycle),
        intention=Intention.objects.filter(cycle=cycle).first(),
        guidance=GuidancePlan.objects.filter(cycle=cycle).first(),
        escort=Escort.objects.filter(cycle=cycle).first(),
        begun=frozenset(Draft.objects.filter(cycle=cycle).values_list("what", flat=True)),
    )


def draft_of(cycle: DoseCycle, what: str) -> Draft | None:
    return Draft.objects.filter(cycle=cycle, what=what).first()
