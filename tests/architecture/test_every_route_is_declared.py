"""Every route says who may open it; one that does not is refused, whatever its view would do."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from holdspace.clinic.access.middleware import DECLARED_FOR_LIBRARIES
from holdspace.clinic.access.policy import POLICY, Act
from holdspace.clinic.audit.models import AuditEntry
from tests.authorisation.routes import all_routes

ROUTES = all_routes()
LIBRARY_ANSWERS = {"public", "own account", "refused"}
OWN = "own"
"""A patient's own page: open to that patient alone."""
SUPPORTER = "supporter"
"""A page of one place in somebody's circle: open to who sits there, and to nobody else."""


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_route_declares_who_may_open_it(route) -> None:
    assert route.policy in {*Act, *LIBRARY_ANSWERS, OWN, SUPPORTER}


def test_only_a_few_routes_are_open_to_anybody() -> None:
    assert {route.name for route in ROUTES if route.policy == "public"} == {
        "account_login",
        "account_inactive",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "web:light",
        # The help button beside a person: known by its own secret, and told of nobody.
        "dosing_session:chair",
        "dosing_session:chair_state",
        "dosing_session:chair_call",
        # What a tablet keeps to open a room without its server: scripts, and a page about nobody.
        "dosing_session:service_worker",
        "dosing_session:manifest",
        "dosing_session:shell",
        # Asked by a tablet, before anybody is in: its own secret says that it may.
        "tablets:unlock",
        "tablets:people",
        "tablets:csrf",
        # An outside therapist's link: by a secret and a word told apart, and told of nobody before.
        "visits:shared",
        "visits:shared_summary",
        "visits:shared_pdf",
        # A patient's way in: by a secret, a PIN or a passkey, and told of nobody before.
        "own_access:join",
        "own_access:join_way",
        "own_access:join_passkey",
        "own_access:sign_in",
        "own_access:passkey",
        # Their way out, and whom to call: for whoever holds the phone.
        "own_access:sign_out",
        "own_access:leave",
        "own_access:away",
        "own_access:help",
        # The way into somebody's circle: by a secret, a PIN or a passkey, told of nobody before.
        "supporters:join",
        "supporters:join_way",
        "supporters:join_passkey",
        "supporters:sign_in",
        "supporters:sign_out",
        "supporters:passkey",
        # What a phone keeps to show whom to call without a network.
        "own_access:offline",
        "own_access:service_worker",
        "own_access:manifest",
        # And the page to write on: it is about nobody, and what is written is sealed in the phone.
        "journal:offline",
        # And what is usual after a session: the same for all.
        "check_ins:offline_after",
    }


def test_every_act_has_its_roles() -> None:
    assert set(POLICY) == set(Act)
    assert [act for act in Act if not POLICY[act]] == []


def test_no_library_page_is_declared_that_does_not_exist() -> None:
    names = {route.name for route in ROUTES}

    assert set(DECLARED_FOR_LIBRARIES) - names <= {"mfa_signup_webauthn"}


def undeclared(request) -> HttpResponse:
    return HttpResponse("open by mistake")


def declared(request) -> HttpResponse:
    return HttpResponse("open on purpose")


declared.policy = "public"
named_like_a_library = [path("login/", undeclared, name="account_login")]
urlpatterns = [
    path("undeclared/", undeclared, name="undeclared"),
    path("declared/", declared, name="declared"),
    path("disguised/", include((named_like_a_library, "disguised"))),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/undeclared/", "/disguised/login/"])
def test_an_undeclared_route_is_refused_at_run_time(address) -> None:
    assert Client().get(address).status_code == 403


@pytest.mark.urls(__name__)
def test_a_declared_route_is_not_refused() -> None:
    assert Client().get("/declared/").content == b"open on purpose"


def test_this_test_would_see_an_undeclared_route() -> None:
    found = {route.name: route.policy for route in all_routes(__name__)}

    assert found == {"undeclared": None, "declared": "public", "disguised:account_login": None}


def test_the_audit_trail_has_room_for_each_act() -> None:
    """It says what somebody was refused: a longer name would make an error of the refusal."""
    room = AuditEntry._meta.get_field("object_kind").max_length

    assert [act for act in Act if len(act.value) > room] == []
