"""A real web worker on a real socket, and a browser's way of talking to it."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from holdspace.server.supervisor import LEAN_MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.clinic.people.models import StaffMember

CSRF = "c" * 32
STARTS_WITHIN_SECONDS = 30
PATIENCE_SECONDS = 20


@contextmanager
def running_site(database_url: str) -> Iterator[int]:
    """A worker process; gives its port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        listening.set_inheritable(True)
        worker = subprocess.Popen(
            [sys.executable, "-m", "holdspace.server.web", "--socket", str(listening.fileno())],
            pass_fds=[listening.fileno()],
            env={
                **LEAN_MEMORY,
                **os.environ,
                "HOLDSPACE_DATABASE_URL": database_url,
                "HOLDSPACE_HOSTS": "localhost,127.0.0.1",
                "HOLDSPACE_DEBUG": "1",  # no hashed names: nothing was collected
            },
        )
        port = listening.getsockname()[1]
        try:
            _wait_until_it_answers(port)
            yield port
        finally:
            worker.terminate()
            worker.wait(timeout=10)


def _wait_until_it_answers(port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
            line.request("GET", "/room/nothing")
            if line.getresponse().status:
                return
    raise TimeoutError("The worker did not answer.")


@dataclass
class Browser:
    """Somebody signed in."""

    port: int
    cookie: str
    ears: list[Ear] = field(default_factory=list)

    def get(self, path: str) -> tuple[int, Any]:
        return self._ask("GET", path, None)

    def post(self, path: str, data: object) -> tuple[int, Any]:
        return self._ask("POST", path, json.dumps(data))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, Any]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        line.request(method, path, body, {"Cookie": self.cookie, "X-CSRFToken": CSRF})
        response = line.getresponse()
        raw = response.read()
        line.close()
        is_json = (response.getheader("Content-Type") or "").startswith("application/json")
        return response.status, json.loads(raw) if is_json else raw

    def listen(self, session_id: UUID, *, after: int | None = None) -> Ear:
        self.ears.append(Ear(self, f"/room/{session_id}/stream", after))
        return self.ears[-1]

    def close(self) -> None:
        for ear in self.ears:
            ear.close()


class Ear:
    """One open stream of server-sent events."""

    def __init__(self, browser: Browser, path: str, after: int | None) -> None:
        headers = {"Cookie": browser.cookie}
        if after is not None:
            headers["Last-Event-ID"] = str(after)
        self._line = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=PATIENCE_SECONDS)
        self._line.request("GET", path, headers=headers)
        self._response = self._line.getresponse()
        self.status = self._response.status

    def messages(self) -> Iterator[tuple[str, int, Any]]:
        """Event, id and data, as they come; ends when the server ends it."""
        told: dict[str, str] = {}
        for raw in self._response:
            text = raw.decode().rstrip("\n")
            name, _, value = text.partition(": ")
            if name:
                told[name] = value
            elif "event" in told:
                yield told["event"], int(told["id"]), json.loads(told["data"])
                told = {}

    def next(self, event: str) -> tuple[int, Any]:
        """The next message of one kind."""
        return next((place, data) for name, place, data in self.messages() if name == event)

    def close(self) -> None:
        self._response.close()
        self._line.close()


def signed_in(port: int, member: StaffMember) -> Browser:
    """A browser in which this person is signed in."""
    account = member.account
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={CSRF}"
    return Browser(port, cookie)
