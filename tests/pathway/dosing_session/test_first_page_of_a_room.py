"""What is charted while the first page of a room opens is on that page."""

from __future__ import annotations

import asyncio
import json
from itertools import count
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.pathway.dosing_session import stream
from holdspace.pathway.dosing_session.queries import entries_of
from tests.pathway.dosing_session.story import Tablet, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.dosing_session.models import DosingSession

BEATS = 3


def _chart(cast: Cast, session: DosingSession, code: str) -> None:
    try:
        with clinic_context(cast.clinic.id):
            Tablet(session).chart(cast.actor("ana"), timezone.now(), "Observed", code=code)
    finally:
        connection.close()


async def _told(cast: Cast, session: DosingSession, first_beat: Callable[[], None]) -> set[str]:
    """The marks that a page is told of that opens now, until two beats after its first."""
    hub = stream.Hub(timezone.now)
    account_id = await sync_to_async(lambda: cast.staff["ana"].account_id)()
    page = hub.stream(session.pk, cast.clinic.id, account_id, after=1)
    told, beats = set[str](), 0
    async for message in page:
        if b"event: patch" in message:
            told |= set(json.loads(message.partition(b"data: ")[2]).get("marks", {}))
        if b"event: beat" in message:
            beats += 1
            if beats == 1:
                await sync_to_async(first_beat)()
        if beats == BEATS:
            break
    await page.aclose()
    return told


@pytest.mark.usefixtures("kept_database")
def test_a_line_written_between_the_first_two_looks_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The line comes right after whichever look is the first, as it can from another tablet."""
    cast = make_cast(prefix=f"{uuid4()}-")
    with clinic_context(cast.clinic.id):
        session = opened(cast, timezone.now())
    looks, real = count(), stream._look

    is_written = asyncio.Event()

    async def watched(*args: object, **said: object) -> object:
        if next(looks) > 0:
            await is_written.wait()
            return await real(*args, **said)
        seen = await real(*args, **said)
        await sync_to_async(_chart)(cast, session, "tears")
        is_written.set()
        return seen

    monkeypatch.setattr(stream, "_look", watched)
    told = asyncio.run(_told(cast, session, lambda: _chart(cast, session, "laughter")))

    with clinic_context(cast.clinic.id):
        assert told == {str(one.event_id) for one in entries_of(session)[-2:]}
