"""Live pages of people's circles: each look asks afresh what stands; what ended closes the stream.

One listening connection for each worker process. A notice names the person whose circle changed;
every open page of that circle then looks at once, and at each beat in any case, so that a notice
that was missed is made good within seconds.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg
from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from psycopg import sql

from holdspace.clinic.access.ending import CHANNEL as ACCESS_CHANNEL
from holdspace.clinic.audit.actions import record_without_staff
from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Account
from holdspace.clinic.supporters.announcing import CIRCLE_CHANNEL
from holdspace.clinic.supporters.gate import SUPPORTER
from holdspace.clinic.supporters.queries import place_of
from holdspace.pathway.dosing_session.stream import ADDRESS, LISTEN_AGAIN_SECONDS
from holdspace.pathway.integrate.circle.live_page import fragment_of, page_of

if TYPE_CHECKING:
    from holdspace.clinic.supporters.queries import Place

logger = logging.getLogger(__name__)

BEAT_SECONDS = 3.0


@dataclass(eq=False)
class OpenPage:
    """One page that is open somewhere, and what would wake it."""

    patient_id: UUID
    account_id: int
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    is_over: bool = False
    """Everything this account had open was ended."""


class CircleHub:
    """All live pages of circles in one worker process."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._pages: set[OpenPage] = set()
        self._listening: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def stream(
        self, *, supporter_id: UUID, patient_id: UUID, account_id: int, seen: str
    ) -> AsyncGenerator[bytes, None]:
        """Beats, and the page whenever it is another than was seen; at the end its last word."""
        page = OpenPage(patient_id, account_id)
        self._join(page)
        try:
            yield b"retry: 2000\n\n"
            while not page.is_over:
                page.stirred.clear()
                try:
                    fragment = await _look(account_id, supporter_id, seen, self._clock())
                except DatabaseError:
                    # No beat: the page says by itself that it hears nothing.
                    logger.warning("The database did not answer a page of a circle.")
                else:
                    if fragment is None:
                        yield _message("ended", {"html": await _ended()})
                        return
                    mark = mark_of(fragment)
                    changed = mark != seen
                    yield _message(
                        "page" if changed else "beat", {"html": fragment} if changed else {}
                    )
                    seen = mark
                with suppress(TimeoutError):
                    async with asyncio.timeout(BEAT_SECONDS):
                        await page.stirred.wait()
        finally:
            self._leave(page)

    def _join(self, page: OpenPage) -> None:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._listening, self._pages = loop, None, set()
        self._pages.add(page)
        if self._listening is None or self._listening.done():
            self._listening = loop.create_task(self._listen())

    def _leave(self, page: OpenPage) -> None:
        self._pages.discard(page)
        if not self._pages and self._listening is not None:
            self._listening.cancel()
            self._listening = None

    async def _listen(self) -> None:
        """Hear the database; when the line is cut, take it up again. Beats go on meanwhile."""
        while True:
            try:
                await self._hear()
            except (psycopg.Error, OSError):
                logger.warning("The line to the database was cut; listening again.")
            await asyncio.sleep(LISTEN_AGAIN_SECONDS)

    async def _hear(self) -> None:
        said = connection.get_connection_params()
        address = {name: said[name] for name in ADDRESS if said.get(name)}
        async with await psycopg.AsyncConnection.connect(autocommit=True, **address) as line:
            for channel in (CIRCLE_CHANNEL, ACCESS_CHANNEL):
                await line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            for page in self._pages:
                page.stirred.set()
            async for heard in line.notifies():
                self._stir(heard.channel, heard.payload)

    def _stir(self, channel: str, payload: str) -> None:
        for page in self._pages:
            if channel == ACCESS_CHANNEL and str(page.account_id) == payload:
                page.is_over = True
                page.stirred.set()
            elif channel == CIRCLE_CHANNEL and str(page.patient_id) == payload:
                page.stirred.set()


def mark_of(fragment: str) -> str:
    """By which a page says what it shows."""
    return hashlib.sha256(fragment.encode()).hexdigest()[:16]


def _message(event: str, data: dict[str, str]) -> bytes:
    return f"event: {event}\ndata: {json.dumps(data)}\n\n".encode()


@sync_to_async(thread_sensitive=False)
def _look(account_id: int, supporter_id: UUID, seen: str, now: datetime) -> str | None:
    """The page as it stands now, with a line in the trail when it shows something new.

    None when the place ended, or the account.
    """
    try:
        is_active = Account.objects.filter(pk=account_id, is_active=True).exists()
        place = place_of(account_id, supporter_id, now) if is_active else None
        if place is None or place.is_dark:
            return None
        with clinic_context(place.supporter.clinic_id):
            fragment = fragment_of(page_of(place, now), place)
            if mark_of(fragment) != seen:
                _note(place)
            return fragment
    finally:
        connection.close()


@sync_to_async(thread_sensitive=False)
def _ended() -> str:
    return render_to_string("supporters/part_ended.html")


def _note(place: Place) -> None:
    record_without_staff(
        clinic_id=place.supporter.clinic_id,
        act="read as a supporter",
        patient_id=place.supporter.patient_id,
        object_kind=SUPPORTER,
        object_id=place.supporter.pk,
    )
