"""A clinic server of a few lines: it serves the real page and files, and does what a test says."""

from __future__ import annotations

import json
import queue
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory
from room_names import SESSION_ID, iso
from room_states import a_mark, a_reading, a_state, monitor_rows

from holdspace.pathway.dosing_session import offline_views
from holdspace.web.slim import slim_script
from holdspace.web.storage import OUR_SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterable

JSON = dict[str, Any]
BEAT_SECONDS = 0.5
POLICY = "; ".join(
    f"{name} {' '.join(values)}"
    for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
KEPT_BY_A_TABLET = {
    "/service-worker.js": offline_views.service_worker,
    "/manifest.webmanifest": offline_views.manifest,
    "/room/shell/": offline_views.shell,
}
VALUES = {
    "sys": "systolic_mmhg",
    "dia": "diastolic_mmhg",
    "hr": "heart_rate_per_min",
    "spo2": "spo2_percent",
}


class ClinicDouble:
    """State, samples and a log of what tablets sent; a test may silence it or make it refuse."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)
        self.state = a_state(self.now())
        self.rows = monitor_rows(self.now())
        self.received: list[JSON] = []
        self.bodies: list[str] = []
        """As they came over the wire, letter by letter."""
        self.posted_to: list[str] = []
        self.release = ""
        """With one, there is a worker that opens the room without a server."""
        self.refusals: dict[str, str] = {}
        self.names_only: int | None = None
        self.is_silent = False
        self.is_down = False
        self._listeners: list[queue.Queue[bytes | None]] = []
        self._stop = threading.Event()
        handler = type("Handler", (Handler,), {"clinic": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.address = f"http://localhost:{self._server.server_port}"
        self.page = f"{self.address}/room/{SESSION_ID}/"
        for work in (self._server.serve_forever, self._beat):
            threading.Thread(target=work, daemon=True).start()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def stop(self) -> None:
        self._stop.set()
        for listener in self._listeners:
            listener.put(None)
        self._server.shutdown()
        self._server.server_close()

    def listen(self) -> queue.Queue[bytes | None]:
        listener: queue.Queue[bytes | None] = queue.Queue()
        self._listeners.append(listener)
        return listener

    def tell(self, event: str, data: JSON) -> None:
        message = (
            f"id: {self.state['sequence']}\nevent: {event}\ndata: {json.dumps(data)}\n\n".encode()
        )
        for listener in self._listeners:
            listener.put(message)

    def patch(self, **changes: Any) -> None:
        """Change the state, and tell the pages."""
        self.state["sequence"] += 1
        for name, value in changes.items():
            if isinstance(self.state[name], dict) and name not in {"phase", "zero"}:
                self.state[name].update(value)
            else:
                self.state[name] = value
        self.tell("patch", {"sequence": self.state["sequence"], "now": iso(self.now()), **changes})

    def send_rows(self, rows: Iterable[JSON]) -> None:
        fresh = list(rows)
        self.rows.extend(fresh)
        self.tell("samples", {"rows": fresh})

    def take(self, batch: JSON) -> list[JSON]:
        return [self._take_one(event) for event in batch["events"]][: self.names_only]

    def _take_one(self, event: JSON) -> JSON:
        known = any(one["event_id"] == event["event_id"] for one in self.received)
        refusal = self.refusals.get(event["kind"])
        result = {
            "event_id": event["event_id"],
            "recorded_at": iso(self.now()),
            "sentence": "",
            "facts": [],
        }
        if refusal:
            return {
                **result,
                "state": "refused",
                "sequence": None,
                "recorded_at": None,
                "sentence": refusal,
            }
        if not known:
            self.received.append(event)
            self._apply(event)
        return {
            **result,
            "state": "already" if known else "new",
            "sequence": self.state["sequence"],
        }

    def _apply(self, event: JSON) -> None:
        payload = event["payload"]
        if event["kind"] == "EntryUndone":
            target = self.state["marks"][payload["target_id"]]
            self.patch(
                marks={
                    payload["target_id"]: {
                        **target,
                        "struck": True,
                        "struck_reason": "Taken back, Ana Ruiz",
                    }
                }
            )
            return
        label = str(payload.get("code", event["kind"])).replace("_", " ").capitalize()
        lane = "vitals" if event["kind"] == "VitalsCharted" else "events"
        changes: JSON = {
            "marks": {event["event_id"]: a_mark(self.now(), label, lane, event["kind"])}
        }
        if event["kind"] == "VitalsCharted":
            values = {short: payload.get(long) for short, long in VALUES.items()}
            changes["readings"] = {event["event_id"]: a_reading(self.now(), **values)}
        self.patch(**changes)

    def _beat(self) -> None:
        while not self._stop.wait(BEAT_SECONDS):
            if not self.is_silent:
                self.tell("beat", {"now": iso(self.now()), "sequence": self.state["sequence"]})


class Handler(BaseHTTPRequestHandler):
    """The addresses of the room."""

    clinic: ClinicDouble
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/static/"):
            return self._static(path.removeprefix("/static/"))
        if path.startswith("/tablet/") or path in KEPT_BY_A_TABLET:
            return self._kept_by_a_tablet(path)
        name = path.removeprefix(f"/room/{SESSION_ID}/")
        if name == "stream":
            return self._stream()
        if self.clinic.is_down and name:
            return self._answer(503, b"", "text/plain")
        answers = {"state": self.clinic.state, "samples": {"rows": self.clinic.rows}}
        if name in answers:
            return self._answer(200, json.dumps(answers[name]).encode(), "application/json")
        self.clinic.state["now"] = iso(self.clinic.now())
        html = render_to_string(
            "dosing_session/room.html", {"state": self.clinic.state, "csrf_token": "token"}
        )
        return self._answer(200, html.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"]))
        body = json.loads(text)
        if self.clinic.is_down:
            return self._answer(503, b"", "text/plain")
        self.clinic.bodies.append(text.decode())
        self.clinic.posted_to.append(self.path)
        answer = {"results": self.clinic.take(body), "now": iso(self.clinic.now())}
        return self._answer(200, json.dumps(answer).encode(), "application/json")

    def _kept_by_a_tablet(self, path: str) -> None:
        """The site's own answer, as one release or another; without a release there is none."""
        if path not in KEPT_BY_A_TABLET or not self.clinic.release:
            return self._answer(503, b"", "text/plain")
        answer = KEPT_BY_A_TABLET[path](RequestFactory().get(path))
        release = self.clinic.release
        body = answer.content.replace(b'"version": "', f'"version": "{release}-'.encode())
        return self._answer(200, body, answer["Content-Type"])

    def _static(self, name: str) -> None:
        found = finders.find(name)
        if found is None:
            return self._answer(404, b"", "text/plain")
        kind = guess_type(name)[0] or "application/octet-stream"
        body = Path(found).read_bytes()
        if name.startswith(OUR_SCRIPTS) and name.endswith(".js"):
            body = slim_script(body.decode()).encode()
        return self._answer(200, body, kind)

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.close_connection = True
        listener = self.clinic.listen()
        while (message := listener.get()) is not None:
            try:
                self.wfile.write(message)
                self.wfile.flush()
            except OSError:
                return
