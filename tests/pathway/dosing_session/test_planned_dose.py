"""What the course plans is offered in the room, with the weight it was worked out for."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from holdspace.domain.session_events import Met
from holdspace.domain.weight_basis import Body
from holdspace.pathway.course.plan_actions import PlanWished, SessionWished, change_plan
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.looking import look
from holdspace.pathway.dosing_session.opening import open_session
from holdspace.pathway.prepare.queries import readiness_facts
from tests.pathway.dosing_session.story import PLAN, Tablet, appointment_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def session(in_clinic):
    """Mara's session, at 70 kg."""
    return open_session(in_clinic.actor("ana"), appointment_of(in_clinic, "mara", NOW), NOW)


def plan_for(cast, session, kilograms) -> None:
    change_plan(
        actor=cast.actor("okafor"),
        course=session.cycle.course,
        wished=PlanWished(
            reason="As agreed.",
            sessions=(SessionWished(on=NOW.date(), mg_per_kg=Decimal("0.5")),),
            body=Body(weight_kg=Decimal(kilograms), height_cm=Decimal(175), sex="female"),
        ),
        read=[],
        now=NOW,
    )


def plan_dose(cast, session, mg):
    numbers = {"dose_mg": mg, "volume_ml": mg, "over_minutes": "40"}
    dose = {
        **PLAN,
        **numbers,
        "review_reason": "Above half a milligram for a kilogram: talked through.",
    }
    return Tablet(session).chart(cast.actor("okafor"), NOW, "DosePlanned", **dose)


def offered(session):
    return look(session, NOW).state()["panels"]["dose"]["course_plan"]


def weight_at_the_gate(session):
    return next(one for one in readiness_facts(session.cycle, NOW) if one.code == "weight")


def test_without_a_plan_nothing_is_offered(session) -> None:
    assert offered(session) is None


def test_what_the_course_plans_is_offered_with_who_when_and_for_which_weight(
    in_clinic, session
) -> None:
    plan_for(in_clinic, session, 70)

    shown = offered(session)

    assert (shown["dose_mg"], shown["by"], shown["on"]) == ("35", "Dr Okafor", "9 March 2026")
    assert shown["words"] == "35 mg (0.5 mg/kg, actual weight, for 70 kg)"
    assert shown["work_out_again"] is None


@pytest.mark.parametrize(
    ("planned_for_kg", "mg", "state"), [("73.68", "36.84", "new"), ("74", "37", "refused")]
)
def test_over_five_percent_the_planned_dose_is_worked_out_again(
    in_clinic, session, planned_for_kg, mg, state
) -> None:
    plan_for(in_clinic, session, planned_for_kg)

    assert plan_dose(in_clinic, session, mg).state == state
    assert (offered(session)["work_out_again"] is None) == (state == "new")
    assert (weight_at_the_gate(session).met is Met.MET) == (state == "new")


def test_worked_out_again_in_the_room_another_dose_is_planned(in_clinic, session) -> None:
    plan_for(in_clinic, session, 80)

    assert plan_dose(in_clinic, session, "40").state == "refused"
    assert plan_dose(in_clinic, session, "35").state == "new"


def test_a_new_version_for_the_weight_of_the_day_opens_the_gate_again(in_clinic, session) -> None:
    plan_for(in_clinic, session, 80)
    before = weight_at_the_gate(session)
    plan_for(in_clinic, session, 70)

    assert (before.met, weight_at_the_gate(session).met) == (Met.UNMET, Met.MET)
    assert Circumstances(session, NOW).planned_dose.version == 2
