"""Every text of every person is a token; no answer holds one that its reader may not see."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access.gate import own_page
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.supporters.gate import door_page
from holdspace.pathway.course.models import Course
from tests.authorisation.asking import AUDIT, CHART, STAFF, STATEMENT, TOKEN, WHO, leaks
from tests.authorisation.routes import Route, all_routes
from tests.authorisation.taken_out import everything_taken_out

ROUTES = all_routes()


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_nobody_reads_what_is_not_for_them(world, route) -> None:
    assert leaks(world, world.answers(route)) == []


@pytest.mark.parametrize("kind", [STAFF, STATEMENT, WHO, CHART, AUDIT])
def test_what_somebody_may_see_is_seen_somewhere(world, kind) -> None:
    """Else the crawl would find no leak because it finds nothing at all."""
    seen = {token for route in ROUTES for one in world.answers(route) for token in one.tokens}

    assert kind in {world.class_of(token)[1] for token in seen}


def test_no_export_holds_a_word_that_anybody_wrote(world) -> None:
    """Names, journals, notes, messages, goals: not even with the record's own numbers."""
    files = everything_taken_out(world.own)

    assert [line for name in ("people.csv", "results.csv") for line in files[name].split()[1:]]
    assert '"Patient"' in files["Patient.ndjson"]
    assert {name: TOKEN.findall(text) for name, text in files.items() if TOKEN.findall(text)} == {}


@page(Act.SEE_SCHEDULE)
def tells_goals(request) -> HttpResponse:
    """A chart's words on a page of the schedule."""
    return HttpResponse("; ".join(Course.objects.values_list("goals", flat=True)))


def tells_another_clinic(request) -> HttpResponse:
    """A page that opens the context of a clinic that is not its reader's."""
    with clinic_context(request.GET["clinic"]):
        return HttpResponse("; ".join(Course.objects.values_list("goals", flat=True)))


@own_page
def tells_every_goal(request) -> HttpResponse:
    """A page of one person's own that forgets whose it is."""
    return HttpResponse("; ".join(Course.objects.values_list("goals", flat=True)))


@door_page
def tells_supporters(request) -> HttpResponse:
    """A page of a circle that shows what no bundle has in it."""
    with clinic_context(Clinic.objects.order_by("pk").first().pk):
        return HttpResponse("; ".join(Course.objects.values_list("goals", flat=True)))


urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("holdspace.clinic.own_access.urls")),
    path("every-goal/", tells_every_goal, name="every_goal"),
    path("goals-of-a-circle/", tells_supporters, name="goals_of_a_circle"),
    path("", include("holdspace.clinic.supporters.urls")),
    path("goals/", tells_goals, name="goals"),
    path("far/", page(Act.SEE_STAFF)(tells_another_clinic), name="far"),
]


def test_the_crawl_finds_a_chart_on_a_page_for_the_front_desk(world) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        found = leaks(world, world.answers(Route("goals", "goals/", tells_goals)))

    assert [leak for leak in found if "as desk" in leak and "Course.goals" in leak] != []


def test_the_crawl_finds_another_clinics_words(world) -> None:
    far = Route("far", "far/", tells_another_clinic, f"?clinic={world.far.cast.clinic.id}")

    with override_settings(ROOT_URLCONF=__name__):
        found = leaks(world, world.answers(far))

    assert [leak for leak in found if "as okafor" in leak and "Course.goals" in leak] != []


def test_the_crawl_finds_a_neighbours_words_on_a_patients_own_page(world) -> None:
    careless = Route("every_goal", "every-goal/", tells_every_goal)

    with override_settings(ROOT_URLCONF=__name__):
        found = leaks(world, world.answers(careless))

    assert [leak for leak in found if "as patient" in leak and "two" in leak] != []


def test_the_crawl_finds_what_a_supporters_page_shows_too_much(world) -> None:
    careless = Route("goals_of_a_circle", "goals-of-a-circle/", tells_supporters)

    with override_settings(ROOT_URLCONF=__name__):
        found = leaks(world, world.answers(careless))

    assert [leak for leak in found if "as supporter" in leak and "Course.goals" in leak] != []


def test_a_supporter_sees_the_words_that_were_chosen_for_them(world) -> None:
    seen = {
        world.meaning(token)
        for route in ROUTES
        if route.policy == "supporter"
        for one in world.answers(route)
        for token in one.tokens
        if one.asker.is_supporter
    }

    assert {"people.Patient.called", "prepare.GuidancePlan.words_that_help"} <= seen


def test_a_patient_sees_their_own_name(world) -> None:
    """Else the crawl would find no leak because it finds nothing at all."""
    seen = {
        world.meaning(token)
        for route in ROUTES
        for one in world.answers(route)
        for token in one.tokens
        if one.asker.is_patient
    }

    assert "people.Patient.called" in seen
