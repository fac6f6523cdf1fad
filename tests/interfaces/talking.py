"""Says bytes to a listener over a real socket and hears every answer until the end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from holdspace.interfaces.hl7v2.mllp import Frame, FrameReader
from holdspace.interfaces.hl7v2.sender import Answer, answer_in

if TYPE_CHECKING:
    from holdspace.interfaces.monitors.listener import Listener


def answers_over_a_socket(listener: Listener, stream: bytes) -> list[Answer]:
    said = asyncio.run(_asked(listener, stream))
    return [answer_in(one.raw) for one in FrameReader().feed(said) if isinstance(one, Frame)]


async def _asked(listener: Listener, stream: bytes) -> bytes:
    work = asyncio.create_task(listener.committer.run())
    server = await listener.serve("127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
    writer.write(stream)
    writer.write_eof()
    said = await reader.read()
    writer.close()
    server.close()
    work.cancel()
    return said
