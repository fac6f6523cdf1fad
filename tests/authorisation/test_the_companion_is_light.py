"""A patient's own page opens on a slow phone: all its scripts and styles together are small."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from holdspace.web.slim import slim_script
from tests.authorisation.asking import OWN, OWN_DOORS
from tests.authorisation.routes import Route, all_routes

MOST_BYTES = 60 * 1024
TAG = re.compile(r"<(?:link[^>]+stylesheet|script)[^>]*>")
FILE = re.compile(r'(?:href|src)="/static/([^"?]+\.(?:css|js))')
IMPORT = re.compile(r'(?:from|import)\s*"(\.{1,2}/[^"]+)"')
OWN_ROUTES = [one for one in all_routes() if one.policy in OWN_DOORS]


@pytest.fixture(scope="module")
def pages(world) -> dict[Route, str]:
    """As the person sees them to whom they belong; nothing where one sends on or shows no page."""
    return {route: page_of(world, route) for route in OWN_ROUTES}


def page_of(world, route) -> str:
    theirs = next(one for one in world.askers if one.name == OWN_DOORS[route.policy])
    answer = theirs.client.get(route.path(world.values(route, OWN, theirs.mark)))
    is_page = answer.status_code == 200 and "html" in answer["Content-Type"]
    return answer.content.decode() if is_page else ""


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
    return sum(_weight_of(name) for name in names)


@cache
def _weight_of(name: str) -> int:
    text = _text(name)
    sent = slim_script(text) if name.startswith("holdspace/js/") else text
    return len(brotli.compress(sent.encode()))


@cache
def _text(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def _beside(name: str, other: str) -> str:
    parts = list(Path(name).parent.parts)
    for step in other.split("/"):
        parts = parts[:-1] if step == ".." else parts if step == "." else [*parts, step]
    return "/".join(parts)


@pytest.mark.parametrize("route", OWN_ROUTES, ids=str)
def test_a_page_of_the_companion_is_light(pages, route) -> None:
    assert weight(needed_by(pages[route])) <= MOST_BYTES


def test_most_of_them_are_pages_that_were_weighed(pages) -> None:
    """Else they would all be light because none was there."""
    weighed = [route for route in OWN_ROUTES if weight(needed_by(pages[route])) > 2_000]

    assert len(weighed) > len(OWN_ROUTES) / 2


def test_what_a_page_needs_is_found(pages) -> None:
    home = next(route for route in OWN_ROUTES if route.name == "today:own_home")

    needed = needed_by(pages[home])

    assert "holdspace/css/companion.css" in needed
    assert "holdspace/js/companion/shell.js" in needed
    assert "holdspace/js/passkey.js" in needed
