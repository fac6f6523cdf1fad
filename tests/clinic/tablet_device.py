"""A device in a test: it keeps cookies, and people sign in and out on it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.test import Client

from holdspace.clinic.context import clinic_context
from holdspace.clinic.tablets.models import Tablet

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.models import StaffMember

PIN = "274951"


@dataclass
class Device:
    """One browser. What it keeps survives whoever signs in."""

    client: Client = field(default_factory=Client)

    def sign_in(self, member: StaffMember) -> None:
        """Fully, as by password and second step."""
        self.client.force_login(member.account, settings.AUTHENTICATION_BACKENDS[-1])

    def enrol(self, cast: Cast, by: str = "ana", room: str = "Room 1", name: str = "One") -> Tablet:
        self.sign_in(cast.staff[by])
        answer = self.client.post("/tablet/enrol", {"room": cast.rooms[room].pk, "name": name})
        assert answer.status_code == 302, answer.content
        with clinic_context(cast.clinic.id):
            return Tablet.objects.enrolled().get(name=name)

    def post(self, path: str, data: object, client: Client | None = None) -> Any:
        return (client or self.client).post(path, json.dumps(data), "application/json")

    def set_pin(self, member: StaffMember, pin: str = PIN) -> dict[str, str]:
        self.sign_in(member)
        answer = self.post("/tablet/pin", {"pin": pin})
        assert answer.status_code == 200, answer.content
        keys: dict[str, str] = answer.json()
        return keys

    def unlock(self, member: StaffMember, pin: str = PIN) -> Any:
        return self.post("/tablet/unlock", {"staff_id": str(member.pk), "pin": pin})

    def leave(self) -> None:
        """Whoever is signed in is not any more; what the device keeps stays."""
        self.client.cookies.pop(settings.SESSION_COOKIE_NAME, None)
