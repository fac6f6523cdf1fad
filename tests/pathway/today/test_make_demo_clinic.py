"""The demo clinic: built by doing what staff would do, found again, made anew each day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Account, SignedStatement
from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.session_events import Met
from holdspace.pathway.course.queries import latest_cycle_of, open_course_of
from holdspace.pathway.dosing_session.models import MonitorAssignment
from holdspace.pathway.prepare.queries import (
    guidance_plan_of,
    intention_of,
    readiness_facts,
)
from holdspace.pathway.today.demo_clinic import make_demo_clinic

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def cast(kept):
    """Made at NOW."""
    return make_demo_clinic(NOW)


def cycle_of(cast, key):
    return latest_cycle_of(open_course_of(cast.patients[key]))


def not_met(cast, key, now=NOW):
    facts = readiness_facts(cycle_of(cast, key), now)
    return {fact.code: fact.met for fact in facts if fact.met is not Met.MET}


def test_mara_is_ready_for_her_third_session_of_six(cast) -> None:
    with clinic_context(cast.clinic.id):
        cycle = cycle_of(cast, "mara")
        assert (cycle.number, cycle.course.planned_sessions) == (3, 6)
        assert intention_of(cycle) == "To stay with the sadness about Dad, and let it move."
        assert guidance_plan_of(cycle).touch_as_written == "Hand only, ask first"
        assert not_met(cast, "mara") == {}


def test_theo_is_ready_for_a_nasal_session(cast) -> None:
    with clinic_context(cast.clinic.id):
        assert not_met(cast, "theo") == {}


def test_rosas_escort_and_two_answers_are_not_known(cast) -> None:
    with clinic_context(cast.clinic.id):
        assert not_met(cast, "rosa") == {
            "escort": Met.UNKNOWN,
            "fasting": Met.UNKNOWN,
            "symptoms": Met.UNKNOWN,
        }


def test_own_limits_are_signed_for_and_monitors_stand_in_rooms(cast) -> None:
    with clinic_context(cast.clinic.id):
        assert SignedStatement.objects.in_force().count() == 1
        assert {"Room 1", "Room 2"} <= set(
            MonitorAssignment.objects.values_list("room__name", flat=True)
        )


def test_made_twice_on_a_day_it_is_the_same(cast) -> None:
    accounts = Account.objects.count()

    again = make_demo_clinic(NOW + timedelta(hours=2))

    assert again.clinic == cast.clinic
    assert Account.objects.count() == accounts
    with clinic_context(cast.clinic.id):
        assert Appointment.objects.count() == 4


def test_the_next_day_has_its_own_appointments_and_answers(cast) -> None:
    make_demo_clinic(TOMORROW)

    with clinic_context(cast.clinic.id):
        assert Appointment.objects.count() == 8
        assert not_met(cast, "mara", TOMORROW) == {}


def test_a_cycle_that_had_its_session_is_followed_by_the_next(cast) -> None:
    from holdspace.pathway.dosing_session.models import DosingSession

    with clinic_context(cast.clinic.id):
        cycle = cycle_of(cast, "mara")
        DosingSession.objects.create(
            clinic=cast.clinic,
            patient=cast.patients["mara"],
            cycle=cycle,
            room=cast.rooms["Room 1"],
            protocol_name=cycle.course.protocol_name,
            protocol_version=1,
            opened_at=NOW,
            closed_at=NOW + timedelta(hours=3),
        )

    make_demo_clinic(TOMORROW)

    with clinic_context(cast.clinic.id):
        assert cycle_of(cast, "mara").number == 4
        assert not_met(cast, "mara", TOMORROW) == {}


def test_the_sign_ins_are_printed() -> None:
    printed = StringIO()

    call_command("make_demo_clinic", stdout=printed)

    assert "okafor@demo.example" in printed.getvalue()
    assert "quiet-water-demo" in printed.getvalue()


def test_outside_a_demo_nobody_is_made_up(settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("make_demo_clinic")
