"""What the room's addresses answer, and to whom."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from tests.pathway.dosing_session.story import Tablet, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_hashed_names(settings) -> None:
    """Nothing was collected: templates name files as they are."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def room(cast) -> Tablet:
    with clinic_context(cast.clinic.id):
        return Tablet(opened(cast, timezone.now()))


def browser(member, **kwargs: object) -> Client:
    client = Client(**kwargs)
    client.force_login(member.account, settings.AUTHENTICATION_BACKENDS[-1])
    return client


def path(room: Tablet, page: str) -> str:
    return f"/room/{room.session.pk}/{page}"


def send(client: Client, room: Tablet, data: object):
    return client.post(path(room, "events"), json.dumps(data), content_type="application/json")


def test_a_conflict_answers_409_and_keeps_the_rest(cast, room) -> None:
    now, jonas = timezone.now(), browser(cast.staff["jonas"])
    first = room.event(now, "Observed", code="tears")
    send(jonas, room, room.parcel(now, first))
    changed = {**first, "payload": {"code": "fear"}}
    fresh = room.event(now, "Observed", code="peace")

    answer = send(jonas, room, room.parcel(now, changed, fresh))

    states = [one["state"] for one in answer.json()["results"]]
    assert (answer.status_code, states) == (409, ["conflict", "new"])


def test_a_refusal_is_no_failure_of_the_request(cast, room) -> None:
    now = timezone.now()

    answer = send(browser(cast.staff["jonas"]), room, room.parcel(now, room.event(now, "Nothing")))

    assert (answer.status_code, answer.json()["results"][0]["state"]) == (200, "refused")


def test_what_is_no_batch_is_refused_in_words(cast, room) -> None:
    answer = send(browser(cast.staff["jonas"]), room, {"events": []})

    assert answer.status_code == 400
    assert "could not be read" in answer.json()["sentence"]


def test_too_much_at_once_is_refused_in_words(cast, room) -> None:
    answer = send(browser(cast.staff["jonas"]), room, {"much": "x" * 1_100_000})

    assert answer.status_code == 413
    assert "stay on this tablet" in answer.json()["sentence"]


def test_without_the_token_nothing_is_taken(cast, room) -> None:
    jonas = browser(cast.staff["jonas"], enforce_csrf_checks=True)

    assert send(jonas, room, {}).status_code == 403


@pytest.mark.parametrize("page", ["state", "samples", ""])
def test_another_clinics_room_is_not_there(cast, stranger, room, page) -> None:
    assert browser(stranger.staff["okafor"]).get(path(room, page)).status_code == 404


def test_another_clinics_room_takes_nothing(cast, stranger, room) -> None:
    assert send(browser(stranger.staff["okafor"]), room, {}).status_code == 404


def test_a_session_that_never_was_is_not_there(cast, room) -> None:
    assert browser(cast.staff["ana"]).get(f"/room/{uuid4()}/state").status_code == 404


@pytest.mark.parametrize("page", ["state", "samples", "stream", ""])
@pytest.mark.parametrize("who", ["desk", "owner", "auditor"])
def test_who_is_not_of_the_room_is_turned_away(cast, room, who, page) -> None:
    assert browser(cast.staff[who]).get(path(room, page)).status_code == 403


def test_whoever_is_not_signed_in_is_led_to_the_door(cast, room) -> None:
    assert Client().get(path(room, "state")).status_code == 302


def test_the_state_says_who_looks_and_what_they_may_do(cast, room) -> None:
    ana = browser(cast.staff["ana"]).get(path(room, "state")).json()["me"]

    assert {one["name"] for one in ana["colleagues"]} == {"Dr Okafor", "Jonas Weber", "Mei Tan"}
    assert (ana["name"], ana["may_plan"], ana["may_check"], ana["may_chart"]) == (
        "Ana Silva", False, True, True,
    )  # fmt: skip


def test_every_look_leaves_a_line_in_the_audit_trail(cast, room) -> None:
    browser(cast.staff["ana"]).get(path(room, "state"))

    with clinic_context(cast.clinic.id):
        line = AuditEntry.objects.first()
    assert (line.act, line.patient_id) == ("read the room", room.session.patient_id)


def test_a_new_line_is_said_with_the_servers_own_time(cast, room) -> None:
    now = timezone.now()

    answer = send(
        browser(cast.staff["ana"]), room, room.parcel(now, room.event(now, "EmergencyDeclared"))
    ).json()

    recorded_at = answer["results"][0]["recorded_at"]
    assert recorded_at >= (now - timedelta(seconds=1)).isoformat()
