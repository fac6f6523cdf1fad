"""On an enrolled tablet the list before a session is one tap from the page that opens one."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from holdspace.clinic.context import clinic_context
from tests.clinic.tablet_device import Device
from tests.pathway.dosing_session.story import appointment_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cast) -> str:
    with clinic_context(cast.clinic.id):
        appointment = appointment_of(cast, "mara", datetime.now(UTC), room="Room 2")
    return f"/session/open/{appointment.pk}/"


def shown(device: Device, address: str) -> str:
    answer = device.client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_tablet_of_the_room_is_checked_in_one_tap(cast, address) -> None:
    device = Device()
    device.enrol(cast, room="Room 2", name="Window")

    page = shown(device, address)

    assert re.search(r'href="/tablet/#preflight">\s*Check Window first\s*</a>', page)
    assert "belongs to" not in page


def test_a_tablet_of_another_room_says_so(cast, address) -> None:
    device = Device()
    device.enrol(cast, room="Room 1", name="Window")

    assert "Window belongs to Room 1, not to Room 2." in shown(device, address)


def test_a_device_that_is_no_tablet_of_a_room_is_not_asked(cast, address) -> None:
    device = Device()
    device.sign_in(cast.staff["ana"])

    assert "#preflight" not in shown(device, address)
