"""A person's own limits hold in the room: the start gate and the ceilings of a planned dose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.gates import start_gate
from holdspace.domain.personal_limits import PersonalLimits
from holdspace.domain.session_events import Met
from holdspace.domain.weight_basis import Body
from holdspace.pathway.course.plan_actions import PlanWished, SessionWished, change_plan
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.opening import open_session
from holdspace.pathway.dosing_session.queries import session_state
from tests.pathway.dosing_session.story import BASELINE, PLAN, Tablet, appointment_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def session(in_clinic):
    """Mara's session; her prescriber set a ceiling of 30 mg and a hold at 130 mmHg for her."""
    appointment = appointment_of(in_clinic, "mara", NOW)
    session = open_session(in_clinic.actor("ana"), appointment, NOW)
    change_plan(
        actor=in_clinic.actor("okafor"),
        course=session.cycle.course,
        wished=PlanWished(
            reason="Small vessels.",
            sessions=(SessionWished(on=NOW.date()),),
            body=Body(weight_kg=Decimal(70), height_cm=Decimal(150), sex="female"),
            limits=PersonalLimits(
                ceiling_mg=Decimal(30), hold_systolic_mmhg=Decimal(130), set_by="Dr Okafor"
            ),
        ),
        read=[],
        now=NOW,
    )
    return session


def plan_dose(cast, session, mg):
    dose = {**PLAN, "dose_mg": mg, "volume_ml": mg, "over_minutes": "40"}
    return Tablet(session).chart(cast.actor("okafor"), NOW, "DosePlanned", **dose)


@pytest.mark.parametrize(("mg", "state"), [("29", "new"), ("30", "new"), ("31", "refused")])
def test_a_dose_above_the_persons_own_ceiling_is_refused_in_the_room(
    in_clinic, session, mg, state
) -> None:
    assert plan_dose(in_clinic, session, mg).state == state


@pytest.mark.parametrize(("systolic", "met"), [("129", Met.MET), ("130", Met.UNMET)])
def test_the_start_gate_holds_at_the_persons_own_pressure(
    in_clinic, session, systolic, met
) -> None:
    tablet, ana = Tablet(session), in_clinic.actor("ana")
    tablet.chart(
        ana, NOW, "VitalsCharted", measured_at=NOW, **{**BASELINE, "systolic_mmhg": systolic}
    )
    now = NOW + timedelta(minutes=1)
    around = Circumstances(session, now)

    gate = start_gate(session_state(session), around.protocol, around.readiness, now)

    fact = next(each for each in gate if each.code == "pressure_within")
    assert (fact.met, "Dr Okafor" in fact.source) == (met, True)


def test_all_three_weights_are_known_in_the_room(session) -> None:
    around = Circumstances(session, NOW)

    facts = around.dose_facts(session_state(session))

    assert (facts.height_cm, facts.sex) == (Decimal(150), "female")
