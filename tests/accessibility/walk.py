"""Finds every page by going from link to link, as each of several people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse

from tests.authorisation.routes import Route, all_routes

if TYPE_CHECKING:
    from tests.journeys.tablet import Tablet

LINK = re.compile(r'(?:href|action|data-summary|data-chair)="(/[^"#]*)"')
ENOUGH_OF_ONE = 6
"""Pages of one kind that are opened for their links; what they link to is alike."""
NEVER = {
    "account_logout",
    "dosing_session:shell",
    "dosing_session:stream",
    "own_access:leave",
}
"""Two end the walk, one never ends, one is of use on an enrolled tablet alone."""


@dataclass(frozen=True)
class Found:
    """A page, and a screen at which somebody may see it."""

    route: str
    path: str
    tablet: Tablet

    def __str__(self) -> str:
        return f"{self.route} ({self.path})"


def open_routes() -> list[Route]:
    return [one for one in all_routes() if one.policy not in {None, "refused"}]


def walk(walkers: list[Tablet]) -> list[Found]:
    """The first page of each kind that any of them can see."""
    found: dict[tuple[str, str], Found] = {}
    for tablet in walkers:
        for page in Walk(tablet).pages():
            found.setdefault((page.route, urlsplit(page.path).query), page)
    return list(found.values())


class Walk:
    """One person's."""

    def __init__(self, tablet: Tablet) -> None:
        self.tablet = tablet
        self.ahead = [reverse(one.name) for one in open_routes() if not one.arguments]
        self.been: set[str] = set()
        self.count: dict[str, int] = {}

    def pages(self) -> list[Found]:
        found = []
        while self.ahead:
            path = self.ahead.pop(0)
            route = self._route_of(path)
            if path in self.been or route in {"", *NEVER} or self._has_enough(route):
                continue
            self.been.add(path)
            found += self._open(route, path)
        return found

    def _open(self, route: str, path: str) -> list[Found]:
        answer = self.tablet.context.request.get(self.tablet.site.origin + path, max_redirects=0)
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            return []
        self.ahead += [link.replace("&amp;", "&") for link in LINK.findall(answer.text())]
        return [Found(route, path, self.tablet)]

    def _has_enough(self, route: str) -> bool:
        self.count[route] = self.count.get(route, 0) + 1
        return self.count[route] > ENOUGH_OF_ONE

    @staticmethod
    def _route_of(path: str) -> str:
        """The name of the route, with its namespace; "" for a file."""
        try:
            return resolve(urlsplit(path).path).view_name
        except Resolver404:
            return ""
