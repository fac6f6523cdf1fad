"""MLLP framing: messages between a vertical tab and a file separator, read within bounds."""

from dataclasses import dataclass, field

START = b"\x0b"
END = b"\x1c"
CARRIAGE_RETURN = b"\r"
DEFAULT_MOST_BYTES = 256 * 1024
KEPT_OF_OVERSIZED = 2048


@dataclass(frozen=True, slots=True)
class Frame:
    raw: bytes


@dataclass(frozen=True, slots=True)
class CutOff:
    """A frame began and its end never came: another began, or the connection closed."""

    raw: bytes


@dataclass(frozen=True, slots=True)
class Oversized:
    """A frame past the limit; only its beginning is kept, so that it can be refused by its id."""

    head: bytes
    most_bytes: int


@dataclass(frozen=True, slots=True)
class Noise:
    """Bytes between frames, dropped."""

    count: int


Received = Frame | CutOff | Oversized | Noise


def framed(message: bytes) -> bytes:
    return START + message + END + CARRIAGE_RETURN


@dataclass(slots=True)
class FrameReader:
    """Feed it whatever arrived; it holds at most one unfinished frame of `most_bytes`."""

    most_bytes: int = DEFAULT_MOST_BYTES
    _buffer: bytearray = field(default_factory=bytearray)
    _inside: bool = False
    _discarding: bool = False

    def feed(self, data: bytes) -> list[Received]:
        received: list[Received] = []
        while data:
            data = (
                self._inside_frame(data, received)
                if self._inside
                else self._between(data, received)
            )
        return received

    def close(self) -> list[Received]:
        """What is left when the connection ends."""
        left = self._cut() if self._inside and not self._discarding else []
        self._reset()
        return left

    def _between(self, data: bytes, received: list[Received]) -> bytes:
        noise, start, rest = data.partition(START)
        count = len(noise.replace(CARRIAGE_RETURN, b"").replace(b"\n", b""))
        if count:
            received.append(Noise(count))
        self._inside = bool(start)
        return rest

    def _inside_frame(self, data: bytes, received: list[Received]) -> bytes:
        end, start = data.find(END), data.find(START)
        restarted = start >= 0 and (end < 0 or start < end)
        stop = start if restarted else end
        self._keep(data if stop < 0 else data[:stop], received)
        if stop < 0:
            return b""
        if not self._discarding:
            received += self._cut() if restarted else [Frame(bytes(self._buffer))]
        self._reset()
        return data[stop:] if restarted else data[stop + 1 :]

    def _keep(self, data: bytes, received: list[Received]) -> None:
        if self._discarding:
            return
        if len(self._buffer) + len(data) > self.most_bytes:
            head = bytes(self._buffer[:KEPT_OF_OVERSIZED]) + data[:KEPT_OF_OVERSIZED]
            received.append(Oversized(head[:KEPT_OF_OVERSIZED], self.most_bytes))
            self._buffer.clear()
            self._discarding = True
            return
        self._buffer += data

    def _cut(self) -> list[Received]:
        return [CutOff(bytes(self._buffer))] if self._buffer else []

    def _reset(self) -> None:
        self._buffer = bytearray()
        self._inside = False
        self._discarding = False
