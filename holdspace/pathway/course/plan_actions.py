"""Change how a course is planned: a new version, with its reason. The one before stays readable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.domain.course_plan import PlanFinding, PlannedSession, plan_findings
from holdspace.domain.personal_limits import (
    PersonalLimits,
    limit_findings,
    with_personal_limits,
)
from holdspace.domain.protocol import DeviceDose, Severity, WeightBasis
from holdspace.domain.quantities import dose_mg, round_half_up
from holdspace.domain.rhythms import rhythm_of
from holdspace.domain.weight_basis import Body, dose_by_weight
from holdspace.pathway.course.models import Course, PlannedCycle, PlanVersion
from holdspace.pathway.course.plan_queries import days_given, person_planned, plan_of
from holdspace.pathway.course.queries import latest_cycle_of, protocol_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.dose_finding import DoseFinding
    from holdspace.domain.protocol import Protocol


THREE_WEIGHTS = "three_weights"


class PlanRefused(Exception):
    """The protocol refuses this plan; the sentences say what and why."""


class PlanNotRead(Exception):
    """There is something to read about this plan that its author has not seen."""


class SessionsGone(Exception):
    """A plan has at least the sessions that are being prepared or were given."""


class WeightMissing(Exception):
    """A dose by weight needs the weight it is worked out from."""


@dataclass(frozen=True, kw_only=True)
class SessionWished:
    """One session as the prescriber wants it: mg/kg where the protocol gives by weight, else mg."""

    on: date
    mg_per_kg: Decimal | None = None
    dose_mg: Decimal | None = None
    tier: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanWished:
    """A whole version of the plan, before it is looked at."""

    reason: str
    sessions: tuple[SessionWished, ...]
    rhythm: str = ""
    basis: WeightBasis = WeightBasis.ACTUAL
    body: Body = field(default_factory=Body)
    limits: PersonalLimits = field(default_factory=PersonalLimits)


@dataclass(frozen=True, kw_only=True)
class PlanLooked:
    """A wished plan with its doses worked out, and everything there is to say about it."""

    sessions: tuple[PlannedSession, ...]
    findings: tuple[PlanFinding, ...]

    @property
    def refusals(self) -> list[str]:
        return [one.finding.sentence for one in self.findings if one.is_refused]

    @property
    def to_read(self) -> tuple[str, ...]:
        """What its author says they have read: which finding about which session.

        The three weights of a heavy person too: which of them counts is a decision, not a default.
        """
        return tuple(
            f"{one.number}:{one.finding.code}"
            for one in self.findings
            if one.finding.severity is Severity.REVIEW or one.finding.code == THREE_WEIGHTS
        )


def look_at_plan(course: Course, wished: PlanWished, today: date) -> PlanLooked:
    """Doses worked out, findings found; nothing is written. Raises WeightMissing."""
    protocol = with_personal_limits(protocol_of(course), wished.limits)
    given = days_given(course, ZoneInfo(course.clinic.time_zone))
    sessions = tuple(
        PlannedSession(
            number=number,
            on=given.get(number, one.on),
            dose_mg=_dose_mg(protocol, wished, one),
            tier=one.tier or None,
            is_past=number in given,
        )
        for number, one in enumerate(wished.sessions, 1)
    )
    person = person_planned(course, wished.body, today)
    limits = limit_findings(protocol_of(course), wished.limits)
    found = plan_findings(protocol, sessions, person, rhythm_of(wished.rhythm))
    return PlanLooked(sessions=sessions, findings=(*_about_series(limits), *_once(found)))


@transaction.atomic
def change_plan(
    *, actor: Actor, course: Course, wished: PlanWished, read: Sequence[str], now: datetime
) -> PlanVersion:
    """A new version. `read` names every finding that asks for review, as it was shown.

    Raises SessionsGone, WeightMissing, PlanRefused, PlanNotRead.
    """
    courses = Course.objects.select_related("clinic", "patient")
    locked = courses.select_for_update(of=("self",)).get(pk=course.pk)
    latest = latest_cycle_of(locked)
    if latest is not None and len(wished.sessions) < latest.number:
        raise SessionsGone(f"Session {latest.number} is being prepared: a plan has at least that.")
    looked = look_at_plan(locked, wished, now.astimezone(ZoneInfo(locked.clinic.time_zone)).date())
    if looked.refusals:
        raise PlanRefused(" ".join(looked.refusals))
    if set(looked.to_read) - set(read):
        raise PlanNotRead("Read what is said about this plan first.")
    version = _write(actor, locked, wished, looked, now)
    Course.objects.filter(pk=locked.pk).update(planned_sessions=len(wished.sessions))
    record(
        actor=actor,
        act="change the plan of a course",
        patient_id=locked.patient_id,
        object_kind="plan",
        object_id=version.pk,
    )
    return version


def _write(
    actor: Actor, course: Course, wished: PlanWished, looked: PlanLooked, now: datetime
) -> PlanVersion:
    before = plan_of(course)
    limits, body = wished.limits, wished.body
    version = PlanVersion.objects.create(
        clinic_id=actor.clinic_id,
        course=course,
        number=before.number + 1 if before else 1,
        reason=wished.reason,
        rhythm=wished.rhythm,
        weight_basis=wished.basis.value,
        weight_kg=body.weight_kg,
        height_cm=body.height_cm,
        sex_for_formula=body.sex or "",
        hold_systolic_mmhg=_whole(limits.hold_systolic_mmhg),
        hold_diastolic_mmhg=_whole(limits.hold_diastolic_mmhg),
        ceiling_mg_per_kg=limits.ceiling_mg_per_kg,
        ceiling_mg=limits.ceiling_mg,
        made_by_id=actor.staff_id,
        made_at=now,
    )
    PlannedCycle.objects.bulk_create(
        PlannedCycle(
            clinic_id=actor.clinic_id,
            version=version,
            number=one.number,
            on=one.on,
            mg_per_kg=wish.mg_per_kg,
            dose_mg=one.dose_mg,
            tier=wish.tier,
        )
        for one, wish in zip(looked.sessions, wished.sessions, strict=True)
    )
    return version


def _dose_mg(protocol: Protocol, wished: PlanWished, session: SessionWished) -> Decimal | None:
    if session.mg_per_kg is None or isinstance(protocol.dose, DeviceDose):
        return session.dose_mg
    by_weight = dose_by_weight(protocol.dose.weight, wished.basis, session.mg_per_kg, wished.body)
    kilograms = by_weight.chosen.weight_kg
    if kilograms is None:
        raise WeightMissing(by_weight.chosen.why_not)
    return round_half_up(dose_mg(session.mg_per_kg, kilograms), 2)


def _once(findings: Sequence[PlanFinding]) -> tuple[PlanFinding, ...]:
    """The three weights are the person's, not a session's: they are shown once."""
    of_sessions = [one for one in findings if one.finding.code != THREE_WEIGHTS]
    weights = [one for one in findings if one.finding.code == THREE_WEIGHTS][:1]
    return (*_about_series([one.finding for one in weights]), *of_sessions)


def _about_series(findings: Sequence[DoseFinding]) -> tuple[PlanFinding, ...]:
    return tuple(PlanFinding(number=0, finding=one) for one in findings)


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)
