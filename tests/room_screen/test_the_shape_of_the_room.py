"""The room fits every screen, can be hit with a gloved thumb, and stays dark."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from PIL import Image
from waiting import until

from holdspace.web.slim import slim_script

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Browser, Page

ROOM = Path("holdspace/js/room")
KILOBYTE = 1024
FILE = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js))"')
SIZES = [(295, 205), (320, 256), (360, 760), (768, 1024), (1180, 820), (1920, 1080)]
BOXES = """(selector) => [...document.querySelectorAll(selector)]
  .filter((one) => one.checkVisibility())
  .map((one) => {
    const { x, y, width: w, height: h } = one.getBoundingClientRect();
    return { name: one.textContent.trim(), x, y, w, h };
  })"""
OVERFLOW = """(() => {
  const page = document.documentElement;
  return [page.scrollWidth - innerWidth, page.scrollHeight - innerHeight];
})()"""
NUMBER_SIZES = """[...document.querySelectorAll(".vital .value")]
  .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
PHASE_COLOURS = """Object.fromEntries([...document.querySelectorAll(".phase-bar li")]
  .map((one) => [one.dataset.state, getComputedStyle(one).backgroundColor]))"""
PLAN_CUT = (
    "(({ scrollHeight: all, clientHeight: seen }) => all - seen)(document.getElementById('plan'))"
)


def boxes(page: Page, selector: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(BOXES, selector)
    assert found
    return found


def opened(page: Page, clinic: ClinicDouble) -> Page:
    page.goto(clinic.page)
    page.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    return page


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_wider_than_the_screen(
    tablet: Page, clinic: ClinicDouble, width: int, height: int
) -> None:
    tablet.set_viewport_size({"width": width, "height": height})

    opened(tablet, clinic)

    assert tablet.evaluate(OVERFLOW)[0] <= 0


def test_at_400_percent_the_emergency_can_be_reached_and_hides_no_number_for_good(
    tablet: Page, clinic: ClinicDouble
) -> None:
    """It stays in sight; what it covers can be scrolled from under it."""
    tablet.set_viewport_size({"width": 320, "height": 256})
    opened(tablet, clinic)

    tablet.locator(".vital.pressure .value").evaluate("(one) => one.scrollIntoView()")

    [emergency] = boxes(tablet, "#emergency")
    [number] = boxes(tablet, ".vital.pressure .value")
    assert 0 <= emergency["y"] < emergency["y"] + emergency["h"] <= 256
    assert number["y"] + number["h"] <= emergency["y"]


def test_in_the_colours_of_the_system_the_phase_is_still_to_be_seen(
    browser: Browser, clinic: ClinicDouble
) -> None:
    context = browser.new_context(viewport={"width": 1180, "height": 820}, forced_colors="active")
    page = opened(context.new_page(), clinic)

    colours = page.evaluate(PHASE_COLOURS)
    chart = page.evaluate("getComputedStyle(document.getElementById('chart')).forcedColorAdjust")
    context.close()

    assert len({colours["done"], colours["now"], colours["next"]}) == 3
    assert chart == "none"


def test_the_tablet_needs_no_scrolling(room: Page) -> None:
    assert room.evaluate(OVERFLOW) == [0, 0]
    assert room.evaluate(PLAN_CUT) <= 0


def test_letters_twice_as_large_still_fit_the_width(tablet: Page, clinic: ClinicDouble) -> None:
    opened(tablet, clinic)

    tablet.evaluate("document.documentElement.style.fontSize = '32px'")
    tablet.wait_for_timeout(300)

    assert tablet.evaluate(OVERFLOW)[0] <= 0


def test_primary_buttons_are_at_least_64_pixels_and_others_48(room: Page) -> None:
    primary = boxes(room, "#buttons .tap-button")
    others = boxes(room, ".room-screen button")

    assert [one for one in primary if min(one["w"], one["h"]) < 64] == []
    assert [one for one in others if min(one["w"], one["h"]) < 48] == []


def apart(a: dict[str, Any], b: dict[str, Any]) -> float:
    across = max(a["x"], b["x"]) - min(a["x"] + a["w"], b["x"] + b["w"])
    down = max(a["y"], b["y"]) - min(a["y"] + a["h"], b["y"] + b["h"])
    return max(across, down)


def test_buttons_are_at_least_12_pixels_apart(room: Page) -> None:
    found = boxes(room, "#buttons button")
    close = [
        (a["name"], b["name"])
        for index, a in enumerate(found)
        for b in found[index + 1 :]
        if apart(a, b) < 11.9
    ]

    assert close == []


@pytest.mark.parametrize("name", ["More…", "Rating", "Guidance"])
def test_the_targets_of_a_sheet_are_large_enough(room: Page, name: str) -> None:
    room.get_by_role("button", name=name, exact=True).click()
    room.locator("dialog.sheet").wait_for()

    small = [
        one for one in boxes(room, "dialog.sheet button, dialog.sheet summary") if one["h"] < 48
    ]

    assert small == []


def luminance(picture: bytes) -> float:
    """Mean relative luminance of a screenshot, 0 to 1 (sRGB, WCAG)."""
    pixels = Image.open(io.BytesIO(picture)).convert("RGB").resize((295, 205)).tobytes()
    linear = [
        (c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in range(256)
    ]
    weights = (0.2126, 0.7152, 0.0722)
    return sum(linear[value] * weights[index % 3] for index, value in enumerate(pixels)) / (
        len(pixels) / 3
    )


def test_the_dim_room_is_nearly_dark(room: Page) -> None:
    assert luminance(room.screenshot()) <= 0.03


def test_the_measure_of_darkness_sees_a_bright_room(room: Page) -> None:
    room.evaluate("document.documentElement.dataset.light = 'day'")

    assert luminance(room.screenshot()) > 0.5


def test_big_numbers_are_at_least_48_pixels(room: Page) -> None:
    sizes = room.evaluate(NUMBER_SIZES)

    assert min(sizes) >= 48


def test_everything_can_be_reached_and_used_with_the_keyboard(
    room: Page, clinic: ClinicDouble
) -> None:
    reached = set()
    for _ in range(40):
        room.keyboard.press("Tab")
        reached.add(
            room.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
        )

    assert {"phase", "due", "plan", "emergency", "show-table", "Tears", "Note"} <= reached


def test_the_table_says_what_the_chart_shows(room: Page) -> None:
    until(room, "document.querySelectorAll('#table tbody tr').length > 15")
    heard = room.locator("#table").inner_text()
    room.locator("#show-table").click()

    room.locator("#table").get_by_text("141/88").wait_for()
    assert "hand held" in room.locator("#table").inner_text().lower()
    assert "141/88" in heard


def modules_of(start: str) -> set[str]:
    """Every module that comes with a first one, by its static imports."""
    found, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        source = Path(str(finders.find(name))).read_text(encoding="utf-8")
        for relative in re.findall(
            r'^(?:import|export)[^;]*?from "(.+?)";', source, flags=re.MULTILINE | re.DOTALL
        ):
            parts = list(Path(name).parent.parts)
            for step in relative.split("/"):
                parts = parts[:-1] if step == ".." else parts if step == "." else [*parts, step]
            waiting.append("/".join(parts))
    return found


def weight(names: set[str]) -> int:
    """Bytes over the wire: as the site serves them, each file compressed by itself."""
    total = 0
    for name in names:
        text = Path(str(finders.find(name))).read_text(encoding="utf-8")
        ours = name.startswith("holdspace/js/")
        total += len(brotli.compress((slim_script(text) if ours else text).encode()))
    return total


def test_what_the_room_needs_before_it_can_be_used_is_light(clinic: ClinicDouble) -> None:
    page = render_to_string("dosing_session/room.html", {"state": clinic.state, "csrf_token": ""})
    tags = re.findall(r"<(?:link|script)[^>]+>", page)
    linked = {found for tag in tags if "data-later" not in tag for found in FILE.findall(tag)}
    later = {found for tag in tags if "data-later" in tag for found in FILE.findall(tag)}
    first = linked | modules_of(str(ROOM / "main.js"))
    sheets = later | modules_of(str(ROOM / "sheets.js")) - first

    assert {
        "vendor/uplot/uPlot.iife.min.js",
        "vendor/idb/index.js",
        "holdspace/css/room_screen.css",
    } <= first
    assert weight(first) <= 60 * KILOBYTE
    assert weight(sheets) <= 36 * KILOBYTE


def test_the_page_asks_nobody_else_for_anything(browser: Browser, clinic: ClinicDouble) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    opened(page, clinic)
    page.wait_for_timeout(500)
    context.close()

    assert [url for url in asked if not url.startswith(clinic.address)] == []
