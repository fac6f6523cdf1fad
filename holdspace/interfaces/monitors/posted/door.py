"""The gateway's door for devices that post: token, bounds, spool, sync, and then the answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from holdspace.interfaces.fhir.observation import NotFhir
from holdspace.interfaces.monitors.listener import Allowance
from holdspace.interfaces.monitors.posted import answers
from holdspace.interfaces.monitors.posted.tokens import NO_TOKEN
from holdspace.interfaces.monitors.posted.translate import read_posted
from holdspace.interfaces.monitors.spool import Item, SpoolFull

if TYPE_CHECKING:
    from holdspace.interfaces.monitors.committer import Committer
    from holdspace.interfaces.monitors.posted.answers import Answer
    from holdspace.interfaces.monitors.posted.token_book import KnownToken, TokenBook

log = logging.getLogger(__name__)

PLACES = frozenset({"/interfaces/fhir", "/interfaces/fhir/", "/interfaces/fhir/Observation"})
TYPES = frozenset({"application/fhir+json", "application/json"})
HEAD_BYTES = 4096
"""Of a body that is too long this much is kept, for a person to see what it was."""
STRANGER_NOTED_EVERY = timedelta(minutes=10)
MOST_STRANGERS = 256

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostBounds:
    body_bytes: int = 1024 * 1024
    body_seconds: float = 30.0
    posts_per_second: float = 100.0
    """Per token, over bursts of ten seconds. A flood is slowed down, never dropped silently."""


class TooLong(Exception):
    """The body is over its bound."""

    def __init__(self, head: bytes) -> None:
        super().__init__()
        self.head = head


class GoneAway(Exception):
    """The sender hung up before its body was here: it was told nothing, so it keeps it."""


@dataclass(slots=True)
class Door:
    """An ASGI application of one act."""

    committer: Committer
    book: TokenBook
    ask_database: Callable[[], Awaitable[bool]]
    """Renews the book; True when the database answered."""
    bounds: PostBounds = field(default_factory=PostBounds)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _allowances: dict[int, Allowance] = field(default_factory=dict)
    _strangers: dict[str, datetime] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            answer = await self._answer(scope, receive)
        except GoneAway:
            return
        headers = [("content-type", "application/fhir+json; charset=utf-8"), *answer.headers]
        await send(
            {
                "type": "http.response.start",
                "status": answer.status.value,
                "headers": [(name.encode(), value.encode()) for name, value in headers],
            }
        )
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        if scope["path"] not in PLACES:
            return answers.no_such_place()
        if scope["method"] != "POST":
            return answers.only_post()
        source = str((scope.get("client") or ("",))[0])
        known = await self._who(scope)
        if not isinstance(known, answers.Answer):
            await asyncio.sleep(self._pause_for(known.number))
            return await self._take(scope, receive, source, known)
        if known.status == answers.unknown_token().status:
            await self._note_stranger(source)
        return known

    async def _who(self, scope: Scope) -> KnownToken | Answer:
        word, _, token = _header(scope, b"authorization").partition(" ")
        if word.lower() != "bearer" or not token.strip():
            return answers.unknown_token()
        known = self.book.find(token.strip())
        if known is not None:
            return known
        was_asked = await self.ask_database()
        known = self.book.find(token.strip())
        if known is not None:
            return known
        if was_asked:
            return answers.unknown_token()
        return answers.not_now(
            "whether this token is known cannot be told while the database is away"
        )

    async def _take(self, scope: Scope, receive: Receive, source: str, known: KnownToken) -> Answer:
        refusal, raw = "", b""
        try:
            async with asyncio.timeout(self.bounds.body_seconds):
                raw = await self._body(receive)
            answer = _judge(scope, raw)
        except TooLong as long:
            raw, answer = long.head, answers.too_long(self.bounds.body_bytes)
        except TimeoutError:
            return answers.too_slow(self.bounds.body_seconds)
        except asyncio.CancelledError:
            # The gateway stops and has waited: the sender is told to keep what it has.
            return answers.not_now("the gateway is being stopped")
        except NotFhir as problem:
            answer = answers.refused(problem)
        if answer.status.value >= 400:  # noqa: PLR2004 - HTTP's own line between yes and no
            refusal = _words_of(answer)
        now = self.clock()
        item = Item(
            received_at=now,
            source=source,
            raw=raw,
            refusal=refusal,
            device_key=known.device_key,
            token=known.number,
        )
        try:
            await self.committer.commit(item, now=now)
        except (SpoolFull, OSError) as error:
            log.error("a post from %s could not be stored: %s", source, error)  # noqa: TRY400
            return answers.not_now(str(error))
        return answer

    async def _body(self, receive: Receive) -> bytes:
        held = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise GoneAway
            held += message.get("body", b"")
            if len(held) > self.bounds.body_bytes:
                raise TooLong(bytes(held[:HEAD_BYTES]))
            if not message.get("more_body", False):
                return bytes(held)

    async def _note_stranger(self, source: str) -> None:
        """Once in a while for each address, so that a device without its token is seen on the
        monitors page, and nobody can fill the spool."""
        now = self.clock()
        noted = self._strangers.get(source)
        if noted is not None and now - noted < STRANGER_NOTED_EVERY:
            return
        if len(self._strangers) >= MOST_STRANGERS:
            return
        self._strangers[source] = now
        log.warning("a post from %s came without a token that is known here", source)
        try:
            await self.committer.commit(
                Item(received_at=now, source=source, raw=b"{}", refusal=NO_TOKEN), now=now
            )
        except (SpoolFull, OSError):
            log.warning("and could not be noted for the monitors page")

    def _pause_for(self, number: int) -> float:
        rate = self.bounds.posts_per_second
        allowance = self._allowances.setdefault(number, Allowance(rate))
        return allowance.wait_for(asyncio.get_running_loop().time())


def _judge(scope: Scope, raw: bytes) -> Answer:
    """Raises NotFhir. Times without a zone are read in the clinic's when it is loaded."""
    said = _header(scope, b"content-type")
    form, *parameters = [part.strip().lower() for part in said.split(";")]
    charset = next(
        (one[8:].strip('"') for one in parameters if one.startswith("charset=")), "utf-8"
    )
    packed = _header(scope, b"content-encoding")
    if form not in TYPES or charset not in ("utf-8", "utf8") or packed not in ("", "identity"):
        return answers.wrong_type(said if not packed else f"{said}, {packed}")
    return answers.stored(read_posted(raw, UTC))


def _words_of(answer: Answer) -> str:
    issues = answer.resource["issue"]
    return str(issues[0]["diagnostics"]) if isinstance(issues, list) else ""


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")
