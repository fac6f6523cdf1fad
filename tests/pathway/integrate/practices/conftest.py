"""Mara's phone after a session that she lived through, made once; tests take themselves back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client

from tests.clinic.own_sign_in import own_sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from pytest_django.plugin import DjangoDbBlocker

    from holdspace.clinic.demo import Cast


@dataclass(frozen=True)
class Phone:
    """Her phone, at any time after she went home; and the desks of those who care for her."""

    cast: Cast
    home_at: datetime
    client: Client

    @contextmanager
    def after(self, time: timedelta) -> Iterator[None]:
        """At a moment; she signs in anew, for a sign-in does not last for days."""
        with time_machine.travel(self.home_at + time, tick=False):
            self.sign_in()
            yield
        self.sign_in()

    def sign_in(self) -> None:
        self.client.force_login(own_sign_in(self.cast.patients["mara"]).account)

    def page(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    def sends(self, path: str, **said: str) -> tuple[int, str]:
        answer = self.client.post(path, said)
        return answer.status_code, " ".join(answer.content.decode().split())

    def chart(self, who: str) -> str:
        desk = Client()
        desk.force_login(self.cast.staff[who].account)
        answer = desk.get(f"/people/{self.cast.patients['mara'].pk}/")
        return " ".join(answer.content.decode().split())


@pytest.fixture(scope="module")
def went_home(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Cast, datetime]]:
    from django.db import transaction

    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import make_cast
    from holdspace.pathway.dosing_session import past_queries
    from tests.pathway.review.story import live

    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        with clinic_context(cast.clinic.id):
            lived = live(cast)
            homes = past_queries.went_home(cast.patients["mara"].pk, lived.now)
        yield cast, homes[-1].at
        transaction.set_rollback(True)


@pytest.fixture
def phone(went_home: tuple[Cast, datetime]) -> Iterator[Phone]:
    from django.db import transaction

    cast, home_at = went_home
    with transaction.atomic():
        phone = Phone(cast, home_at, Client())
        phone.sign_in()
        yield phone
        transaction.set_rollback(True)
