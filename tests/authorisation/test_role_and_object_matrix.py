"""Every route x method x actor x object, against the policy table; unknown and foreign are 404."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.urls import path

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.people.models import Patient
from tests.authorisation.asking import FOR_ANOTHER_READER, OWN, OWN_DOORS, wrong_statuses
from tests.authorisation.routes import Route, all_routes

ROUTES = all_routes()


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_route_answers_as_the_policy_table_says(world, route) -> None:
    assert wrong_statuses(route, world.answers(route)) == []


@pytest.mark.parametrize("route", [one for one in ROUTES if one.policy in set(Act)], ids=str)
def test_somebody_may_open_it(world, route) -> None:
    """A page that answers nobody would pass every other test."""
    opened = [
        one
        for one in world.answers(route)
        if one.whose == OWN and one.status in {200, 204, 302, 422}
    ]

    assert [one for one in opened if one.asker.is_somebody] != [] or route.name in TAKES_A_BATCH


@pytest.mark.parametrize("route", [one for one in ROUTES if one.policy in OWN_DOORS], ids=str)
def test_the_person_it_belongs_to_may_open_it(world, route) -> None:
    opened = [
        one
        for one in world.answers(route)
        if one.whose == OWN and one.status in {200, 204, 302, 422}
    ]

    theirs = [one for one in opened if one.asker.name == OWN_DOORS[route.policy]]
    assert theirs != [] or route.name in TAKES_A_BATCH | FOR_ANOTHER_READER


TAKES_A_BATCH = {
    "prepare:own_draft",
    "dosing_session:events",
    "dosing_session:help_listen",
    "dosing_session:help_answer",
}
"""An empty request is no batch, no word, no answer and no draft: it has nothing to show."""


def test_the_matrix_sees_a_view_that_asks_for_a_foreign_object(world) -> None:
    careless = Route("careless", "people/<uuid:patient_id>/", _careless)
    answer = HttpResponse(status=200)
    asked = [_answered(one, answer.status_code) for one in world.answers(_person())]

    assert wrong_statuses(careless, asked) != []


def test_the_matrix_sees_a_view_with_the_wrong_act(world) -> None:
    careless = Route("careless", "people/<uuid:patient_id>/", page(Act.SEE_AUDIT)(_shown))

    assert wrong_statuses(careless, world.answers(_person())) != []


@page(Act.SEE_PEOPLE)
def _careless(request, patient_id) -> HttpResponse:
    return HttpResponse(Patient.objects.get(pk=patient_id).full_name)


def _shown(request, patient_id) -> HttpResponse:
    return HttpResponse("shown")


def _person() -> Route:
    return next(one for one in ROUTES if one.name == "today:person")


def _answered(answer, status):
    from dataclasses import replace

    return replace(answer, status=status)


urlpatterns = [path("careless/<uuid:patient_id>/", _careless, name="careless")]
