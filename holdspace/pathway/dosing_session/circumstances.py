"""What the rules of a session ask from outside of its log: protocol, preparation, earlier doses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from holdspace.clinic.people.models import SignedStatement
from holdspace.domain.admission import admit
from holdspace.domain.admission_doses import dose_facts_of
from holdspace.domain.admission_late import IN_TIME, is_late_start
from holdspace.domain.dosing import DoseFacts, PreviousDose
from holdspace.domain.personal_limits import with_personal_limits
from holdspace.domain.session_events import (
    DischargeSigned,
    DoseGiven,
    DosePlanned,
    InfusionResumed,
    InfusionStarted,
)
from holdspace.pathway.consult.queries import consents_of, withdrawals_of
from holdspace.pathway.course.plan_queries import (
    body_of,
    limits_of,
    plan_for_cycle,
    plan_of,
    planned_dose_of,
)
from holdspace.pathway.dosing_session.chair import chair_at
from holdspace.pathway.dosing_session.help_listening import who_listens
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.queries import session_state
from holdspace.pathway.dosing_session.watching import doubts_of, feed_of
from holdspace.pathway.prepare.queries import (
    consent_to_treatment,
    escort_of,
    guidance_plan_of,
    intention_of,
    readiness_facts,
)
from holdspace.pathway.prepare.readiness_memo import readiness_to_look_at
from holdspace.pathway.prepare.touch import touch_of
from holdspace.protocols import load_protocol

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from holdspace.domain.admission import Admitted, Candidate, Refused
    from holdspace.domain.consent_in_session import Withdrawal
    from holdspace.domain.planned_dose import PlannedDose
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.domain.session_events import Fact, SessionEvent
    from holdspace.domain.signals import Doubt
    from holdspace.domain.touch import TouchNow
    from holdspace.pathway.consult.queries import ItemOfConsent
    from holdspace.pathway.course.models import PlanVersion
    from holdspace.pathway.dosing_session.models import ChairDevice
    from holdspace.pathway.dosing_session.watching import Feed
    from holdspace.pathway.prepare.models import Escort, GuidancePlan


RESTS_ON_PREPARATION = (DosePlanned, DoseGiven, InfusionStarted, DischargeSigned)


@dataclass(frozen=True)
class Circumstances:
    """Everything beside the log, at one moment. Each part is asked for once, when it is needed."""

    session: DosingSession
    now: datetime

    @cached_property
    def plan(self) -> PlanVersion | None:
        """How the course is planned: what the doses were worked out for, the person's limits."""
        return plan_for_cycle(self.session.cycle_id)

    @cached_property
    def protocol(self) -> Protocol:
        """The version the course is pinned to, under this person's own stricter limits."""
        pinned = load_protocol(self.session.protocol_name, self.session.protocol_version)
        return with_personal_limits(pinned, limits_of(self.plan))

    @cached_property
    def planned_dose(self) -> PlannedDose | None:
        """What the course plans for this session, as the plan stood at this moment."""
        plan, cycle = self.plan, self.session.cycle
        if plan is not None and plan.made_at > self.now:
            plan = plan_of(cycle.course, self.now)
        return planned_dose_of(plan, cycle.number)

    @cached_property
    def readiness(self) -> tuple[Fact, ...]:
        """To look at. What begins a dose asks afresh, see `_readiness_for`."""
        return readiness_to_look_at(self.session.cycle, self.now)

    def readiness_to_go_home(self, state: Session) -> tuple[Fact, ...]:
        """What was prepared, as the discharge gate asks for it: on the day of the dose."""
        at = state.first_dose_at
        if at is None:
            return self.readiness
        known = vars(self).setdefault("_to_go_home", {})
        if at not in known:
            known[at] = readiness_to_look_at(self.session.cycle, self.now, dosed_at=at)
        return tuple(known[at])

    @cached_property
    def previous_doses(self) -> tuple[PreviousDose, ...]:
        return previous_doses_of(self.session, self.now)

    @cached_property
    def limits_statement(self) -> SignedStatement | None:
        """The medical director's signature under our own limits, if it is in force."""
        return (
            SignedStatement.objects.filter(
                clinic_id=self.session.clinic_id,
                subject=SignedStatement.Subject.OWN_LIMITS,
                ended_at__isnull=True,
            )
            .select_related("signed_by")
            .first()
        )

    @cached_property
    def guidance_plan(self) -> GuidancePlan | None:
        return guidance_plan_of(self.session.cycle)

    @cached_property
    def touch(self) -> TouchNow:
        """What the plan allows now: without the consent to it, or after its withdrawal, nothing."""
        return touch_of(self.session.cycle, self.guidance_plan, self.now)

    @cached_property
    def consents(self) -> tuple[ItemOfConsent, ...]:
        """What the person agreed to, item by item, as it stands at this moment."""
        return consents_of(self.session.cycle.course, self.now)

    @cached_property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """When the consent to treatment did not stand, as it is known at this moment."""
        return withdrawals_of(self.session.cycle.course, self.now)

    @cached_property
    def intention(self) -> str:
        return intention_of(self.session.cycle)

    @cached_property
    def escort(self) -> Escort | None:
        return escort_of(self.session.cycle)

    @cached_property
    def chair(self) -> ChairDevice | None:
        """The help button beside the person."""
        return chair_at(self.session)

    @cached_property
    def listening(self) -> tuple[str, ...]:
        """Who would hear a help call outside the room."""
        return who_listens(self.session, self.now)

    @cached_property
    def feed(self) -> Feed | None:
        return feed_of(self.session, self.protocol)

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """Which monitor says that it measures somebody else."""
        return doubts_of(self.session)

    def later(self, now: datetime, *, asking: tuple[str, ...] = ()) -> Circumstances:
        """The same circumstances at a later moment, asking again only for the parts `asking`."""
        known = {name: one for name, one in vars(self).items() if name not in ("now", *asking)}
        same = Circumstances(self.session, now)
        vars(same).update(known)
        return same

    def dose_facts(self, state: Session, dose_mg: Decimal | None = None) -> DoseFacts:
        """What the rules of a dose ask; for this dose in mg, the weight it was worked out for."""
        body, planned = body_of(self.plan), self.planned_dose if dose_mg is not None else None
        return replace(
            dose_facts_of(state, self.now),
            height_cm=body.height_cm,
            sex=body.sex,
            weight_at_calculation_kg=(
                planned.worked_out_for_kg(dose_mg) if planned and dose_mg is not None else None
            ),
            previous_doses=self.previous_doses,
            indication=self.session.cycle.course.indication,
        )

    def admit(self, state: Session, candidate: Candidate) -> Admitted | Refused:
        """Whether an entry may go into the log, by the rules of the domain.

        Most taps rest on the log alone: what was prepared is asked for by those that rest on it.
        """
        looks_outside = isinstance(candidate.body, RESTS_ON_PREPARATION)
        return admit(
            state,
            candidate,
            self.protocol,
            self._facts_for(state, candidate),
            self.now,
            dose_facts=self.dose_facts(state, _mg_meant(state, candidate.body))
            if looks_outside
            else None,
        )

    def _facts_for(self, state: Session, candidate: Candidate) -> tuple[Fact, ...]:
        if isinstance(candidate.body, InfusionResumed):
            then = candidate.occurred_at
            return (consent_to_treatment(self.session.cycle, self.now, known_at=then),)
        if isinstance(candidate.body, RESTS_ON_PREPARATION):
            return self._readiness_for(state, candidate)
        return ()

    def _readiness_for(self, state: Session, candidate: Candidate) -> tuple[Fact, ...]:
        """As it is; for a start or a plan that came late as it was known when it happened."""
        if isinstance(candidate.body, DischargeSigned):
            at = state.first_dose_at
            return readiness_facts(self.session.cycle, self.now, dosed_at=at)
        then = candidate.occurred_at
        is_late_plan = isinstance(candidate.body, DosePlanned) and self.now - then > IN_TIME
        if not (is_late_plan or is_late_start(candidate.body, then, self.now)):
            return readiness_facts(self.session.cycle, self.now)
        return readiness_facts(self.session.cycle, then, known_at=then)


def _mg_meant(state: Session, body: SessionEvent) -> Decimal | None:
    """The dose in mg that is planned, or that is started under a plan."""
    if isinstance(body, DosePlanned):
        return body.dose_mg
    if not isinstance(body, DoseGiven | InfusionStarted) or body.plan_id is None:
        return None
    plan = state.doses.plan(body.plan_id)
    return plan.planned.body.dose_mg if plan else None


def previous_doses_of(session: DosingSession, now: datetime) -> tuple[PreviousDose, ...]:
    """What this person was given in each earlier session here."""
    earlier = DosingSession.objects.filter(
        clinic_id=session.clinic_id, patient_id=session.patient_id, opened_at__lt=session.opened_at
    ).exclude(pk=session.pk)
    states = [session_state(one) for one in earlier]
    return tuple(
        PreviousDose(given_at=at, dose_mg=state.given_mg(now), weight_kg=state.weight_kg)
        for state in states
        if (at := state.first_dose_at) is not None
    )


def signed_variant(session: DosingSession, code: str) -> SignedStatement | None:
    """The medical director's signature under one variant of this session's protocol."""
    detail = f"{session.protocol_name}/{session.protocol_version}#{code}"
    return SignedStatement.objects.filter(
        clinic_id=session.clinic_id,
        subject=SignedStatement.Subject.VARIANT,
        detail=detail,
        ended_at__isnull=True,
    ).first()
