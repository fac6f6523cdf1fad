"""What one person and the staff around them do before and in the sessions of these months."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.schedule.actions import Booking, book
from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.readiness import questions_for
from holdspace.domain.session_events import Met
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.consult.actions import give_own_consent
from holdspace.pathway.consult.decision_queries import decision_of
from holdspace.pathway.consult.demo_answers import decide_harmlessly
from holdspace.pathway.consult.signature import Allows
from holdspace.pathway.consult.teach_back_actions import note_talk
from holdspace.pathway.course.actions import CoursePlan, add_cycle, start_course
from holdspace.pathway.course.goal_actions import write_goals
from holdspace.pathway.course.models import Course, DoseCycle
from holdspace.pathway.course.plan_actions import PlanWished, SessionWished, change_plan
from holdspace.pathway.course.queries import latest_cycle_of, protocol_of
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.integrate.check_ins.by_the_clock import note_who_went_home
from holdspace.pathway.integrate.check_ins.models import AfterSession
from holdspace.pathway.integrate.visits.actions import propose
from holdspace.pathway.measures import actions as measures
from holdspace.pathway.measures.risk_actions import note_tier
from holdspace.pathway.prepare import actions as prepare
from holdspace.pathway.today.demo_before import Before
from holdspace.pathway.today.demo_months.session import live
from holdspace.protocols import latest_version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import OwnActor
    from holdspace.domain.weight_basis import Body
    from holdspace.pathway.integrate.visits.models import IntegrationVisit
    from holdspace.pathway.today.demo_months.session import Lived

LASTS = timedelta(hours=2, minutes=30)
NOTED_AFTER = timedelta(minutes=10)
"""The clock notes that somebody went home, and proposes a visit."""
SAID_BACK = "It may feel far away, and it passes. A word is enough to stop. No driving that day."


@dataclass(frozen=True, kw_only=True)
class Treated:
    """How one person is treated, and what they wish for in the room."""

    indication: str
    protocol: str
    mg_per_kg: Decimal
    """Planned for each session."""
    body: Body
    room: str
    staff: str
    """Who is booked for their sessions."""
    goals: str
    intention: str
    guidance: prepare.PlannedGuidance
    escort: prepare.PlannedEscort


@dataclass(frozen=True, kw_only=True)
class Months:
    """One person over months, up to the moment at which the demo begins."""

    cast: Cast
    person: OwnActor
    """Themselves, on a phone that was let in when they first came."""
    course: Course
    treated: Treated
    now: datetime

    @property
    def patient(self) -> Patient:
        return self.course.patient

    @property
    def cycle(self) -> DoseCycle:
        """The latest."""
        cycle = latest_cycle_of(self.course)
        assert cycle is not None  # noqa: S101 - a course begins with its first cycle
        return cycle

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.cast.clinic.time_zone)

    def at(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        return clock_time(self.cast, self.now, days_ago, time(hour, minute))

    def day(self, days_ago: int) -> date:
        return self.at(days_ago, 12).astimezone(self.zone).date()

    # --- the plan ---------------------------------------------------------------------------------

    def plans(self, days_ago: Sequence[int], reason: str, now: datetime) -> None:
        """The days of all sessions, of those that were had too."""
        sessions = tuple(
            SessionWished(on=self.day(days), mg_per_kg=self.treated.mg_per_kg) for days in days_ago
        )
        wished = PlanWished(reason=reason, sessions=sessions, body=self.treated.body)
        change_plan(
            actor=self.cast.actor("okafor"), course=self.course, wished=wished, read=(), now=now
        )

    # --- a session --------------------------------------------------------------------------------

    def has_session(self, begins_at: datetime, lived: Lived) -> IntegrationVisit:
        """Booked, prepared, lived, gone home; the next cycle is added when it is needed."""
        if DosingSession.objects.filter(cycle=self.cycle).exists():
            add_cycle(actor=self.cast.actor("okafor"), course=self.course)
        cycle = self.cycle
        self._prepares(cycle, begins_at)
        appointment = self._booked(begins_at)
        seed = f"{self.patient.family_name} {cycle.number}"
        lived = replace(lived, escort=self.treated.escort.name)
        session = live(self.cast, appointment, lived, seed=seed)
        note_who_went_home(self.cast.clinic.pk, begins_at + LASTS)
        home_at = AfterSession.objects.get(session=session).home_at
        assert home_at is not None  # noqa: S101 - each of these went home
        return propose(session=session, went_home_at=home_at, now=home_at + NOTED_AFTER)

    def _booked(self, begins_at: datetime) -> Appointment:
        booking = Booking(
            kind=Appointment.Kind.DOSING,
            patient=self.patient,
            staff=[self.cast.staff[self.treated.staff]],
            room=self.cast.rooms[self.treated.room],
            starts_at=begins_at,
            ends_at=begins_at + LASTS,
        )
        return book(actor=self.cast.actor("desk"), booking=booking)

    def _prepares(self, cycle: DoseCycle, begins_at: datetime) -> None:
        treated, therapist, monitor = self.treated, self.cast.actor("jonas"), self.cast.actor("mei")
        evening, at_the_door = begins_at - timedelta(hours=18), begins_at - timedelta(minutes=10)
        prepare.write_intention(
            actor=self.person, cycle=cycle, words=treated.intention, now=evening
        )
        prepare.plan_guidance(actor=self.person, cycle=cycle, plan=treated.guidance, now=evening)
        prepare.name_escort(actor=self.person, cycle=cycle, escort=treated.escort, now=evening)
        prepare.measure_weight(
            actor=monitor,
            cycle=cycle,
            typed=f"{treated.body.weight_kg}",
            measured_on=at_the_door.astimezone(self.zone).date(),
            now=at_the_door,
        )
        self._stays_decided(at_the_door)
        note_tier(
            actor=therapist,
            patient=self.patient,
            tier=Tier.NONE,
            basis="Asked when they came.",
            now=at_the_door,
        )
        noted = [
            prepare.Noted(code=question.code, met=Met.MET)
            for question in questions_for(protocol_of(self.course))
        ]
        prepare.note_each(actor=monitor, cycle=cycle, noted=noted, now=at_the_door)

    def _stays_decided(self, now: datetime) -> None:
        """Asked again, and signed for again, when what the decision rests on has grown old."""
        decided = decision_of(self.patient.pk, now)
        if decided is None or not decided.is_go:
            decide_harmlessly(
                prescriber=self.cast.actor("okafor"),
                second=self.cast.actor("jonas"),
                patient=self.patient,
                now=now,
            )

    # --- questionnaires ---------------------------------------------------------------------------

    def answers(self, code: str, answers: Sequence[int], now: datetime) -> None:
        asked = measures.ask(
            actor=self.cast.actor("jonas"), patient=self.patient, code=code, now=now
        )
        numbered = dict(enumerate(answers, start=1))
        measures.answer_each(by=self.person, asked=asked, answers=numbered, now=now)
        measures.finish(by=self.person, asked=asked, now=now)


def clock_time(cast: Cast, now: datetime, days_ago: int, at: time) -> datetime:
    """A time of day at the clinic, so many days before the demo begins."""
    zone = ZoneInfo(cast.clinic.time_zone)
    day = now.astimezone(zone).date() - timedelta(days=days_ago)
    return datetime.combine(day, at, zone).astimezone(UTC)


def begun(
    cast: Cast, patient: Patient, treated: Treated, *, days_ago: Sequence[int], now: datetime
) -> Months:
    """Read, explained, signed, decided and planned, nine days before the first session.

    `days_ago`: of the sessions that are planned, the first one first.
    """
    then = clock_time(cast, now, days_ago[0] + 9, time(10))
    course = start_course(
        actor=cast.actor("okafor"),
        patient=patient,
        plan=CoursePlan(
            indication=treated.indication,
            protocol_name=treated.protocol,
            protocol_version=latest_version(treated.protocol),
            planned_sessions=len(days_ago),
        ),
        started_on=then.astimezone(ZoneInfo(cast.clinic.time_zone)).date(),
    )
    course = Course.objects.select_related("clinic", "patient__clinic").get(pk=course.pk)
    person = Before(cast, patient, then).person
    months = Months(cast=cast, person=person, course=course, treated=treated, now=now)
    write_goals(actor=person, course=course, words=treated.goals, now=then)
    note_talk(actor=cast.actor("jonas"), course=course, words=SAID_BACK, now=then)
    signs(months, "treatment", "", then)
    decide_harmlessly(
        prescriber=cast.actor("okafor"), second=cast.actor("jonas"), patient=patient, now=then
    )
    months.plans(days_ago, "As talked through at the consultation.", then)
    return months


def signs(months: Months, item: str, scope: str, now: datetime) -> None:
    """A consent, on the person's own phone."""
    give_own_consent(
        person=months.person,
        course=months.course,
        item=item,
        signed_name=months.patient.full_name,
        now=now,
        allows=Allows(scope=scope),
    )
