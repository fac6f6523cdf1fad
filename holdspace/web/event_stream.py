"""A response that lasts for hours: server-sent events, with no connection to the database held."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import StreamingHttpResponse

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator


def event_stream(messages: AsyncGenerator[bytes, None]) -> StreamingHttpResponse:
    """What comes, as it comes. No cache and no proxy may hold it up."""
    response = StreamingHttpResponse(_held_open(messages), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _held_open(messages: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """Whatever was asked on the way here and back (who it is, a session that was saved) took a
    connection, which Django gives back when the response ends. A dozen of open pages would be all
    that a page server can serve."""
    await _give_back()
    async with aclosing(messages):
        async for one in messages:
            yield one


@sync_to_async
def _give_back() -> None:
    """In the thread of this request: a connection belongs to the thread that took it."""
    connection.close()
