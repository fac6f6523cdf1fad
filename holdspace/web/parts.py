"""A part of a page, when the page itself asks for it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest


def part_of(request: HttpRequest, template: str, part: str) -> str:
    """The name of the whole template, or of only that part of it."""
    return f"{template}#{part}" if request.headers.get("HX-Request") else template
