"""What a PIN on a room's tablet opens: what is going on in that room, and nothing else."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from holdspace.clinic.access.policy import POLICY, WITH_A_PIN, Act, may
from holdspace.clinic.context import clinic_context
from holdspace.clinic.tablets.models import Tablet as Enrolled
from tests.authorisation.routes import all_routes
from tests.clinic.tablet_device import Device
from tests.pathway.dosing_session.story import NASAL, Tablet, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten_tries():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def no_hashed_names(settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def room(cast) -> Tablet:
    with clinic_context(cast.clinic.id):
        return Tablet(opened(cast, timezone.now()))


@pytest.fixture
def device(cast) -> Device:
    """In Room 1; Ana came in by her PIN."""
    device = Device()
    device.enrol(cast)
    device.set_pin(cast.staff["ana"])
    device.leave()
    assert device.unlock(cast.staff["ana"]).status_code == 200
    return device


def path(session, page: str = "state") -> str:
    return f"/room/{session.pk}/{page}"


def test_a_pin_opens_the_session_of_its_room(cast, room, device) -> None:
    assert device.client.get(path(room.session)).json()["me"]["name"] == "Ana Silva"
    assert device.client.get(path(room.session, "")).status_code == 200


def test_a_pin_charts_in_its_room(cast, room, device) -> None:
    now = timezone.now()
    parcel = room.parcel(now, room.event(now, "Observed", code="tears"))

    answer = device.post(path(room.session, "events"), parcel)

    assert answer.json()["results"][0]["state"] == "new"


@pytest.mark.parametrize("page", ["", "state", "samples"])
def test_a_pin_never_opens_another_patient(cast, room, device, page) -> None:
    with clinic_context(cast.clinic.id):
        other = opened(cast, timezone.now(), patient="theo", room="Room 2", protocol=NASAL)

    assert device.client.get(path(other, page)).status_code == 404


def test_a_pin_charts_for_no_other_patient(cast, room, device) -> None:
    with clinic_context(cast.clinic.id):
        other = Tablet(opened(cast, timezone.now(), patient="theo", room="Room 2", protocol=NASAL))
    now = timezone.now()

    answer = device.post(
        path(other.session, "events"), other.parcel(now, other.event(now, "Observed", code="fear"))
    )

    assert answer.status_code == 404


def test_a_pin_opens_no_session_that_is_closed(cast, room, device) -> None:
    with clinic_context(cast.clinic.id):
        room.chart(
            cast.actor("ana"), timezone.now(), "RecordClosed", outcome="cancelled", reason="Unwell"
        )

    assert device.client.get(path(room.session)).status_code == 404


def of_an_act(route) -> bool:
    return route.policy in set(Act) and Act(route.policy) not in WITH_A_PIN


@pytest.mark.parametrize("route", [one for one in all_routes() if of_an_act(one)], ids=str)
def test_a_pin_opens_no_page_beside_the_room(cast, device, route) -> None:
    values = {name: _any_value(route.pattern, name) for name in route.arguments}

    statuses = {getattr(device.client, how)(route.path(values)).status_code for how in WAYS}

    assert statuses <= {403, 405}
    assert 403 in statuses


WAYS = ("get", "post")


def _any_value(pattern: str, name: str) -> object:
    if f"<uuid:{name}>" in pattern:
        return "00000000-0000-0000-0000-000000000007"
    return "pregnancy" if f"<str:{name}>" in pattern or f"<slug:{name}>" in pattern else 7


@pytest.mark.parametrize(
    "page",
    [
        "/account/2fa/",
        "/account/sessions/",
        "/account/password/change/",
        "/account/reauthenticate/",
    ],
)
def test_a_pin_does_not_open_ones_own_account(cast, device, page) -> None:
    assert device.client.get(page).status_code == 403


def test_who_came_in_by_pin_is_told_why_and_how_to_see_more(cast, device) -> None:
    page = device.client.get("/people/").content.decode()

    assert "You came in by PIN." in page
    assert "Sign out, to sign in fully" in page
    assert "Your role does not include it" not in page


def test_who_came_in_by_pin_may_leave(cast, room, device) -> None:
    device.client.post("/account/logout/")

    assert device.client.get(path(room.session)).status_code == 302


def test_coming_in_by_pin_ends_the_full_session_that_was_there(cast, room, device) -> None:
    device.sign_in(cast.staff["okafor"])

    device.unlock(cast.staff["ana"])

    assert device.client.get("/people/").status_code == 403
    assert device.client.get(path(room.session)).json()["me"]["name"] == "Ana Silva"


def test_a_full_sign_in_after_a_pin_is_a_full_one(cast, room, device) -> None:
    device.sign_in(cast.staff["okafor"])

    assert device.client.get("/people/").status_code == 200


def test_who_is_held_to_a_room_may_do_what_their_role_may_there_and_no_more(cast) -> None:
    from dataclasses import replace

    held = replace(cast.actor("ana"), only_room_id=7)

    assert {act for act in POLICY if may(held, act)} == WITH_A_PIN


def unenrol(cast) -> None:
    with clinic_context(cast.clinic.id):
        tablet = Enrolled.objects.get()
    desk = Device()
    desk.sign_in(cast.staff["desk"])
    desk.client.post(f"/tablet/{tablet.pk}/unenrol")


def test_after_unenrolment_the_very_next_request_is_refused(cast, room, device) -> None:
    before = device.client.get(path(room.session)).status_code

    unenrol(cast)

    assert (before, device.client.get(path(room.session)).status_code) == (200, 302)


def test_unenrolment_leaves_full_sessions_of_the_same_people_alone(cast, room, device) -> None:
    at_the_desk = Device()
    at_the_desk.sign_in(cast.staff["ana"])

    unenrol(cast)

    assert at_the_desk.client.get(path(room.session)).status_code == 200


# --- the half of the key that comes from here -----------------------------------------------------


def sealing(device: Device, room: Tablet) -> dict:
    page = device.client.get(path(room.session, ""))
    return page.context["state"]["sealing"]


def test_on_its_tablet_a_room_gets_the_tablets_half_and_who_is_on_it(cast, room) -> None:
    device = Device()
    tablet = device.enrol(cast)
    keys = device.set_pin(cast.staff["ana"])

    elsewhere = Device()
    elsewhere.sign_in(cast.staff["ana"])

    assert sealing(device, room) == {
        "half": keys["half"],
        "own_half": sealing(elsewhere, room)["half"],
        "tablet_id": str(tablet.pk),
        "tablet_room": "Room 1",
        "people": [{"staff_id": str(cast.staff["ana"].pk), "name": "Ana Silva"}],
        "me": {"signing_key": keys["signing_key"]},
    }


def test_who_has_no_pin_there_signs_nothing(cast, room) -> None:
    device = Device()
    device.enrol(cast)

    assert sealing(device, room)["me"] == {"signing_key": None}


def test_elsewhere_the_half_is_of_the_account_and_always_the_same(cast, room) -> None:
    desk, phone, okafor = Device(), Device(), Device()
    desk.sign_in(cast.staff["ana"])
    phone.sign_in(cast.staff["ana"])
    okafor.sign_in(cast.staff["okafor"])

    halves = [sealing(one, room)["half"] for one in (desk, phone, okafor)]

    assert halves[0] == halves[1]
    assert halves[0] != halves[2]
    assert len(halves[0]) == 43
    assert sealing(desk, room)["tablet_id"] is None


def test_the_half_is_on_the_page_alone_and_not_in_what_is_asked_again(cast, room, device) -> None:
    state = device.client.get(path(room.session)).json()

    assert "sealing" not in state
    assert json.dumps(state).count(sealing(device, room)["half"]) == 0


def test_an_unenrolled_tablet_gets_another_half(cast, room, device) -> None:
    before = sealing(device, room)["half"]

    unenrol(cast)
    device.sign_in(cast.staff["ana"])

    assert sealing(device, room)["half"] != before


def test_a_pin_lasts_no_longer_than_any_session(cast, device) -> None:
    assert device.client.session.get_expiry_age() <= timedelta(hours=12).total_seconds()
