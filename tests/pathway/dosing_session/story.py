"""A person prepared for a session, and a tablet that charts in it: told in a few words."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.readiness import questions_for
from holdspace.domain.session_events import Met
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.consult.actions import give_consent
from holdspace.pathway.consult.teach_back_actions import note_talk
from holdspace.pathway.course.actions import CoursePlan, start_course
from holdspace.pathway.course.queries import latest_cycle_of
from holdspace.pathway.dosing_session.actions import record_batch
from holdspace.pathway.dosing_session.batch import SentBatch, read_batch
from holdspace.pathway.dosing_session.opening import open_session
from holdspace.pathway.measures.risk_actions import note_tier
from holdspace.pathway.prepare.actions import (
    PlannedEscort,
    PlannedGuidance,
    measure_weight,
    name_escort,
    note_readiness,
    plan_guidance,
    write_intention,
)
from holdspace.pathway.prepare.queries import zone_of
from holdspace.protocols import load_protocol
from tests.pathway.consult.decided import decide_go

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.roles import Actor
    from holdspace.pathway.course.models import Course, DoseCycle
    from holdspace.pathway.dosing_session.batch import Result
    from holdspace.pathway.dosing_session.models import DosingSession

IV = "iv-racemic-0.5mgkg-40min"
NASAL = "nasal-esketamine-trd"
JSON = dict[str, Any]


def dosing_visit(
    cast: Cast, patient: str, now: datetime, *, room: str = "Room 1", protocol: str = IV
) -> tuple[Appointment, Course]:
    """A person at the beginning of a course, expected in a room about now. Nothing is prepared."""
    course = start_course(
        actor=cast.actor("okafor"),
        patient=cast.patients[patient],
        plan=CoursePlan(
            indication="treatment_resistant_depression",
            protocol_name=protocol,
            protocol_version=1,
            planned_sessions=6,
            goals="To sleep again.",
        ),
        started_on=now.date(),
    )
    visit = Appointment.objects.create(
        clinic=cast.clinic,
        kind=Appointment.Kind.DOSING,
        patient=cast.patients[patient],
        room=cast.rooms[room],
        starts_at=now,
        ends_at=now + timedelta(hours=4),
        zone=cast.clinic.time_zone,
    )
    return visit, course


def appointment_of(
    cast: Cast, patient: str, now: datetime, *, room: str = "Room 1", protocol: str = IV
) -> Appointment:
    """A person in a course, with everything answered, expected in a room about now."""
    doctor = cast.actor("okafor")
    visit, course = dosing_visit(cast, patient, now, room=room, protocol=protocol)
    note_talk(actor=doctor, course=course, words="Said back in their own words.", now=now)
    give_consent(actor=doctor, course=course, item="treatment", signed_name="Signed", now=now)
    prepare(cast, latest_cycle_of(course), now)
    return visit


def prepare(cast: Cast, cycle: DoseCycle, now: datetime) -> None:
    ana = cast.actor("ana")
    protocol = load_protocol(cycle.course.protocol_name, cycle.course.protocol_version)
    decide_go(cast, cycle.course.patient, now)
    note_tier(
        actor=ana, patient=cycle.course.patient, tier=Tier.NONE, basis="Asked today.", now=now
    )
    for question in questions_for(protocol):
        note_readiness(actor=ana, cycle=cycle, code=question.code, met=Met.MET, detail="", now=now)
    today = now.astimezone(zone_of(cycle)).date()
    measure_weight(actor=ana, cycle=cycle, typed="70", measured_on=today, now=now)
    name_escort(
        actor=ana,
        cycle=cycle,
        escort=PlannedEscort(name="Ida Keller", phone="+49 30 1", is_confirmed=True),
        now=now,
    )
    write_intention(actor=ana, cycle=cycle, words="To meet my grief.", now=now)
    plan_guidance(
        actor=ana, cycle=cycle, plan=PlannedGuidance(level=1, hand_signal="Two squeezes"), now=now
    )


def opened(
    cast: Cast, now: datetime, *, patient: str = "mara", room: str = "Room 1", protocol: str = IV
) -> DosingSession:
    appointment = appointment_of(cast, patient, now, room=room, protocol=protocol)
    return open_session(cast.actor("ana"), appointment, now)


@dataclass
class Tablet:
    """A tablet in a room: counts its own entries and may have a wrong clock."""

    session: DosingSession
    skew: timedelta = timedelta(0)
    device_id: UUID = field(default_factory=uuid4)
    sequence: int = 0

    def event(
        self, at: datetime, kind: str, event_id: UUID | None = None, **payload: object
    ) -> JSON:
        """One entry as the tablet holds it."""
        self.sequence += 1
        return {
            "event_id": str(event_id or uuid4()),
            "kind": kind,
            "version": 1,
            "payload": json.loads(json.dumps(payload, default=str)),
            "occurred_at": (at + self.skew).isoformat(),
            "monotonic_ms": _since_start(at),
            "device_sequence": self.sequence,
        }

    def parcel(self, sent_at: datetime, *events: JSON) -> JSON:
        return {
            "device_id": str(self.device_id),
            "sent_at": (sent_at + self.skew).isoformat(),
            "sent_monotonic_ms": _since_start(sent_at),
            "events": list(events),
        }

    def batch(self, sent_at: datetime, *events: JSON) -> SentBatch:
        return read_batch(json.dumps(self.parcel(sent_at, *events)).encode())

    def send(self, actor: Actor, now: datetime, *events: JSON) -> list[Result]:
        return record_batch(actor, self.session, self.batch(now, *events), now)

    def chart(self, actor: Actor, at: datetime, kind: str, **payload: object) -> Result:
        """Happened and sent at once."""
        return self.send(actor, at, self.event(at, kind, **payload))[0]


def _since_start(at: datetime) -> float:
    """Milliseconds by a clock that nobody can set."""
    return (at.timestamp() % 1_000_000) * 1000


BASELINE = {
    "systolic_mmhg": "118",
    "diastolic_mmhg": "74",
    "heart_rate_per_min": "68",
    "respiratory_rate_per_min": "14",
    "spo2_percent": "98",
    "temperature_celsius": "36.6",
}
PLAN = {
    "drug": "ketamine",
    "route": "iv",
    "dose_mg": "35",
    "concentration_mg_per_ml": "1",
    "volume_ml": "35",
    "over_minutes": "40",
}


def ready_to_dose(cast: Cast, tablet: Tablet, at: datetime) -> str:
    """Vital signs, a plan, its check, both halves of the time-out. Gives the plan's id."""
    ana, doctor = cast.actor("ana"), cast.actor("okafor")
    tablet.chart(
        ana, at - timedelta(minutes=10), "VitalsCharted",
        measured_at=at - timedelta(minutes=10), **BASELINE,
    )  # fmt: skip
    tablet.chart(
        ana, at - timedelta(minutes=8), "VitalsCharted",
        measured_at=at - timedelta(minutes=8), **BASELINE,
    )  # fmt: skip
    plan = tablet.event(at - timedelta(minutes=6), "DosePlanned", **PLAN)
    tablet.send(doctor, at - timedelta(minutes=6), plan)
    tablet.chart(
        ana, at - timedelta(minutes=4), "DoseChecked", plan_id=plan["event_id"],
        concentration_mg_per_ml="1", volume_ml="35",
    )  # fmt: skip
    tablet.chart(ana, at - timedelta(minutes=3), "PhaseEntered", phase="time_out")
    tablet.chart(ana, at - timedelta(minutes=2), "TimeOutConfirmed", checks=["identity"])
    tablet.chart(doctor, at - timedelta(minutes=1), "TimeOutConfirmed", checks=["identity"])
    return str(plan["event_id"])


def start_infusion(cast: Cast, tablet: Tablet, at: datetime, plan_id: str) -> Result:
    return tablet.chart(
        cast.actor("ana"), at, "InfusionStarted", plan_id=plan_id, drug="ketamine",
        concentration_mg_per_ml="1", rate_ml_per_hour="52.5",
    )  # fmt: skip


ZERO_MG = Decimal(0)
