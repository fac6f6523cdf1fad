"""Over a real socket: who came in by PIN hears their room, until the tablet is unenrolled."""

from __future__ import annotations

import http.client
import json
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.clinic.tablets.actions import enrol, set_pin, unenrol
from tests.pathway.dosing_session.live import CSRF, Browser, running_site
from tests.pathway.dosing_session.story import NASAL, opened

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

PIN = "274951"
A_FEW = 8
"""Messages: more than can be on their way when the stream is closed."""


@pytest.fixture
def slow_passwords(settings) -> None:
    """As the site that runs beside this test hashes them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]


def came_in(port: int, cast: Cast, secret: str) -> Browser:
    """Ana gives her PIN on the tablet that keeps this secret."""
    device = f"{settings.TABLET_COOKIE_NAME}={secret}"
    asked = json.dumps({"staff_id": str(cast.staff["ana"].pk), "pin": PIN})
    headers = {"Cookie": f"{device}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        line.request("POST", "/tablet/unlock", asked, headers)
        answer = line.getresponse()
        assert answer.status == 200, answer.read()
        given = dict(one.split(";")[0].split("=", 1) for one in answer.msg.get_all("Set-Cookie"))
    session = given[settings.SESSION_COOKIE_NAME]
    return Browser(port, f"{device}; {settings.SESSION_COOKIE_NAME}={session}; csrftoken={CSRF}")


def test_unenrolling_closes_the_streams_of_who_came_in_by_pin(own_database, slow_passwords) -> None:
    with running_site(own_database.app_url) as port:
        cast, now = make_cast(), timezone.now()
        with clinic_context(cast.clinic.id):
            session = opened(cast, now)
            ana, room = cast.actor("ana"), cast.rooms["Room 1"]
            tablet, secret = enrol(actor=ana, room=room, name="One", now=now)
            set_pin(actor=ana, tablet=tablet, pin=PIN, now=now)
        browser = came_in(port, cast, secret)
        ear = browser.listen(session.pk)
        ear.next("beat")

        with clinic_context(cast.clinic.id):
            unenrol(actor=cast.actor("okafor"), tablet=tablet, now=now)

        # What was on its way may still come; a stream that is left open beats for ever.
        heard = list(islice(ear.messages(), A_FEW))
        assert len(heard) < A_FEW
        assert browser.listen(session.pk).status == 302
        assert browser.get(f"/room/{session.pk}/state")[0] == 302
        browser.close()


def test_a_pin_hears_nothing_of_another_room(own_database, slow_passwords) -> None:
    with running_site(own_database.app_url) as port:
        cast, now = make_cast(), timezone.now()
        with clinic_context(cast.clinic.id):
            opened(cast, now)
            other = opened(cast, now, patient="theo", room="Room 2", protocol=NASAL)
            ana, room = cast.actor("ana"), cast.rooms["Room 1"]
            tablet, secret = enrol(actor=ana, room=room, name="One", now=now)
            set_pin(actor=ana, tablet=tablet, pin=PIN, now=now)
        browser = came_in(port, cast, secret)

        assert browser.listen(other.pk).status == 404
        browser.close()
