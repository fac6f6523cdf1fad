"""Live pages: one listening connection for each worker process, one look for each session.

The database says that something came (`NOTIFY`); the session is then looked at once, whatever the
number of pages open on it, and every page gets the same patch. A beat goes out only after a look
that succeeded, so a page that hears beats is not looking at the past.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg
from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection
from psycopg import sql

from holdspace.clinic.access.ending import CHANNEL as ACCESS_CHANNEL
from holdspace.clinic.access.policy import Act, may
from holdspace.clinic.access.queries import actor_of
from holdspace.clinic.context import clinic_context
from holdspace.pathway.consult.announcing import CONSENT_CHANNEL
from holdspace.pathway.dosing_session.live_page import JSON, Page, Watch, message
from holdspace.pathway.dosing_session.looking import Look, look_again, look_in_clinic
from holdspace.pathway.dosing_session.recording import LOG_CHANNEL
from holdspace.pathway.dosing_session.room_view import patch
from holdspace.pathway.dosing_session.samples import moment
from holdspace.pathway.dosing_session.shown import note_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

Clock = Callable[[], datetime]

logger = logging.getLogger(__name__)

SAMPLES_CHANNEL = "holdspace_samples"
ADDRESS = ("dbname", "user", "password", "host", "port", "sslmode", "sslrootcert")
BEAT_EVERY_SECONDS = 2.0
LISTEN_AGAIN_SECONDS = 1.0
RECENT = timedelta(minutes=2)
"""How far back a new page is given samples, in case some came while it loaded."""


class Hub:
    """All live pages of one worker process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._watches: dict[UUID, Watch] = {}
        self._listening: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def stream(
        self, session_id: UUID, clinic_id: int, account_id: int, after: int | None
    ) -> AsyncGenerator[bytes, None]:
        """Everything for one page: what came after a place, then what comes, until it ends."""
        page = Page(account_id)
        watch = self._join(session_id, clinic_id, page)
        try:
            yield b"retry: 1000\n\n"
            # What the page sees now is told again or was; what comes later is told. Without waiting
            # a line written between its look and the watch's first one would be told to nobody.
            await watch.has_looked.wait()
            page.catch_up()
            for one in await self._catch_up(watch, after):
                yield one
            while (one_more := await page.waiting.get()) is not None:
                yield one_more
        finally:
            self._leave(watch, page)

    def _join(self, session_id: UUID, clinic_id: int, page: Page) -> Watch:
        self._start_listening()
        watch = self._watches.setdefault(session_id, Watch(session_id, clinic_id))
        watch.pages.add(page)
        if watch.task is None or watch.task.done():
            watch.task = asyncio.create_task(self._keep_watch(watch))
        return watch

    def _leave(self, watch: Watch, page: Page) -> None:
        watch.pages.discard(page)
        if watch.pages:
            return
        self._watches.pop(watch.session_id, None)
        if watch.task is not None:
            watch.task.cancel()
        if not self._watches and self._listening is not None:
            self._listening.cancel()
            self._listening = None

    # --- looking ----------------------------------------------------------------------------------

    async def _keep_watch(self, watch: Watch) -> None:
        """Look when something came, and at each beat. If it ever ends, the pages are told so."""
        loop = asyncio.get_running_loop()
        beat_at = loop.time()
        try:
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout_at(beat_at):
                        await watch.stirred.wait()
                watch.stirred.clear()
                is_beat = loop.time() >= beat_at
                if is_beat:
                    beat_at = loop.time() + BEAT_EVERY_SECONDS
                await self._look_once(watch, is_beat=is_beat)
        finally:
            watch.tell(None)
            watch.has_looked.set()

    async def _look_once(self, watch: Watch, *, is_beat: bool) -> None:
        looks_beside, watch.is_outdated = is_beat or watch.is_outdated, False
        try:
            seen, state = await _look(watch, self._clock(), looks_beside=looks_beside)
        except DatabaseError:
            # No beat: the pages say by themselves that they hear nothing.
            logger.warning("The database did not answer a live page.")
            return
        for one in watch.changes(seen, state):
            watch.tell(one)
        watch.has_looked.set()
        if watch.fresh:
            with suppress(DatabaseError):
                await _note_shown(watch, seen, self._clock())
        if is_beat:
            beat = {"now": state["now"], "sequence": state["sequence"]}
            watch.tell(message("beat", state["sequence"], beat))

    async def _catch_up(self, watch: Watch, after: int | None) -> list[bytes]:
        """What a page that knows the log up to a place needs to be whole again."""
        now = self._clock()
        seen, state = await _look(watch, now, looks_beside=True)
        known = state if after == state["sequence"] else await _state_until(watch, now, after)
        change = patch({**(known or _nothing(state)), "panels": {}}, state)
        rows = [one.row(seen.rescinded) for one in seen.samples if one.received_at >= now - RECENT]
        beat = {"now": moment(now), "sequence": state["sequence"]}
        return [
            message("patch", state["sequence"], change),
            message("samples", state["sequence"], {"rows": rows}),
            message("beat", state["sequence"], beat),
        ]

    # --- listening --------------------------------------------------------------------------------

    def _start_listening(self) -> None:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._listening, self._watches = loop, None, {}
        if self._listening is None:
            self._listening = loop.create_task(self._listen())

    async def _listen(self) -> None:
        """Hear the database; when the line is cut, say so to nobody, and take it up again."""
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
            for channel in (LOG_CHANNEL, SAMPLES_CHANNEL, ACCESS_CHANNEL, CONSENT_CHANNEL):
                await line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            # What came while nobody listened was not heard.
            for watch in self._watches.values():
                watch.is_outdated = True
                watch.stirred.set()
            await self._end_streams_of_the_disabled()
            async for heard in line.notifies():
                if heard.channel == ACCESS_CHANNEL:
                    self._end_streams_of(heard.payload)
                elif heard.channel == CONSENT_CHANNEL:
                    self._stir_all_about(heard.payload)
                else:
                    self._stir(heard.payload)

    def _stir(self, session_id: str) -> None:
        with suppress(ValueError):
            watch = self._watches.get(UUID(session_id))
            if watch is not None:
                watch.stirred.set()

    def _stir_all_about(self, patient_id: str) -> None:
        """A consent was signed or withdrawn: what was known beside the log is old."""
        for watch in self._watches.values():
            if watch.is_about(patient_id):
                watch.is_outdated = True
                watch.stirred.set()

    def _end_streams_of(self, account_id: str) -> None:
        """At once. Whoever may still be here asks again and is let in."""
        for watch in self._watches.values():
            for page in watch.pages:
                if str(page.account_id) == account_id:
                    page.give(None)

    async def _end_streams_of_the_disabled(self) -> None:
        """For notices that were missed: whoever may no longer be in a room hears no more of it."""
        pages = [page for watch in self._watches.values() for page in watch.pages]
        accounts = {page.account_id for page in pages}
        allowed = await _may_be_in_a_room(accounts)
        for page in pages:
            if page.account_id not in allowed:
                page.give(None)


def _nothing(state: JSON) -> JSON:
    """A state that knows nothing, of the same shape."""
    return {key: {} if isinstance(value, dict) else None for key, value in state.items()}


@sync_to_async(thread_sensitive=False)
def _look(watch: Watch, now: datetime, *, looks_beside: bool) -> tuple[Look, JSON]:
    """Between two beats only log and samples are asked for; the rest is seconds old at most."""
    try:
        with clinic_context(watch.clinic_id):
            seen = look_again(watch.beside.at(now, is_beat=looks_beside))
            return seen, seen.state()
    finally:
        connection.close()


@sync_to_async(thread_sensitive=False)
def _note_shown(watch: Watch, seen: Look, now: datetime) -> None:
    """How long a signal took; that it is not written down must not keep anybody from hearing it."""
    try:
        with clinic_context(watch.clinic_id):
            note_shown(seen.session, watch.fresh, now)
    finally:
        connection.close()


@sync_to_async(thread_sensitive=False)
def _state_until(watch: Watch, now: datetime, sequence: int | None) -> JSON | None:
    if sequence is None:
        return None
    try:
        with clinic_context(watch.clinic_id):
            seen = look_in_clinic(watch.session_id, now)
            known = sequence <= seen.log.latest_sequence
            return seen.until(sequence).state() if known else None
    finally:
        connection.close()


@sync_to_async(thread_sensitive=False)
def _may_be_in_a_room(accounts: Sequence[int] | set[int]) -> set[int]:
    try:
        return {
            account_id
            for account_id in accounts
            if (actor := actor_of(account_id)) is not None and may(actor, Act.SEE_ROOM)
        }
    finally:
        connection.close()
