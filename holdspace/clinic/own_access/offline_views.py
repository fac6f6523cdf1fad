"""What a phone keeps of the companion: a page with people to reach, and nothing about anybody."""

from __future__ import annotations

import hashlib
import json
import re
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


@require_safe
@public
def service_worker(request: HttpRequest) -> HttpResponse:
    """It answers for a server that does not: with the page of people to reach, and with a page to

    write on that is about nobody.
    """
    page = render_to_string("own_access/offline.html", _people(request))
    writing = _pages_to_write_on(request)
    texts = [page, *(text for _, text in writing.values())]
    files = sorted({file for text in texts for file in LINKED.findall(text)})
    script = slim_script(WORKER.read_text(encoding="utf-8"))
    said = json.dumps([texts, files, script]).encode()
    keeps = {
        "version": hashlib.sha256(said).hexdigest()[:12],
        "page": reverse("own_access:offline"),
        "pages": {address: instead for address, (instead, _) in writing.items()},
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


def _pages_to_write_on(request: HttpRequest) -> dict[str, tuple[str, str]]:
    """For each page that one can write on without a network: what stands in for it, and its text.

    A stage may not be looked ahead to: its page is asked for by name, as a phone would.
    """
    try:
        own, instead = reverse("journal:own_journal"), reverse("journal:offline")
    except NoReverseMatch:
        return {}
    return {own: (instead, resolve(instead).func(request).content.decode())}


def _people(request: HttpRequest) -> dict[str, object]:
    return {"reach": whom_to_call(request)}
