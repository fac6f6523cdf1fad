"""Sends messages over MLLP as a monitor does: waits for the answer, and asks again without one."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from holdspace.interfaces.hl7v2.er7 import NotHl7, parse
from holdspace.interfaces.hl7v2.mllp import Frame, FrameReader, framed

NOT_NOW = "send it again later"
"""Words of our own gateway that ask for another try."""


class NoAnswer(ConnectionError):
    """The receiver could not be reached, or it did not answer in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    code: str
    """AA, AE or AR; CA, CE or CR where the message asked for that."""
    control_id: str
    text: str

    @property
    def is_taken(self) -> bool:
        return self.code in ("AA", "CA")


@dataclass(slots=True)
class Sender:
    host: str
    port: int
    timeout_seconds: float = 5.0
    tries: int = 1000
    pause: Callable[[float], None] = time.sleep
    _socket: socket.socket | None = field(default=None, repr=False)

    def send(self, message: bytes) -> Answer:
        """The same bytes are sent again until they are answered. Raises NoAnswer at last."""
        for attempt in range(1, self.tries + 1):
            try:
                answer = self._ask(message)
            except OSError:
                self.close()
                self.pause(min(5.0, 0.2 * attempt))
                continue
            if NOT_NOW not in answer.text:
                return answer
            self.pause(min(5.0, 0.2 * attempt))
        raise NoAnswer(f"no answer from {self.host}:{self.port}")

    def send_raw(self, data: bytes) -> list[Answer]:
        """Whatever bytes, as they are; the answers that come before silence or the end."""
        connection = self._connected()
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        frames = FrameReader()
        answers: list[Answer] = []
        while received := connection.recv(65536):
            answers += [answer_in(i.raw) for i in frames.feed(received) if isinstance(i, Frame)]
        self.close()
        return answers

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ask(self, message: bytes) -> Answer:
        connection = self._connected()
        connection.sendall(framed(message))
        frames = FrameReader()
        while True:
            received = connection.recv(65536)
            if not received:
                raise NoAnswer("the connection was closed without an answer")
            for item in frames.feed(received):
                if isinstance(item, Frame):
                    return answer_in(item.raw)

    def _connected(self) -> socket.socket:
        if self._socket is None:
            address = (self.host, self.port)
            self._socket = socket.create_connection(address, self.timeout_seconds)
        return self._socket


def answer_in(raw: bytes) -> Answer:
    try:
        message = parse(raw.decode("utf-8", errors="replace"))
    except NotHl7 as error:
        raise NoAnswer("what came back is not an HL7 message") from error
    for segment in message.named("MSA"):
        return Answer(segment.component(1), segment.component(2), segment.component(3))
    raise NoAnswer("what came back holds no MSA segment")
