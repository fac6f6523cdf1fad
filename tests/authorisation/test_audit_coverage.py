"""Whoever is shown a person or a chart leaves a line in the audit trail, or is shown nothing."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.urls import include, path

from holdspace.clinic.access.policy import Act, ChartReadUnaudited, page
from holdspace.clinic.audit.actions import record
from tests.authorisation.asking import CHART, FOR_ANOTHER_READER, OWN, WHO
from tests.authorisation.routes import all_routes

ROUTES = all_routes()


def told(world, route) -> set[str]:
    """The classes of a person's data that this route shows to anybody."""
    tokens = {token for one in world.answers(route) for token in one.tokens}
    return {world.class_of(token)[1] for token in tokens} & {WHO, CHART}


@pytest.mark.parametrize("route", [one for one in ROUTES if not one.is_chart], ids=str)
def test_a_page_without_an_audit_line_tells_nothing_of_anybody(world, route) -> None:
    assert told(world, route) == set()


OF_NOBODY_HERE = {"monitors:raw"}
"""A message of which nothing was stored names nobody's record (test_monitor_pages.py has one)."""
OPENED = [
    one for one in ROUTES if one.is_chart and one.name not in FOR_ANOTHER_READER | OF_NOBODY_HERE
]


@pytest.mark.parametrize("route", [one for one in OPENED if one.arguments], ids=str)
def test_a_chart_that_was_opened_is_named_in_the_trail(world, route) -> None:
    lines = world.audit_lines(route)

    assert {line.patient_id for line in lines if line.patient_id} == {world.patient_id(OWN)}


def test_a_refusal_is_in_the_trail_too(world) -> None:
    people = next(one for one in ROUTES if one.name == "course:people")

    acts = {line.act for line in world.audit_lines(people, as_key="auditor")}

    assert acts == {"was refused"}


@page(Act.SEE_CHART, chart=True)
def silent(request) -> HttpResponse:
    return HttpResponse("a chart, and no line")


@page(Act.SEE_CHART, chart=True)
def spoken(request) -> HttpResponse:
    record(actor=request.actor, act="read a chart")
    return HttpResponse("a chart, and its line")


urlpatterns = [
    path("account/", include("allauth.urls")),
    path("silent/", silent, name="silent"),
    path("spoken/", spoken, name="spoken"),
]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_chart_page_that_writes_no_line_shows_nothing(cast, client) -> None:
    client.force_login(cast.staff["ana"].account)

    with pytest.raises(ChartReadUnaudited):
        client.get("/silent/")


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_chart_page_that_writes_its_line_is_shown(cast, client) -> None:
    client.force_login(cast.staff["ana"].account)

    assert client.get("/spoken/").content == b"a chart, and its line"


def test_this_test_would_see_a_page_that_tells_without_a_line(world) -> None:
    person = next(one for one in ROUTES if one.name == "today:person")

    assert told(world, person) == {WHO, CHART}
