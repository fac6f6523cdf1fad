"""Page servers that break a promise on purpose, so that a proof can be seen to notice.

Only `holdspace prove --controls` and the tests start them, on a scratch database.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Answering = Callable[[HttpRequest], HttpResponse]

JSON = dict[str, Any]

LATER_SECONDS = 0.3
TIMES_OVER = 20
"""One answer is small; the run in which this is noticed is short."""


def _is_charting(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path.endswith("/events")


def _yes_to_all(request: HttpRequest) -> HttpResponse:
    """What a site says when it has taken everything, whether or not it has."""
    from django.http import JsonResponse

    events = json.loads(request.body)["events"]
    results = [{"event_id": one["event_id"], "state": "new", "sequence": 0} for one in events]
    return JsonResponse({"results": results})


def acknowledges_before_commit(answering: Answering) -> Answering:
    """Says yes, and writes a moment later."""
    from django.db import connection

    def early(request: HttpRequest) -> HttpResponse:
        if not _is_charting(request):
            return answering(request)
        yes = _yes_to_all(request)

        def later() -> None:
            time.sleep(LATER_SECONDS)
            try:
                answering(request)
            finally:
                connection.close()

        threading.Thread(target=later).start()
        return yes

    return early


def invents_ids(answering: Answering) -> Answering:
    """Gives each entry an id of the server's own, so that what is sent again is new again."""

    def inventing(request: HttpRequest) -> HttpResponse:
        if not _is_charting(request):
            return answering(request)
        batch = json.loads(request.body)
        ids = {str(uuid4()): event["event_id"] for event in batch["events"]}
        for event, invented in zip(batch["events"], ids, strict=True):
            event["event_id"] = invented
        request._body = json.dumps(batch).encode()  # noqa: SLF001 - where Django keeps it
        response = answering(request)
        told = response.content.decode()
        for invented, said in ids.items():
            told = told.replace(invented, said)
        response.content = told.encode()
        response["Content-Length"] = str(len(response.content))
        return response

    return inventing


def says_yes_to_errors(answering: Answering) -> Answering:
    """Says yes whatever the database said."""

    def deaf(request: HttpRequest) -> HttpResponse:
        response = answering(request)
        is_error = response.status_code >= 500  # noqa: PLR2004
        return _yes_to_all(request) if is_error and _is_charting(request) else response

    return deaf


def lets_writers_collide(answering: Answering) -> Answering:
    """Takes no turn: two writers may give two entries the same place."""
    from django.db import connection

    def without_a_turn(execute: Callable[..., object], sql: str, *rest: object) -> object:
        return execute("SELECT %s" if "pg_advisory_xact_lock" in sql else sql, *rest)

    def careless(request: HttpRequest) -> HttpResponse:
        with connection.execute_wrapper(without_a_turn):
            return answering(request)

    return careless


def hides_silence(answering: Answering) -> Answering:
    """Never tells a page that a monitor is silent."""

    def hiding(request: HttpRequest) -> HttpResponse:
        response = answering(request)
        if request.path.endswith("/state") and response.status_code == 200:  # noqa: PLR2004
            told = json.loads(response.content)
            signals = told["panels"]["signals"]
            told["panels"]["signals"] = [one for one in signals if one["kind"] != "no_signal"]
            response.content = json.dumps(told).encode()
            response["Content-Length"] = str(len(response.content))
        return response

    return hiding


def keeps_every_answer(answering: Answering) -> Answering:
    """Keeps each answer that it gave, twenty times over."""
    kept: list[bytes] = []

    def hoarding(request: HttpRequest) -> HttpResponse:
        response = answering(request)
        if not response.streaming:
            kept.append(response.content * TIMES_OVER)
        return response

    return hoarding


HERE = "holdspace.server.proving.broken"


def page_server(broken: Callable[[Answering], Answering]) -> tuple[str, ...]:
    """The words that start a page server broken in this way."""
    return (HERE, broken.__name__)


def main() -> int:
    """Serve with one promise broken: the innermost middleware is the one named first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.settings")
    from django.conf import settings

    from holdspace.server import web

    settings.MIDDLEWARE.append(f"{HERE}.{sys.argv[1]}")
    return web.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
