"""Somebody of the demo on the way to a first session: what they and the staff around them do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.own_access.actions import make_link, open_sign_in
from holdspace.clinic.own_access.queries import as_person
from holdspace.pathway.consult.demo_answers import sign_for_and_decide
from holdspace.pathway.consult.stated_actions import Answered, state_facts
from holdspace.pathway.consult.stated_values import PROTOCOL_CONSIDERED
from holdspace.pathway.consult.teller import staff_about, the_person
from holdspace.pathway.course.actions import CoursePlan, start_course
from holdspace.pathway.measures import actions as measures
from holdspace.pathway.measures.risk_actions import note_tier
from holdspace.protocols import latest_version

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import OwnActor
    from holdspace.domain.suicide_risk import Tier
    from holdspace.pathway.consult.decision_actions import DecisionMade
    from holdspace.pathway.consult.stated_values import Value
    from holdspace.pathway.course.models import Course

IV = "iv-racemic-0.5mgkg-40min"


@dataclass(frozen=True)
class Before:
    """One person, the clinic around them, and the moment at which the demo begins."""

    cast: Cast
    patient: Patient
    now: datetime

    @cached_property
    def person(self) -> OwnActor:
        """Themselves, on their own phone: let in by a link, as everybody is."""
        link, _ = make_link(actor=self.cast.actor("desk"), patient=self.patient, now=self.now)
        sign_in = open_sign_in(link_id=link.pk, now=self.now)
        return as_person(self.patient, sign_in.account_id)

    def tells(self, answers: dict[str, Value], ago: timedelta) -> None:
        said = {code: Answered(value=value) for code, value in answers.items()}
        state_facts(by=the_person(self.person), answers=said, now=self.now - ago)

    def is_considered_for(self, protocol: str, ago: timedelta) -> None:
        """Which treatment is thought of: the rules depend on it."""
        considered = Answered(value=f"{protocol}/{latest_version(protocol)}")
        state_facts(
            by=staff_about(self.cast.actor("okafor"), self.patient),
            answers={PROTOCOL_CONSIDERED: considered},
            now=self.now - ago,
        )

    def begins_course(self, indication: str, goals: str, sessions: int, ago: timedelta) -> Course:
        zone = ZoneInfo(self.cast.clinic.time_zone)
        return start_course(
            actor=self.cast.actor("okafor"),
            patient=self.patient,
            plan=CoursePlan(
                indication=indication,
                protocol_name=IV,
                protocol_version=latest_version(IV),
                planned_sessions=sessions,
                goals=goals,
            ),
            started_on=(self.now - ago).astimezone(zone).date(),
        )

    def is_decided(self, made: DecisionMade, reason: str, ago: timedelta) -> None:
        sign_for_and_decide(
            signers=(self.cast.actor("okafor"), self.cast.actor("jonas")),
            patient=self.patient,
            made=made,
            reason=reason,
            now=self.now - ago,
        )

    def has_tier(self, tier: Tier, basis: str, ago: timedelta) -> None:
        note_tier(
            actor=self.cast.actor("jonas"),
            patient=self.patient,
            tier=tier,
            basis=basis,
            now=self.now - ago,
        )

    def answers(self, code: str, values: list[int], ago: timedelta) -> None:
        """A questionnaire on the phone, from the first question to the last."""
        then = self.now - ago
        asked = measures.ask(
            actor=self.cast.actor("jonas"), patient=self.patient, code=code, now=then
        )
        numbered = dict(enumerate(values, start=1))
        measures.answer_each(by=self.person, asked=asked, answers=numbered, now=then)
        measures.finish(by=self.person, asked=asked, now=then)
