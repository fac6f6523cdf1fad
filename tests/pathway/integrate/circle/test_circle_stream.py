"""An open page of a circle: a pause empties it, an end darkens it and closes the stream."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.utils import timezone

from holdspace.clinic.access.ending import end_all_sessions
from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.clinic.own_access.queries import as_person
from holdspace.clinic.supporters import actions, joining
from holdspace.clinic.supporters.phone import new_link_secret
from holdspace.clinic.supporters.queries import invitation_of
from holdspace.domain.grants import Bundle
from holdspace.pathway.integrate.circle import stream
from tests.clinic.own_sign_in import own_sign_in
from tests.pathway.integrate.circle.conftest import dosing_visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.roles import OwnActor
    from holdspace.clinic.supporters.models import Supporter

LONGER_THAN_ANY_TEST = 3600.0
PIN = "480613"


class OpenCircle:
    """Mara, and Sam whose page is open; with no beat, so that only a notice can wake it."""

    def __init__(self, cast: Cast) -> None:
        now = timezone.now()
        self.cast = cast
        dosing_visit(cast, now + timedelta(days=1))
        sign_in = own_sign_in(cast.patients["mara"])
        with clinic_context(cast.clinic.id):
            self.person: OwnActor = as_person(sign_in.patient, sign_in.account_id)
            _, secret = actions.invite(
                person=self.person,
                name="Sam",
                relation="",
                bundle=Bundle.DAY_OF_HELPER,
                now=now,
            )
        found = invitation_of(secret, now)
        assert found is not None
        with clinic_context(cast.clinic.id):
            phone = joining.bind(invitation_id=found.pk, phone_secret=new_link_secret(), now=now)
            self.supporter: Supporter = joining.join_with_pin(
                invitation_id=found.pk, phone_secret=phone, pin=PIN, phone_name="A phone", now=now
            )

    async def does(self, act: Any) -> None:
        await asyncio.to_thread(self._act, act)

    def _act(self, act: Any) -> None:
        with clinic_context(self.cast.clinic.id):
            act(person=self.person, supporter=self.supporter, now=timezone.now())
        connection.close()

    async def account_ends(self) -> None:
        await asyncio.to_thread(self._end_account)

    def _end_account(self) -> None:
        end_all_sessions(self.supporter.account)
        connection.close()

    @asynccontextmanager
    async def page(self) -> AsyncIterator[AsyncIterator[tuple[str, str]]]:
        hub = stream.CircleHub(timezone.now)
        pages = hub.stream(
            supporter_id=self.supporter.pk,
            patient_id=self.supporter.patient_id,
            account_id=self.supporter.account_id,
            seen="",
        )
        async with asyncio.timeout(30):
            yield messages(pages)
        await pages.aclose()
        assert hub._pages == set()


async def messages(pages: Any) -> AsyncIterator[tuple[str, str]]:
    """Event and page, without the beats."""
    async for raw in pages:
        for block in raw.decode().split("\n\n"):
            if block.startswith("event: ") and not block.startswith("event: beat"):
                event, data = block.split("\n", 1)
                said = json.loads(data.removeprefix("data: "))
                yield event.removeprefix("event: "), said["html"]


@pytest.fixture
def opened(own_database, monkeypatch) -> OpenCircle:
    monkeypatch.setattr(stream, "BEAT_SECONDS", LONGER_THAN_ANY_TEST)
    return OpenCircle(make_cast())


def test_a_pause_empties_an_open_page_and_an_end_darkens_it_and_closes_the_stream(opened) -> None:
    async def watch() -> list[tuple[str, str]]:
        heard = []
        async with opened.page() as page:
            heard.append(await anext(page))
            for act in (actions.pause, actions.resume, actions.end):
                await opened.does(act)
                heard.append(await anext(page))
            heard += [one async for one in page]
        return heard

    heard = asyncio.run(watch())

    assert [event for event, _ in heard] == ["page", "page", "page", "ended"]
    assert "The ride home" in heard[0][1]
    assert "Nothing new right now" in heard[1][1]
    assert "The ride home" not in heard[1][1]
    assert "The ride home" in heard[2][1]
    assert "This page has ended" in heard[3][1]
    assert "Mara" not in heard[3][1]


def test_a_stream_ends_with_everything_else_its_account_has_open(opened) -> None:
    async def watch() -> list[tuple[str, str]]:
        async with opened.page() as page:
            first = await anext(page)
            await opened.account_ends()
            return [first, *[one async for one in page]]

    assert [event for event, _ in asyncio.run(watch())] == ["page"]
