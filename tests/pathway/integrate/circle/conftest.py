"""Mara's circle: Sam is a helper on the day, her visit is on; everybody's pages are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.supporters import actions
from holdspace.domain.grants import Bundle, Item
from tests.clinic.circle_sign_in import came_in, invited, page_of
from tests.clinic.own_sign_in import sign_in_as_person

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.schedule.models import Appointment
    from holdspace.clinic.supporters.models import Supporter
    from tests.clinic.circle_sign_in import Invited


def dosing_visit(cast: Cast, starts_at: datetime, who: str = "mara") -> Appointment:
    from holdspace.clinic.schedule.models import Appointment

    with clinic_context(cast.clinic.id):
        return Appointment.objects.create(
            clinic=cast.clinic,
            kind=Appointment.Kind.DOSING,
            patient=cast.patients[who],
            room=cast.rooms["Room 1"],
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3),
            zone=cast.clinic.time_zone,
        )


@dataclass
class Circle:
    """Both sides of one place."""

    cast: Cast
    invited: Invited
    phone: Client
    person: Client

    @property
    def supporter(self) -> Supporter:
        return self.invited.supporter

    def page(self, path: str = "") -> str:
        return self.phone.get(page_of(self.invited) + path).content.decode()

    def own(self, path: str = "") -> str:
        return self.person.get(f"/me/circle/{self.supporter.pk}/{path}").content.decode()

    def give(self, bundle: Bundle, *items: Item) -> None:
        now = timezone.now()
        with clinic_context(self.cast.clinic.id):
            actions.give(
                person=self.invited.person,
                supporter=self.supporter,
                bundle=bundle,
                items=frozenset(items),
                until=now + timedelta(days=20),
                now=now,
            )

    def press(self, what: str) -> None:
        answer = self.person.post(f"/me/circle/{self.supporter.pk}/{what}/")
        assert answer.status_code == 302

    def says(self, words: str) -> None:
        answer = self.phone.post(page_of(self.invited) + "wrong/", {"words": words})
        assert answer.status_code == 302


@pytest.fixture
def circle(cast: Cast) -> Circle:
    from django.core.cache import cache

    cache.clear()
    dosing_visit(cast, timezone.now() + timedelta(days=1))
    sam = invited(cast.patients["mara"])
    person = Client()
    sign_in_as_person(person, cast.patients["mara"])
    return Circle(cast, sam, came_in(sam), person)
