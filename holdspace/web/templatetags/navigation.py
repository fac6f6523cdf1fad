"""The pages of the staff in one line at the top: what is used all day; the rest below *More*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from django.template.context import Context

IN_ONE_LINE = 6
"""As many links as stand in one line of a tablet beside the clinic's name and the account."""


@dataclass(frozen=True, slots=True)
class _Place:
    act: str
    """The act whose page it is; only who may do it sees the link."""

    route: str
    words: str
    has_below: tuple[str, ...] = ()
    """Whatever begins so lies below this page too, and marks it."""


ABOUT_ONE_PERSON = ("/people/", "/courses/", "/cycles/", "/consents/", "/decisions/")
PLACES = (
    _Place("SEE_BOARD", "today:board", "Today"),
    _Place("SEE_BOARD", "today:rounds", "Rounds"),
    _Place("SEE_PEOPLE", "course:people", "People", ABOUT_ONE_PERSON),
    _Place("SEE_TASKS", "tasks:tasks", "Tasks", ("/tasks/",)),
    _Place("FOLLOW_UP", "check_ins:everybody", "After", ("/after/",)),
    _Place("SEE_SCHEDULE", "schedule:appointments", "Appointments", ("/appointments/",)),
    _Place("SEE_VISITS", "visits:waiting", "Talks to book"),
    _Place("SEE_SPECIALISTS", "visits:specialists", "Directory", ("/specialists/",)),
    _Place("SEE_OUTCOMES", "outcomes:outcomes", "Outcomes", ("/outcomes/", "/exports/")),
    _Place("ASSIGN_MONITOR", "monitors:monitors", "Monitors", ("/monitors/",)),
    _Place("SEE_STAFF", "access:staff", "Clinic", ("/clinic/",)),
)


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    address: str
    current: str
    """What `aria-current` says: this very page, a page below it, or nothing."""


register = template.Library()


@register.inclusion_tag("web/navigation.html", takes_context=True)
def desk_navigation(context: Context) -> dict[str, object]:
    """A link shows only where its page exists and this person may open it."""
    may = context.get("may") or {}
    path = context["request"].path if "request" in context else ""
    links = [link for place in PLACES if may.get(place.act) and (link := _link(place, path))]
    fits = len(links) <= IN_ONE_LINE
    more = [] if fits else links[IN_ONE_LINE:]
    return {
        "links": links if fits else links[:IN_ONE_LINE],
        "more": more,
        "is_in_more": any(link.current for link in more),
    }


def _link(place: _Place, path: str) -> Link | None:
    try:
        address = reverse(place.route)
    except NoReverseMatch:
        return None
    if path == address:
        return Link(place.words, address, "page")
    is_below = any(path.startswith(start) for start in place.has_below)
    return Link(place.words, address, "true" if is_below else "")
