"""Builds the demo clinic by doing what staff would do, so it holds nothing that could not be.

Done again it finds what is there: people and courses stay; what belongs to a day is made anew each
day, and a cycle that had its session is followed by the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.access.actions import sign_statement
from holdspace.clinic.access.statements import all_statements
from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import find_cast, make_cast
from holdspace.clinic.people.models import SignedStatement
from holdspace.clinic.schedule.actions import Booking, Clash, book
from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.readiness import questions_for
from holdspace.domain.session_events import Met
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.consult.actions import give_consent
from holdspace.pathway.consult.decision_queries import decision_of
from holdspace.pathway.consult.demo_answers import decide_harmlessly
from holdspace.pathway.consult.queries import item_of_consent
from holdspace.pathway.consult.signature import Allows
from holdspace.pathway.consult.teach_back_actions import note_talk
from holdspace.pathway.consult.teach_back_queries import understanding_of
from holdspace.pathway.course.actions import CoursePlan, add_cycle, end_course, start_course
from holdspace.pathway.course.models import Course, DoseCycle
from holdspace.pathway.course.queries import (
    is_medicine_acting,
    latest_cycle_of,
    open_course_of,
    protocol_of,
)
from holdspace.pathway.dosing_session.models import DosingSession, Monitor, MonitorAssignment
from holdspace.pathway.measures.queries import risk_tier_of
from holdspace.pathway.measures.risk_actions import note_tier
from holdspace.pathway.prepare import actions as prepare
from holdspace.pathway.prepare.queries import (
    answers_of,
    escort_of,
    guidance_plan_of,
    intention_of,
    weight_of,
)
from holdspace.pathway.today.demo_day import no_way_back_from_a_step
from holdspace.pathway.today.demo_stories import STORIES
from holdspace.protocols import latest_version

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.roles import Actor
    from holdspace.pathway.today.demo_stories import Story

BEDSIDES = (
    ("Bedside 1", "EUI-64:02005EFFFE000001", "Room 1"),
    ("Bedside 2", "EUI-64:02005EFFFE000003", "Room 2"),
    ("Bedside 3", "EUI-64:02005EFFFE000002", "Room 3"),
)
"""Monitor, the name it gives itself on the wire, and where it stands. The demo simulates the first
two; the third is the one that `holdspace feed` plays a recording as."""
BETWEEN_SESSIONS = timedelta(days=7)
WEIGHED_AGAIN_AFTER = timedelta(days=5)
QUARTER = timedelta(minutes=15)
SAID_BACK = (
    "It may feel far away, and it passes. A word is enough to stop. No driving before a night of "
    "sleep. Knows who takes them home."
)


def make_demo_clinic(now: datetime) -> Cast:
    """The demo clinic on this day. A second clinic stands beside it, of which it sees nothing."""
    cast = find_cast() or make_cast()
    if find_cast(name="Far Clinic", prefix="far-") is None:
        make_cast(name="Far Clinic", prefix="far-")
    with clinic_context(cast.clinic.id):
        _sign_own_limits(cast, now)
        _stand_monitors(cast, now)
        for story in STORIES:
            _Telling(cast=cast, story=story, now=now).tell()
    return cast


def _sign_own_limits(cast: Cast, now: datetime) -> None:
    own_limits = all_statements()[0]
    if not SignedStatement.objects.in_force().filter(subject=own_limits.subject).exists():
        sign_statement(actor=cast.actor("okafor"), statement=own_limits, now=now)


def _stand_monitors(cast: Cast, now: datetime) -> None:
    for name, device_key, room in BEDSIDES:
        monitor, is_new = Monitor.objects.get_or_create(
            clinic=cast.clinic, device_key=device_key, defaults={"name": name}
        )
        if is_new:
            MonitorAssignment.objects.create(
                clinic=cast.clinic,
                monitor=monitor,
                room=cast.rooms[room],
                assigned_by=cast.staff["ana"],
                from_at=now,
            )


@dataclass(frozen=True)
class _Telling:
    """One story on one day."""

    cast: Cast
    story: Story
    now: datetime

    def tell(self) -> None:
        cycle = self._cycle()
        if is_medicine_acting(cycle.course.patient_id):
            return
        with no_way_back_from_a_step():
            self._sign_consents(cycle.course)
            self._decide(cycle)
            self._prepare(cycle)
            self._answer(cycle)
        self._book()

    @property
    def _prescriber(self) -> Actor:
        return self.cast.actor("okafor")

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.cast.clinic.time_zone)

    @property
    def _midnight(self) -> datetime:
        """When this day of the clinic began."""
        today = self.now.astimezone(self._zone)
        return datetime.combine(today, datetime.min.time(), self._zone).astimezone(UTC)

    def _cycle(self) -> DoseCycle:
        """The cycle to be prepared: the latest one, or the next once that had its session."""
        patient = self.cast.patients[self.story.key]
        course = open_course_of(patient) or self._start_course()
        cycle = latest_cycle_of(course) or add_cycle(actor=self._prescriber, course=course)
        if not DosingSession.objects.filter(cycle=cycle, opened_at__lt=self._midnight).exists():
            return cycle
        if cycle.number < course.planned_sessions:
            return add_cycle(actor=self._prescriber, course=course)
        end_course(
            actor=self._prescriber, course=course, ended_on=self.now.astimezone(self._zone).date()
        )
        return self._cycle()

    def _start_course(self) -> Course:
        story = self.story
        before_today = BETWEEN_SESSIONS * story.session
        course = start_course(
            actor=self._prescriber,
            patient=self.cast.patients[story.key],
            plan=CoursePlan(
                indication=story.indication,
                protocol_name=story.protocol,
                protocol_version=latest_version(story.protocol),
                planned_sessions=story.sessions,
                goals=story.goals,
            ),
            started_on=(self.now - before_today).date(),
        )
        for _ in range(story.session - 1):
            add_cycle(actor=self._prescriber, course=course)
        return course

    def _sign_consents(self, course: Course) -> None:
        name, jonas = self.cast.patients[self.story.key].full_name, self.cast.actor("jonas")
        then = self.now - BETWEEN_SESSIONS
        if not understanding_of(course).is_done:
            note_talk(actor=jonas, course=course, words=SAID_BACK, now=then)
        for item, scope in self.story.consents.items():
            standing = item_of_consent(course, item)
            if standing.withdrawn_at is None and standing.may_be_signed:
                give_consent(
                    actor=jonas,
                    course=course,
                    item=item,
                    signed_name=name,
                    now=then,
                    allows=Allows(scope=scope),
                )

    def _decide(self, cycle: DoseCycle) -> None:
        """Suitable, by a decision signed the day before; and the risk tier of the day."""
        patient, the_day_before = cycle.course.patient, self.now - timedelta(days=1)
        decided = decision_of(patient.pk, self.now)
        if decided is None or not decided.is_go:
            decide_harmlessly(
                prescriber=self._prescriber,
                second=self.cast.actor("ana"),
                patient=patient,
                now=the_day_before,
            )
        tier = risk_tier_of(patient.pk)
        if tier is None or tier.noted_at < self._midnight:
            note_tier(
                actor=self.cast.actor("jonas"),
                patient=patient,
                tier=Tier.NONE,
                basis="Asked when they came.",
                now=self._midnight,
            )

    def _prepare(self, cycle: DoseCycle) -> None:
        story, therapist = self.story, self.cast.actor("jonas")
        if not intention_of(cycle):
            prepare.write_intention(
                actor=therapist, cycle=cycle, words=story.intention, now=self.now
            )
        if guidance_plan_of(cycle) is None:
            prepare.plan_guidance(actor=therapist, cycle=cycle, plan=story.guidance, now=self.now)
        if escort_of(cycle) is None:
            prepare.name_escort(actor=therapist, cycle=cycle, escort=self._escort(), now=self.now)
        self._weigh(cycle)

    def _escort(self) -> prepare.PlannedEscort:
        name, phone, relation = self.story.escort
        escort = prepare.PlannedEscort(
            name=name, phone=phone, relation=relation, is_confirmed=self.story.is_escort_confirmed
        )
        return replace(escort, expected_at=self._today_at(ends=True))

    def _weigh(self, cycle: DoseCycle) -> None:
        today = self.now.astimezone(self._zone).date()
        known = weight_of(cycle)
        if known is None or today - known[1] > WEIGHED_AGAIN_AFTER:
            prepare.measure_weight(
                actor=self.cast.actor("ana"),
                cycle=cycle,
                typed=str(self.story.weight_kg),
                measured_on=today,
                now=self.now,
            )

    def _answer(self, cycle: DoseCycle) -> None:
        """What is asked on the day is answered on the day; some of it is left open."""
        today = self.now.astimezone(self._zone).date()
        known = {
            code: answer.at.astimezone(self._zone).date()
            for code, answer in answers_of(cycle).items()
        }
        noted = []
        for question in questions_for(protocol_of(cycle.course)):
            is_answered = question.code in known and (
                not question.of_the_day or known[question.code] == today
            )
            if not is_answered and question.code not in self.story.unanswered:
                detail = self.story.details.get(question.code, "")
                noted.append(prepare.Noted(code=question.code, met=Met.MET, detail=detail))
        prepare.note_each(actor=self.cast.actor("ana"), cycle=cycle, noted=noted, now=self.now)

    def _book(self) -> None:
        patient, visit = self.cast.patients[self.story.key], self.story.visit
        today = Appointment.objects.filter(
            patient=patient,
            starts_at__date=self._today_at().astimezone(self._zone).date(),
            cancelled_at__isnull=True,
        )
        if today.exists():
            return
        booking = Booking(
            kind=Appointment.Kind.DOSING,
            patient=patient,
            staff=[self.cast.staff[key] for key in visit.staff],
            room=self.cast.rooms[visit.room],
            starts_at=self._today_at(),
            ends_at=self._today_at(ends=True),
        )
        try:
            book(actor=self.cast.actor("desk"), booking=booking)
        except Clash:
            # Somebody who tries the demo booked this hour for another: theirs stands.
            return

    def _today_at(self, *, ends: bool = False) -> datetime:
        """On a quarter of an hour, and still today, however late the demo begins."""
        visit = self.story.visit
        midnight = self._midnight
        last = midnight + timedelta(days=1) - QUARTER
        wished = self.now + visit.starts_in
        begins = min(max(wished - (wished - midnight) % QUARTER, midnight), last)
        return begins + visit.lasts if ends else begins
