"""A patient's own page opens on a slow phone: all its scripts and styles together are small."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from holdspace.web.slim import slim_script
from tests.authorisation.routes import all_routes
from tests.clinic.own_sign_in import sign_in_as_person

MOST_BYTES = 60 * 1024
TAG = re.compile(r"<(?:link[^>]+stylesheet|script)[^>]*>")
FILE = re.compile(r'(?:href|src)="/static/([^"?]+\.(?:css|js))')
IMPORT = re.compile(r'(?:from|import)\s*"(\.{1,2}/[^"]+)"')
OPEN_TO_ANYBODY = {"own_access:sign_in", "own_access:help"}


def pages() -> list[str]:
    """Those that need no object: each shell, form and list of the companion."""
    return [
        route.path({})
        for route in all_routes()
        if (route.policy == "own" or route.name in OPEN_TO_ANYBODY) and not route.arguments
    ]


def needed_by(page: str) -> set[str]:
    """What it links to, and the modules that those ask for."""
    waiting = [found for tag in TAG.findall(page) for found in FILE.findall(tag)]
    needed: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in needed:
            continue
        needed.add(name)
        if name.endswith(".js"):
            waiting += [_beside(name, other) for other in IMPORT.findall(_text(name))]
    return needed


def weight(names: set[str]) -> int:
    """Bytes over the wire: as the site serves them, each file compressed by itself."""
    texts = [(name, _text(name)) for name in names]
    sent = [slim_script(text) if name.startswith("holdspace/js/") else text for name, text in texts]
    return sum(len(brotli.compress(text.encode())) for text in sent)


def _text(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def _beside(name: str, other: str) -> str:
    parts = list(Path(name).parent.parts)
    for step in other.split("/"):
        parts = parts[:-1] if step == ".." else parts if step == "." else [*parts, step]
    return "/".join(parts)


@pytest.mark.django_db
@pytest.mark.parametrize("path", pages())
def test_a_page_of_the_companion_is_light(cast, client, path: str) -> None:
    sign_in_as_person(client, cast.patients["mara"])

    page = client.get(path, follow=True).content.decode()

    assert weight(needed_by(page)) <= MOST_BYTES


@pytest.mark.django_db
def test_what_a_page_needs_is_found(cast, client) -> None:
    sign_in_as_person(client, cast.patients["mara"])

    needed = needed_by(client.get("/me/").content.decode())

    assert "holdspace/css/companion.css" in needed
    assert "holdspace/js/companion/shell.js" in needed
    assert "holdspace/js/passkey.js" in needed
    assert 2_000 < weight(needed) <= MOST_BYTES
