"""Brings together what the rules of the review look at: session, scores, wish, screening, plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.tasks.models import Task
from holdspace.domain.dose_ladder import ladder_for
from holdspace.domain.personal_limits import with_personal_limits
from holdspace.domain.review import propose
from holdspace.domain.review_inputs import NextWish as Wish
from holdspace.domain.review_inputs import ReviewInputs, RiskKnown
from holdspace.domain.review_parts import Input
from holdspace.domain.review_scores import Score, course_scores
from holdspace.domain.rhythms import rhythm_of
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.suitability import Needs
from holdspace.pathway.consult.queries import is_agreed
from holdspace.pathway.consult.screening_queries import screening_of
from holdspace.pathway.course.plan_queries import body_of, limits_of, person_planned, plan_of
from holdspace.pathway.course.queries import protocol_of
from holdspace.pathway.dosing_session.past_queries import past_sessions
from holdspace.pathway.measures.queries import results_of, risk_tier_of
from holdspace.pathway.prepare.queries import weight_of
from holdspace.pathway.review.queries import wish_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.domain.review_parts import Proposal
    from holdspace.domain.review_scores import CourseScores
    from holdspace.domain.suitability import Standing
    from holdspace.domain.weight_basis import Body
    from holdspace.pathway.course.models import Course, DoseCycle, PlanVersion
    from holdspace.pathway.dosing_session.past_queries import PastSession

BY_INDICATION = {
    "treatment_resistant_depression": ("phq9", "qids16", "madrs"),
    "generalised_anxiety": ("gad7",),
    "ptsd": ("pcl5",),
    "chronic_pain": ("peg",),
}
"""The questionnaires that say whether it helps, the one in use first (clinical reference 5)."""
ANY = ("phq9", "gad7", "pcl5", "peg", "qids16", "madrs", "who5")
BLUNTING = frozenset({"DI-BZD-01", "DI-BZD-02", "DI-NTX", "DI-LAM", "DI-IND"})
"""Rules of the screening about what may blunt the effect (clinical reference 1.4 and 7.5)."""
LIST_NOT_WHOLE = frozenset({"DI-LIST", "DI-UNKNOWN"})
GRAVE = frozenset({"severe", "life_threatening"})
LOOKED_AT_FIRST = ("red_flag", "suicide_answer", "risk_tier", "consent_withdrawn")
"""Kinds of open tasks that come before any next session (clinical reference 7.6)."""
SCREENING = "the screening"


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """One cycle under review: its session, what the rules looked at, and what they say."""

    cycle: DoseCycle
    past: PastSession
    inputs: ReviewInputs
    proposal: Proposal
    plan: PlanVersion | None
    zone: ZoneInfo


def reviewed(cycle: DoseCycle, now: datetime) -> Reviewed | None:
    """The proposal as it stands now; None while this cycle has had no session with a dose."""
    course = cycle.course
    in_course = [one for one in past_sessions(course.patient_id, now) if one.course_id == course.pk]
    past = next((one for one in in_course if one.cycle_id == cycle.pk), None)
    if past is None or not past.facts.had_a_dose:
        return None
    zone = ZoneInfo(course.clinic.time_zone)
    plan = plan_of(course)
    inputs = _inputs(cycle, past, in_course, plan, now.astimezone(zone))
    return Reviewed(
        cycle=cycle, past=past, inputs=inputs, proposal=propose(inputs), plan=plan, zone=zone
    )


def _inputs(
    cycle: DoseCycle,
    past: PastSession,
    in_course: Sequence[PastSession],
    plan: PlanVersion | None,
    now: datetime,
) -> ReviewInputs:
    course = cycle.course
    protocol = with_personal_limits(protocol_of(course), limits_of(plan))
    person = person_planned(course, body_for_next(cycle, past, plan), now.date())
    earlier = [one for one in in_course if one.facts.had_a_dose and one.opened_at < past.opened_at]
    screening = _screening(course, now)
    scores, why_none = _scores(course, past, earlier)
    rhythm = rhythm_of(plan.rhythm) if plan else None
    planned = plan.sessions.filter(number=cycle.number + 1).first() if plan else None
    dosed_at = past.facts.first_dose_at or past.opened_at
    return ReviewInputs(
        protocol=protocol,
        ladder=ladder_for(protocol, person.age_years),
        facts=past.facts,
        earlier=tuple(one.facts for one in earlier),
        scores=scores,
        scores_unknown=why_none,
        wish=_wish(cycle),
        risk=_risk(course),
        ruled_out=_named(screening, {Needs.CANNOT}),
        open_findings=_named(screening, {Needs.ANSWER, Needs.TWO, Needs.PRESCRIBER}),
        signs=_signs(course, past),
        blunting=_blunting(screening),
        person=person,
        session_on=dosed_at.astimezone(now.tzinfo).date(),
        number=cycle.number,
        planned_sessions=course.planned_sessions,
        induction_sessions=len(rhythm.induction_days) if rhythm else course.planned_sessions,
        next_on=planned.on if planned else None,
        today=now.date(),
        not_understood=past.not_understood or "",
    )


def body_for_next(cycle: DoseCycle, past: PastSession, plan: PlanVersion | None) -> Body:
    """What the next dose would be worked out for: the weight measured last, else the plan's."""
    body = body_of(plan)
    measured = weight_of(cycle)
    weight = measured[0] if measured else past.facts.weight_kg
    return replace(body, weight_kg=weight or body.weight_kg)


# --- response -------------------------------------------------------------------------------------


def _scores(
    course: Course, past: PastSession, earlier: Sequence[PastSession]
) -> tuple[CourseScores | None, str]:
    """The first questionnaire of the indication that can be compared; else why none can."""
    codes = BY_INDICATION.get(course.indication, ANY)
    first = earlier[0] if earlier else past
    begun_at, since = first.facts.first_dose_at, past.facts.first_dose_at
    if begun_at is None or since is None:
        return None, "the session has no dose"
    for code in codes:
        found = course_scores(
            INSTRUMENTS[code],
            [
                Score(measured=one.measured, at=one.finished_at)
                for one in results_of(course.patient_id, code)
            ],
            begun_at=begun_at,
            since=since,
        )
        if found is not None:
            return found, ""
    names = " or ".join(INSTRUMENTS[code].name for code in codes[:2])
    return None, f"no {names} from before the first dose and from after this session"


# --- the person -----------------------------------------------------------------------------------


def _wish(cycle: DoseCycle) -> Wish | None:
    said = wish_of(cycle)
    if said is None:
        return None
    return Wish(
        company=said.company or None,  # type: ignore[arg-type]
        depth=said.depth or None,  # type: ignore[arg-type]
        has_had_enough=said.has_had_enough,
        words=said.words,
        said_at=said.noted_at,
        by=said.by,
    )


def _risk(course: Course) -> RiskKnown:
    noted = risk_tier_of(course.patient_id)
    if noted is None:
        return RiskKnown(tier="", words="nobody has noted it")
    if not noted.is_current:
        words = "an answer since then touches suicide"
        return RiskKnown(tier="", words=words, as_of=noted.noted_at, source=noted.by)
    return RiskKnown(
        tier=noted.tier.value, words=noted.tier.value, as_of=noted.noted_at, source=noted.by
    )


def _signs(course: Course, past: PastSession) -> tuple[Input, ...]:
    """Grave harm in the session, a consent that is gone, an urgent task nobody closed."""
    found = [
        Input(name="Adverse event", words=f"{one.term}, {one.grade.replace('_', ' ')}",
              as_of=one.at, source="the record of the session")
        for one in past.facts.adverse_events
        if one.grade in GRAVE
    ]  # fmt: skip
    if past.facts.emergencies:
        found.append(
            Input(name="Emergency", words=f"{past.facts.emergencies} in this session",
                  as_of=past.facts.first_dose_at, source="the record of the session")
        )  # fmt: skip
    if not is_agreed(course, "treatment"):
        found.append(
            Input(name="Consent to treatment", words="not given, or taken back", as_of=None,
                  source="the consents")
        )  # fmt: skip
    tasks = Task.objects.not_closed().filter(patient_id=course.patient_id, kind__in=LOOKED_AT_FIRST)
    found += [
        Input(name="Open task", words=task.rule.words.rstrip("."), as_of=task.opened_at,
              source="the tasks")
        for task in tasks
    ]  # fmt: skip
    return tuple(found)


# --- the screening --------------------------------------------------------------------------------


def _screening(course: Course, now: datetime) -> tuple[Standing, ...]:
    return screening_of(course.patient, protocol_of(course), now).standings


def _named(standings: Sequence[Standing], needs: set[Needs]) -> tuple[Input, ...]:
    return tuple(_input(one) for one in standings if one.needs in needs)


def _blunting(standings: Sequence[Standing]) -> tuple[Input, ...] | None:
    """None while nobody knows whether the list of medicines is whole."""
    ids = {one.finding.rule_id for one in standings if one.finding.is_blocking or one.is_open}
    found = tuple(_input(one) for one in standings if one.finding.rule_id in BLUNTING)
    return None if not found and ids & LIST_NOT_WHOLE else found


def _input(standing: Standing) -> Input:
    used = standing.finding.used
    return Input(
        name=standing.finding.title,
        words="; ".join(one.said for one in used) or standing.finding.reason,
        as_of=max((one.as_of for one in used if one.as_of is not None), default=None),
        source=SCREENING,
    )
