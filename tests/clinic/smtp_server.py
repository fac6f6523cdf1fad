"""A mail server on a real socket, that takes, refuses or hangs up as a test wishes."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class MailServer:
    """What it was told, and how it answers."""

    answer_to_recipient: str = "250 ok"
    answer_to_data: str = "250 taken"
    hangs_up_after_data: bool = False
    waits_after_data: bool = False
    """It says nothing more until whoever sent it is gone."""
    offers_starttls: bool = False
    letters: list[str] = field(default_factory=list)
    has_a_letter: threading.Event = field(default_factory=threading.Event)
    connections: int = 0
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp+plain://127.0.0.1:{self.port}"


class _Line(socketserver.StreamRequestHandler):
    """One connection: just enough SMTP for one letter after the other."""

    def handle(self) -> None:
        server: MailServer = self.server.told  # type: ignore[attr-defined]
        server.connections += 1
        self._say("220 ready")
        for line in iter(self.rfile.readline, b""):
            word = line[:4].upper().decode().strip()
            if word == "QUIT":
                return self._say("221 bye")
            if word == "DATA":
                self._say("354 go on")
                server.letters.append(self._letter())
                server.has_a_letter.set()
                if server.waits_after_data:
                    self.rfile.read()
                if server.hangs_up_after_data or server.waits_after_data:
                    return None
                self._say(server.answer_to_data)
            else:
                self._say(server.answer_to_recipient if word == "RCPT" else "250 ok")
        return None

    def _letter(self) -> str:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        return b"".join(lines).decode()

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Line) as listening:
        told = MailServer(port=listening.server_address[1])
        listening.told = told  # type: ignore[attr-defined]
        listening.daemon_threads = True
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield told
        listening.shutdown()
        thread.join()
