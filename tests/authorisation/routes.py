"""Every route of the site, as the resolver has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from holdspace.clinic.access.middleware import declared_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.urls.resolvers import URLResolver


ASKED_WITH = {"dosing_session:replay_state": "?sequence=2"}
"""Routes that answer only a question: without it there is nothing to be found."""


@dataclass(frozen=True)
class Route:
    """One route: its name, its pattern, its view, what it declares."""

    name: str
    pattern: str
    view: Callable[..., object]
    query: str = ""

    def __str__(self) -> str:
        return self.name or self.pattern

    @property
    def policy(self) -> str | None:
        return declared_policy(self.name, self.view)

    @property
    def is_chart(self) -> bool:
        return bool(getattr(self.view, "chart", False))

    @property
    def arguments(self) -> tuple[str, ...]:
        return tuple(re.findall(r"<(?:\w+:)?(\w+)>", self.pattern))

    def path(self, values: dict[str, object]) -> str:
        return reverse(self.name, kwargs=values) + self.query


def all_routes(urlconf: str | None = None) -> list[Route]:
    """Walked, not listed: a route added later is in it."""
    return list(_walk(get_resolver(urlconf), "", ()))


def _walk(resolver: URLResolver, before: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for part in resolver.url_patterns:
        pattern = before + str(part.pattern)
        if isinstance(part, URLPattern):
            name = ":".join([*spaces, part.name or ""])
            yield Route(name, pattern, part.callback, ASKED_WITH.get(name, ""))
        else:
            below = (*spaces, part.namespace) if part.namespace else spaces
            yield from _walk(part, pattern, below)
