"""The plan of a course: version by version, each with its reason; its page for a prescriber."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from holdspace.clinic.audit.models import AuditEntry
from holdspace.domain.personal_limits import PersonalLimits
from holdspace.domain.protocol import WeightBasis
from holdspace.domain.weight_basis import Body
from holdspace.pathway.course.actions import add_cycle, medicine_begins_to_act
from holdspace.pathway.course.models import PlanVersion
from holdspace.pathway.course.plan_actions import (
    PlanNotRead,
    PlanRefused,
    PlanWished,
    SessionsGone,
    SessionWished,
    WeightMissing,
    change_plan,
)
from holdspace.pathway.course.plan_queries import limits_of, plan_of, planned_for

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
BODY = Body(weight_kg=Decimal(70), height_cm=Decimal(170), sex="female")


def wished(*days, mg_per_kg="0.5", **more):
    sessions = tuple(
        SessionWished(on=MONDAY + timedelta(days=day), mg_per_kg=mg_per_kg and Decimal(mg_per_kg))
        for day in days
    )
    return PlanWished(**{"reason": "As agreed.", "sessions": sessions, "body": BODY, **more})


def change(cast, course, plan, read=()):
    return change_plan(actor=cast.actor("okafor"), course=course, wished=plan, read=read, now=NOW)


def test_a_plan_has_its_days_and_its_doses(in_clinic, course, cycle) -> None:
    change(in_clinic, course, wished(0, 3, 7, 10))

    planned = planned_for(cycle)
    assert (planned.on, planned.mg_per_kg, planned.dose_mg) == (MONDAY, Decimal("0.5"), 35)


def test_a_dose_is_worked_out_from_the_weight_that_was_chosen(in_clinic, course, cycle) -> None:
    body = Body(weight_kg=Decimal(120), height_cm=Decimal(178), sex="male")

    change(
        in_clinic,
        course,
        wished(0, 10, body=body, basis=WeightBasis.ADJUSTED),
        read=["0:three_weights"],
    )

    assert planned_for(cycle).dose_mg == Decimal("45.95")


def test_the_three_weights_of_a_heavy_person_are_read_before_one_is_kept(in_clinic, course) -> None:
    body = Body(weight_kg=Decimal(120), height_cm=Decimal(178), sex="male")

    with pytest.raises(PlanNotRead):
        change(in_clinic, course, wished(0, 10, body=body))


def test_an_ideal_weight_without_a_height_is_asked_for(in_clinic, course) -> None:
    body = Body(weight_kg=Decimal(120))

    with pytest.raises(WeightMissing):
        change(in_clinic, course, wished(0, 7, body=body, basis=WeightBasis.IDEAL))


def test_each_change_is_a_version_with_its_reason_and_the_one_before_stays(
    in_clinic, course
) -> None:
    change(in_clinic, course, wished(0, 3, 7, 10))
    change(in_clinic, course, wished(0, 7, 14, 21, reason="Too tired in between."))

    versions = PlanVersion.objects.filter(course=course)
    assert [(each.number, each.reason) for each in versions] == [
        (2, "Too tired in between."),
        (1, "As agreed."),
    ]


def test_a_plan_is_never_changed_in_place(in_clinic, course) -> None:
    version = change(in_clinic, course, wished(0, 3, 7, 10))

    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(reason="Another.")


def test_the_plan_that_counted_at_a_moment_can_be_asked_for(in_clinic, course) -> None:
    first = change(in_clinic, course, wished(0, 3, 7, 10))
    change_plan(
        actor=in_clinic.actor("okafor"), course=course, wished=wished(0, 7, 14, 21), read=(),
        now=NOW + timedelta(days=1),
    )  # fmt: skip

    assert plan_of(course, NOW + timedelta(hours=1)) == first


def test_what_the_protocol_refuses_is_not_kept(in_clinic, course) -> None:
    with pytest.raises(PlanRefused, match=r"above 1\.0 mg/kg"):
        change(in_clinic, course, wished(0, 3, 7, 10, mg_per_kg="1.01"))


def test_a_limit_wider_than_the_protocols_is_not_kept(in_clinic, course) -> None:
    limits = PersonalLimits(hold_systolic_mmhg=Decimal(170))

    with pytest.raises(PlanRefused, match="The protocol holds at 160 mmHg"):
        change(in_clinic, course, wished(0, 3, 7, 10, limits=limits))


def test_a_persons_own_ceiling_holds_their_plan(in_clinic, course) -> None:
    limits = PersonalLimits(ceiling_mg=Decimal(30))

    with pytest.raises(PlanRefused, match="this person's own ceiling of 30 mg"):
        change(in_clinic, course, wished(0, 3, 7, 10, limits=limits))


def test_a_finding_is_read_before_the_plan_counts(in_clinic, course) -> None:
    with pytest.raises(PlanNotRead):
        change(in_clinic, course, wished(0, 1, 7, 10))

    change(in_clinic, course, wished(0, 1, 7, 10), read=["2:sessions_close"])
    assert plan_of(course).number == 1


def test_reading_one_finding_is_not_reading_another(in_clinic, course) -> None:
    with pytest.raises(PlanNotRead):
        change(in_clinic, course, wished(0, 1, 2, 10), read=["2:sessions_close"])


def test_a_plan_has_at_least_the_sessions_there_are(in_clinic, course) -> None:
    change(in_clinic, course, wished(0, 3, 7, 10))
    course.refresh_from_db()
    add_cycle(actor=in_clinic.actor("okafor"), course=course)

    with pytest.raises(SessionsGone):
        change(in_clinic, course, wished(0))


def test_a_course_has_as_many_sessions_as_its_plan(in_clinic, course) -> None:
    change(in_clinic, course, wished(0, 3, 7, 10, 14, 17))

    course.refresh_from_db()
    assert course.planned_sessions == 6


def test_a_session_that_was_given_keeps_its_day(in_clinic, course, cycle) -> None:
    medicine_begins_to_act(cycle=cycle, at=NOW)

    change(in_clinic, course, wished(5, 10, 14, 17))

    assert planned_for(cycle).on == MONDAY


def test_limits_say_who_set_them(in_clinic, course) -> None:
    version = change(
        in_clinic, course, wished(0, 3, 7, 10, limits=PersonalLimits(ceiling_mg=Decimal(40)))
    )

    assert limits_of(version).source == "personal limit, set by Dr Okafor on 2026-03-02"


def test_a_change_leaves_a_line_in_the_audit_trail(in_clinic, course) -> None:
    change(in_clinic, course, wished(0, 3, 7, 10))

    assert AuditEntry.objects.first().act == "change the plan of a course"


# --- the page -------------------------------------------------------------------------------------


@pytest.fixture
def doctor(client, in_clinic):
    client.force_login(in_clinic.staff["okafor"].account)
    return client


def typed(**more):
    return {
        "rhythm": "twice_weekly", "first_on": "2026-03-02", "sessions": "2",
        "weight_basis": "actual", "weight_kg": "70", "reason": "As agreed.",
        "on_1": "2026-03-02", "dose_1": "0.5", "on_2": "2026-03-05", "dose_2": "0.5", **more,
    }  # fmt: skip


def send(client, course, **more):
    address = reverse("prepare:plan", args=[course.pk])
    opened_on = client.get(address).context["opened_on"]
    return client.post(address, typed(opened_on=opened_on, **more))


def test_days_are_filled_in_from_a_rhythm_and_nothing_is_kept(doctor, course) -> None:
    page = send(doctor, course, fill="1", sessions="4", on_1="", on_2="", dose_2="")

    rows = [(row["on"].value(), row["dose"].value()) for row in page.context["form"].session_rows()]
    assert rows == [
        ("2026-03-02", "0.5"), ("2026-03-05", "0.5"), ("2026-03-09", "0.5"), ("2026-03-12", "0.5"),
    ]  # fmt: skip
    assert plan_of(course) is None


def test_no_dose_is_filled_in_that_nobody_typed(doctor, course) -> None:
    page = send(doctor, course, fill="1", dose_1="", dose_2="")

    assert [row["dose"].value() for row in page.context["form"].session_rows()] == ["", ""]


def test_what_is_to_be_read_is_shown_and_then_kept(doctor, course) -> None:
    close = {"on_2": "2026-03-03"}
    page = send(doctor, course, **close)
    assert page.status_code == 422
    assert "less than 48 hours" in page.content.decode()

    kept = send(doctor, course, **close, read=page.context["to_read"])
    assert (kept.status_code, plan_of(course).number) == (302, 1)


def test_all_three_weights_are_on_the_page_of_a_heavy_person(doctor, course) -> None:
    page = send(
        doctor, course, weight_kg="120", height_cm="178", sex_for_formula="male"
    ).content.decode()

    assert "ideal 73.2 kg: 36.59 mg" in page
    assert "adjusted 91.9 kg: 45.95 mg" in page


def test_a_row_without_a_day_is_said_and_nothing_typed_is_lost(doctor, course) -> None:
    page = send(doctor, course, on_2="", reason="Because.")

    assert page.status_code == 422
    assert "Session 2 has no day." in page.content.decode()
    assert "Because." in page.content.decode()


def test_a_plan_that_somebody_changed_meanwhile_is_not_written_over(
    doctor, in_clinic, course
) -> None:
    address = reverse("prepare:plan", args=[course.pk])
    opened_on = doctor.get(address).context["opened_on"]
    change(in_clinic, course, wished(0, 7))

    answer = doctor.post(address, typed(opened_on=opened_on))

    assert (answer.status_code, plan_of(course).number) == (409, 1)


def test_a_dose_of_forty_milligrams_reads_as_forty(doctor, in_clinic, course, cycle) -> None:
    body = Body(weight_kg=Decimal(80), height_cm=Decimal(180), sex="male")
    change(in_clinic, course, wished(0, 10, body=body))

    page = doctor.get(reverse("today:person", args=[course.patient_id])).content.decode()

    assert "0.5 mg/kg, 40 mg" in page
