"""What a phone keeps of the companion: whom to reach, pages to write on and to read; of nobody."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, resolve, reverse
from django.views.decorators.http import require_safe

import holdspace.web
from holdspace.clinic.access.policy import public
from holdspace.clinic.own_access.queries import whom_to_call
from holdspace.web.slim import slim_script

if TYPE_CHECKING:
    from django.http import HttpRequest

STATIC = Path(holdspace.web.__file__).parent / "static"
WORKER = STATIC / "holdspace/js/companion/service_worker.js"
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
INSTEAD = (
    ("journal:own_journal", "journal:offline", False),
    ("check_ins:own_after", "check_ins:offline_after", True),
)
"""A page of a person's own; what stands in for it; whether the pages below it are parts of that."""


@dataclass(frozen=True, kw_only=True)
class _Kept:
    address: str
    instead: str
    text: str
    has_parts: bool


@require_safe
@public
def service_worker(request: HttpRequest) -> HttpResponse:
    """It answers for a server that does not: with the page of people to reach, with a page to

    write on and with what is usual after a session. None is about anybody.
    """
    page = render_to_string("own_access/offline.html", _people(request))
    kept = [one for place in INSTEAD if (one := _kept(request, *place))]
    texts = [page, *(one.text for one in kept)]
    files = sorted({file for text in texts for file in LINKED.findall(text)})
    script = slim_script(WORKER.read_text(encoding="utf-8"))
    said = json.dumps([texts, files, script]).encode()
    keeps = {
        "version": hashlib.sha256(said).hexdigest()[:12],
        "page": reverse("own_access:offline"),
        "pages": {one.address: one.instead for one in kept},
        "below": {one.address: one.instead for one in kept if one.has_parts},
        "files": files,
    }
    response = HttpResponse(
        f"self.companion = {json.dumps(keeps)};\n{script}", content_type="text/javascript"
    )
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@public
def offline(request: HttpRequest) -> HttpResponse:
    """The page that a phone shows without a network. Numbers of the clinic, no word of a person."""
    response = render(request, "own_access/offline.html", _people(request))
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@public
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """How it stands among other apps: a name that tells nothing, an icon that tells nothing."""
    described = {
        "name": "My pages",
        "short_name": "My pages",
        "id": "/me/",
        "start_url": reverse("own_access:sign_in"),
        "scope": "/me/",
        "display": "standalone",
        "background_color": "#f6f2ec",
        "theme_color": "#f6f2ec",
        "icons": [
            {
                "src": staticfiles_storage.url("holdspace/icon.svg"),
                "sizes": "any",
                "type": "image/svg+xml",
            }
        ],
    }
    response = JsonResponse(described, content_type="application/manifest+json")
    response["Cache-Control"] = "no-cache"
    return response


def _kept(request: HttpRequest, own: str, instead: str, has_parts: bool) -> _Kept | None:  # noqa: FBT001
    """A stage may not be looked ahead to: its page is asked for by name, as a phone would."""
    try:
        address, place = reverse(own), reverse(instead)
    except NoReverseMatch:
        return None
    text = resolve(place).func(request).content.decode()
    return _Kept(address=address, instead=place, text=text, has_parts=has_parts)


def _people(request: HttpRequest) -> dict[str, object]:
    return {"reach": whom_to_call(request)}
