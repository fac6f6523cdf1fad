"""What lets a tablet open a room without its server: a worker, a manifest, and a page about nobody.

All three are public. None says anything about a patient, a session or a member of staff.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

import holdspace.web
from holdspace.clinic.access.policy import public
from holdspace.web.slim import slim_script

if TYPE_CHECKING:
    from django.http import HttpRequest

STATIC = Path(holdspace.web.__file__).parent / "static"
WORKER = STATIC / "holdspace/js/offline/service_worker.js"
MODULES = ("ages.js", "hold.js", "room/*.js", "offline/*.js", "help/*.js")
"""Of our scripts, what a room may ask for; each imports others by its own name."""
BESIDE = ("vendor/idb/index.js", "holdspace/icon.svg")
TYPEFACES = ("vendor/atkinson/*.woff2", "vendor/newsreader/*.woff2")
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


@require_safe
@public
def service_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The script that answers for a server which does not, with what it keeps and its version."""
    shell = reverse("dosing_session:shell")
    page = render_to_string("dosing_session/shell.html")
    files = sorted({*LINKED.findall(page), *_addresses()})
    script = slim_script(WORKER.read_text(encoding="utf-8"))
    said = json.dumps([page, files, script]).encode()
    keeps = {"version": hashlib.sha256(said).hexdigest()[:12], "shell": shell, "files": files}
    response = HttpResponse(
        f"self.holdspace = {json.dumps(keeps)};\n{script}", content_type="text/javascript"
    )
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@public
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """How the tablet shows the site when it is put on its home screen."""
    described = {
        "name": "Holdspace",
        "short_name": "Holdspace",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "orientation": "any",
        "background_color": "#14110f",
        "theme_color": "#14110f",
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


@require_safe
@public
def shell(request: HttpRequest) -> HttpResponse:
    """The room's page without a room: the tablet fills it from what it keeps, after a PIN."""
    response = render(request, "dosing_session/shell.html")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _names() -> tuple[str, ...]:
    ours = [found for pattern in MODULES for found in (STATIC / "holdspace/js").glob(pattern)]
    letters = [found for pattern in TYPEFACES for found in STATIC.glob(pattern)]
    found = [path.relative_to(STATIC).as_posix() for path in (*ours, *letters) if path != WORKER]
    return (*found, *BESIDE)


def _addresses() -> list[str]:
    return [staticfiles_storage.url(name) for name in _names()]
