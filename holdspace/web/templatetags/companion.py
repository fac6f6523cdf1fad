"""Tags of the companion: its tabs, each of which is there as soon as its page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from django.template.context import Context

TABS = (
    ("today", "Today", "today:own_home"),
    ("journal", "Journal", "journal:own_journal"),
    ("circle", "My circle", "circle:own_circle"),
)

register = template.Library()


@register.inclusion_tag("web/own_tabs.html", takes_context=True)
def own_tabs(context: Context) -> dict[str, object]:
    """The three places of the companion; `tab` in the context says which one this page is in.

    A page that says nothing lies below Today.
    """
    found = [(key, words, _address(route)) for key, words, route in TABS]
    return {"tabs": [one for one in found if one[2]], "tab": context.get("tab", "today")}


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
