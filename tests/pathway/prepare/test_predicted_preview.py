"""The predicted course of a planned dose: read by a prescriber, worked out for this person."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from holdspace.clinic.audit.models import AuditEntry
from holdspace.domain.weight_basis import Body
from holdspace.pathway.course.plan_actions import PlanWished, SessionWished, change_plan

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
STATEMENT = "Population prediction, not a measurement; not for dosing or discharge."


@pytest.fixture
def doctor(client, in_clinic):
    client.force_login(in_clinic.staff["okafor"].account)
    return client


def plan(cast, course, *mg_per_kg: str) -> None:
    sessions = tuple(
        SessionWished(on=date(2026, 3, 2 + 7 * place), mg_per_kg=Decimal(each))
        for place, each in enumerate(mg_per_kg)
    )
    body = Body(weight_kg=Decimal(70), height_cm=Decimal(170), sex="female")
    change_plan(
        actor=cast.actor("okafor"),
        course=course,
        wished=PlanWished(reason="As agreed.", sessions=sessions, body=body),
        read=(),
        now=NOW,
    )


def page(client, course, query: str = ""):
    return client.get(reverse("prepare:predicted", args=[course.pk]) + query)


def test_without_a_planned_dose_it_says_what_to_do_first(doctor, course) -> None:
    assert "No dose is planned yet." in page(doctor, course).content.decode()


def test_the_next_session_is_shown_with_what_must_be_said_with_it(
    doctor, in_clinic, course, cycle
) -> None:
    plan(in_clinic, course, "0.5", "0.5")

    html = page(doctor, course).content.decode()

    assert STATEMENT in html
    for words in ("35 mg", "for 70 kg", "Kamp 2020", "arterial", "Published apart from it"):
        assert words in html
    assert 'class="predicted-drawing"' in html


def test_another_session_is_shown_when_it_is_asked_for(doctor, in_clinic, course, cycle) -> None:
    plan(in_clinic, course, "0.4", "0.5")

    html = page(doctor, course, "?session=2").content.decode()

    assert "Session 2, 9 March 2026: 35 mg" in html
    assert "Session 1: 28 mg" in html


def test_that_somebody_looked_is_in_the_record(doctor, in_clinic, course, cycle) -> None:
    plan(in_clinic, course, "0.5", "0.5")

    page(doctor, course)

    assert AuditEntry.objects.filter(
        act="open the predicted course of a planned dose", object_id=str(course.pk)
    ).exists()
