"""What is said when the database does not answer or cannot write: a sentence, and no error page.

Nothing was written then. A tablet keeps what it holds and asks again; a person is told so.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from asgiref.sync import iscoroutinefunction
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.decorators import sync_and_async_middleware
from psycopg.errors import DiskFull

from holdspace.domain.free_space import CANNOT_CHART

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

log = logging.getLogger(__name__)

UNAVAILABLE = 503
ASK_AGAIN_AFTER_SECONDS = "5"
AWAY = (
    "The clinic's record does not answer just now. Nothing was written; what was charted on a"
    " tablet stays there and is sent by itself."
)


@sync_and_async_middleware
def say_that_the_record_is_away(get_response: Callable[..., object]) -> Callable[..., object]:
    if iscoroutinefunction(get_response):

        async def middleware(request: HttpRequest) -> object:
            return await get_response(request)

    else:

        def middleware(request: HttpRequest) -> object:  # type: ignore[misc]
            return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        # The kind alone: a message can quote what was being written.
        log.warning("The database did not do what it was asked: %s", type(exception.__cause__))
        is_full = isinstance(exception.__cause__, DiskFull)
        return answer(request, CANNOT_CHART if is_full else AWAY)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def answer(request: HttpRequest, sentence: str) -> HttpResponse:
    """In the form that was asked for: to a script as JSON, to a person as a page."""
    response: HttpResponse
    if request.content_type == "application/json" or not request.accepts("text/html"):
        response = JsonResponse({"sentence": sentence}, status=UNAVAILABLE)
    else:
        # Without the request: who asks is in the database too.
        page = render_to_string("503.html", {"sentence": sentence})
        response = HttpResponse(page, status=UNAVAILABLE)
    response["Retry-After"] = ASK_AGAIN_AFTER_SECONDS
    response["Cache-Control"] = "no-store"
    return response
