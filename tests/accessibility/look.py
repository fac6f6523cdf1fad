"""Looks once at each page, for all the tests of this folder: opening it is what takes long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.journeys.tablet import COLOURS, PHONE, TABLET, violations

if TYPE_CHECKING:
    from tests.accessibility.walk import Found

SMALL_PHONE = {"width": 360, "height": 740}
ROOM, LOCK = "#room", "#lock"
JOURNAL = "#journal-page"
READY = (
    f"{ROOM}[data-sheets=true], {LOCK}:has(button), html[data-journal=ready], "
    f"html:not(:has({ROOM}, {JOURNAL}))"
)
"""A room with its sheets, what asks for a PIN before one, a journal, or a page that is none."""
CUT_OFF = """(() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (one) =>
    one && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const standsOut = (one) => {
    const { right, width } = one.getBoundingClientRect();
    const isSeen = one.checkVisibility() && width > 1 && !one.closest(".heard");
    return isSeen && right > wide + 1 && !scrolls(one);
  };
  const parts = [...document.querySelectorAll("body *")].filter(standsOut);
  const page = document.documentElement.scrollWidth > wide ? ["the page scrolls sideways"] : [];
  return [...page, ...parts.map((one) => one.outerHTML.slice(0, 120))];
})()"""
"""Whatever stands out of the screen on the right, but for what may be scrolled into it."""


LOOKS_AGAIN = 8


@dataclass(frozen=True, kw_only=True)
class Look:
    """What one page is like."""

    page: Found
    broken: list[str]
    too_wide: list[str]
    leads_to_help: bool
    leads_away: bool


def look_at(found: Found) -> Look:
    """Opened in dim light; the other light differs in its colours, and is judged by those."""
    found.tablet.choose_light("dim")
    opened(found)
    page = found.tablet.page
    light = page.evaluate("document.documentElement.dataset.light")
    broken = [] if light == "dim" else [f"{found}: not in dim light"]
    for size in (TABLET, PHONE):
        page.set_viewport_size(size)
        broken += _broken_in_either_light(found, size["width"])
    return Look(
        page=found,
        broken=broken,
        too_wide=too_wide(found),
        leads_to_help=_leads_to_help(found),
        leads_away=_leads_away(found),
    )


def opened(found: Found) -> None:
    page = found.tablet.page
    page.goto(found.tablet.site.origin + found.path)
    page.locator(READY).wait_for(state="attached")


def too_wide(found: Found) -> list[str]:
    """Of the page as it stands, once what draws itself anew has seen how wide it is."""
    page = found.tablet.page
    page.set_viewport_size(SMALL_PHONE)
    for _ in range(LOOKS_AGAIN):
        if not page.evaluate(CUT_OFF):
            return []
        page.wait_for_timeout(250)
    return [f"{found}: {one}" for one in page.evaluate(CUT_OFF)]


def _broken_in_either_light(found: Found, width_px: int) -> list[str]:
    """The whole set of rules in one light; in the other those that speak of colours."""
    wrong = []
    for light, rules in (("dim", None), ("day", COLOURS)):
        found.tablet.put_light(light)
        what = f"{found}, {light} light, {width_px} px"
        wrong += violations(found.tablet.page, what, rules)
    return wrong


def _leads_to_help(found: Found) -> bool:
    """A link to whom to call; those pages themselves have the numbers."""
    ways = found.tablet.page.locator('a[href="/me/help/"], a[href^="tel:"]')
    return ways.filter(visible=True).count() > 0


def _leads_away(found: Found) -> bool:
    """Without a network there is nowhere to go, and nothing about anybody to hide."""
    ways = found.tablet.page.locator("a[data-leave]").filter(visible=True)
    return found.route in {"own_access:offline", "check_ins:offline_after"} or ways.count() == 1
