"""The device at the chair: how it joins, how it ends, and that it is told of nobody."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from holdspace.clinic.context import clinic_context
from holdspace.pathway.dosing_session.chair import (
    CodeIsNotKnown,
    chair_of,
    end_chair,
    join,
    offer_code,
)
from holdspace.pathway.dosing_session.help_calls import NotACall, set_chair
from tests.pathway.dosing_session.chair_in_room import Chair, beside
from tests.pathway.dosing_session.story import Tablet, opened

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.dosing_session.models import DosingSession


SHOWN = re.compile(r'class="chair-code-shown">([A-Z0-9 ]+)<')


@pytest.fixture
def chair(cast: Cast, inside: None, tablet: Tablet, now: datetime) -> Chair:
    return beside(cast, tablet.session, now)


def test_a_code_works_once_and_for_ten_minutes(
    cast: Cast, inside: None, tablet: Tablet, now: datetime
) -> None:
    ana = cast.actor("ana")
    code = offer_code(ana, tablet.session, now)
    with pytest.raises(CodeIsNotKnown):
        join(code, now + timedelta(minutes=10))
    join(f"{code[:3].lower()} {code[3:]}", now + timedelta(minutes=9))
    with pytest.raises(CodeIsNotKnown):
        join(code, now + timedelta(minutes=9))


def test_another_code_ends_the_device_that_was_there(chair: Chair, now: datetime) -> None:
    offer_code(chair.cast.actor("ana"), chair.session, now)

    assert chair_of(chair.secret) is None


def test_the_device_ends_with_its_session(chair: Chair, now: datetime) -> None:
    assert chair_of(chair.secret) is not None

    chair.session.closed_at = now
    chair.session.save(update_fields=["closed_at"])

    assert chair_of(chair.secret) is None


def test_staff_take_the_device_away(chair: Chair, now: datetime) -> None:
    end_chair(chair.cast.actor("ana"), chair.session, now)

    assert chair_of(chair.secret) is None


def test_a_chair_is_ready_once_its_bell_has_a_name(chair: Chair, now: datetime) -> None:
    ana = chair.cast.actor("ana")
    with pytest.raises(NotACall):
        set_chair(ana, chair.session, event_id=uuid4(), bell=" ", demonstrated=True, now=now)
    set_chair(
        ana, chair.session, event_id=uuid4(), bell="the brass bell", demonstrated=True, now=now
    )

    assert chair.help.chair.body.bell == "the brass bell"


# --- over HTTP ------------------------------------------------------------------------------------


@dataclass
class Phone:
    """A browser at the chair that signs nobody in."""

    client: Client

    def state(self) -> Any:
        return self.client.get("/chair/state")

    def press(self, number: UUID, age_ms: float = 0) -> Any:
        sent = json.dumps({"id": str(number), "age_ms": age_ms})
        return self.client.post("/chair/call", sent, content_type="application/json")


@pytest.fixture
def session(cast: Cast, now: datetime) -> DosingSession:
    with clinic_context(cast.clinic.id):
        return opened(cast, now)


@pytest.fixture
def phone(cast: Cast, session: DosingSession, now: datetime) -> Phone:
    with clinic_context(cast.clinic.id):
        code = offer_code(cast.actor("ana"), session, now)
    phone = Phone(Client())
    with time_machine.travel(now, tick=False):
        joined = phone.client.post("/chair/", {"code": code})
    assert joined.status_code == 302
    return phone


def signed_in(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.staff[who].account)
    return client


def test_codes_cannot_be_tried_out_one_by_one(
    cast: Cast, inside: None, tablet: Tablet, now: datetime
) -> None:
    guesser, phone = Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="192.0.2.8")
    with time_machine.travel(now, tick=False):
        code = offer_code(cast.actor("ana"), tablet.session, now)
        wrong = [guesser.post("/chair/", {"code": "AAAAAA"}).status_code for _ in range(20)]
        over = guesser.post("/chair/", {"code": code})
        elsewhere = phone.post("/chair/", {"code": code})

    assert wrong == [422] * 20
    assert over.status_code == 429
    assert "Wait 10 minutes" in over.content.decode()
    assert elsewhere.status_code == 302
    with time_machine.travel(now + timedelta(minutes=10, seconds=1), tick=False):
        assert guesser.post("/chair/", {"code": "AAAAAA"}).status_code == 422


def test_the_code_that_the_room_shows_makes_a_phone_the_button(
    cast: Cast, session: DosingSession, now: datetime
) -> None:
    phone = Phone(Client())
    with time_machine.travel(now, tick=False):
        shown = signed_in(cast, "jonas").post(f"/room/{session.pk}/chair/", {"act": "code"})
        code = SHOWN.findall(shown.content.decode())[0]
        assert phone.state().status_code == 410
        joined = phone.client.post("/chair/", {"code": code})
        assert phone.state().json() == {"call": None, "listening": 0, "bell": ""}

    assert joined.status_code == 302
    assert 'class="chair-picture"' in shown.content.decode()


def test_the_chair_is_told_of_its_call_and_of_nobody(
    phone: Phone, session: DosingSession, now: datetime
) -> None:
    number = uuid4()
    with time_machine.travel(now, tick=False):
        page = phone.client.get("/chair/").content.decode()
        told = phone.press(number).json()

    assert told == {
        "call": {"id": str(number), "state": "not_reached", "by": ""},
        "listening": 0,
        "bell": "",
    }
    assert [word for word in ("Mara", "Keller", "M. K.", str(session.pk)) if word in page] == []


def test_an_answer_reaches_the_chair_by_name(cast: Cast, phone: Phone, now: datetime) -> None:
    number, mei = uuid4(), signed_in(cast, "mei")
    listen, answer = reverse("dosing_session:help_listen"), reverse("dosing_session:help_answer")
    speak = {"device_id": str(uuid4()), "is_visible": True, "may_sound": True, "session_id": None}
    json_type = "application/json"
    with time_machine.travel(now, tick=False) as clock:
        silent = {"calls": [], "here": None, "tasks": 0, "alerts": []}
        assert mei.post(listen, speak, json_type).json() == silent
        assert phone.press(number).json()["call"]["state"] == "ringing"
        clock.shift(9)
        (heard,) = mei.post(listen, speak, json_type).json()["calls"]
        answered = mei.post(answer, {"call_id": str(number)}, json_type)
        told = phone.state().json()["call"]

    assert (heard["room"], heard["seconds"], heard["rings"]) == ("Room 1", 9, True)
    assert answered.json() == {"by": "Mei Tan", "answered_after": 9}
    assert told == {"id": str(number), "state": "answered", "by": "Mei Tan"}


def test_a_call_is_shown_in_its_own_room_and_rings_there_once_nobody_came(
    cast: Cast, phone: Phone, session: DosingSession, now: datetime
) -> None:
    jonas, mei = signed_in(cast, "jonas"), signed_in(cast, "mei")
    listen = reverse("dosing_session:help_listen")
    outside = {"device_id": str(uuid4()), "is_visible": True, "may_sound": True}
    inside = {**outside, "device_id": str(uuid4()), "session_id": str(session.pk)}
    rang = []
    with time_machine.travel(now, tick=False) as clock:
        mei.post(listen, outside, "application/json")
        phone.press(uuid4())
        for after in (14, 1):
            clock.shift(after)
            (heard,) = jonas.post(listen, inside, "application/json").json()["calls"]
            rang.append((heard["is_here"], heard["state"], heard["rings"]))

    assert rang == [(True, "ringing", False), (True, "escalated", True)]


def test_a_device_that_was_ended_is_gone_at_once(
    cast: Cast, phone: Phone, session: DosingSession, now: datetime
) -> None:
    with clinic_context(cast.clinic.id):
        end_chair(cast.actor("ana"), session, now)

    assert phone.state().status_code == 410
    assert phone.press(uuid4()).status_code == 410
    assert b"Code from the room" in phone.client.get("/chair/").content


def test_without_the_secret_nothing_rings(cast: Cast) -> None:
    stranger = Phone(Client())
    stranger.client.cookies[settings.CHAIR_COOKIE_NAME] = "guessed"

    assert stranger.state().status_code == 410
    assert stranger.press(uuid4()).status_code == 410


def test_the_room_says_before_the_dose_that_nobody_listens(
    cast: Cast, phone: Phone, session: DosingSession, now: datetime
) -> None:
    with time_machine.travel(now, tick=False):
        state = signed_in(cast, "ana").get(f"/room/{session.pk}/state").json()

    help_panel = state["panels"]["help"]
    assert (help_panel["device"], help_panel["listening"]) == ("here", [])
    assert help_panel["notices"] == ["Nobody is listening outside this room."]
