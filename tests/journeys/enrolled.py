"""A tablet that stays in a room: enrolled, with PINs, and a wire to the site that can be cut."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.faults.wire import Wire
from tests.room_screen.tablet_disk import DUMP

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.site import RunningSite

PINS = {"Ana Silva": "271828", "Jonas Weber": "314159"}
READY = "#room[data-ready=true]"
PATIENCE_SECONDS = 120.0
HAS_A_WORKER = """navigator.serviceWorker.getRegistration()
  .then((one) => one?.active?.state === "activated")"""


def wire_to(site: RunningSite) -> Wire:
    port = urlsplit(site.origin).port
    assert port is not None
    return Wire(port)


def origin_of(wire: Wire) -> str:
    return f"http://localhost:{wire.port}"


def until(page: Page, expression: str) -> None:
    """Returns when a JavaScript expression is true, whatever the page's policy."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not page.evaluate(f"Promise.resolve({expression}).then(Boolean)"):
        assert time.monotonic() < give_up_at, f"It never came true: {expression}\n{words_on(page)}"
        time.sleep(0.05)


def words_on(page: Page) -> str:
    """Everything that can be read. Costly on a long chart: asked only when something is wrong."""
    return page.locator("body").inner_text()


def sign_in(page: Page, origin: str, who: str, password: str) -> None:
    page.goto(f"{origin}/account/login/")
    page.get_by_label("Email").fill(f"{who}@demo.example")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def sign_out(page: Page) -> None:
    page.context.clear_cookies(name="session")


def enrol(page: Page, origin: str, name: str) -> None:
    page.goto(f"{origin}/tablet/")
    page.locator("select[name=room]").select_option(label="Room 1")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Enrol this tablet").click()
    page.locator("#pin-form").wait_for()


def set_pin(page: Page, origin: str, pin: str) -> None:
    page.goto(f"{origin}/tablet/")
    page.locator("#pin").fill(pin)
    page.locator("#again").fill(pin)
    page.get_by_role("button", name="the PIN").click()
    page.get_by_text("Set. It opens this room").wait_for()


def open_a_session(page: Page, origin: str) -> str:
    """Ana's, in Room 1. Its path."""
    page.goto(f"{origin}/")
    page.get_by_role("row", name="M. K.").get_by_role("link", name="Open session").click()
    page.get_by_role("button", name="Open Room 1").click()
    page.wait_for_selector(READY)
    return urlsplit(page.url).path


def is_ready_for_an_outage(page: Page, address: str) -> None:
    """The room is open, its view is kept, and the worker would open it again."""
    page.goto(address)
    page.wait_for_selector(READY)
    until(page, HAS_A_WORKER)
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not stores_of(page)["views"]:
        assert time.monotonic() < give_up_at, "The view was never kept."
        time.sleep(0.1)


def everything_on_the_disk(page: Page) -> str:
    return str(page.evaluate(DUMP))


def stores_of(page: Page) -> dict[str, list[list[Any]]]:
    disk = json.loads(everything_on_the_disk(page))["databases"]["holdspace-room"]["stores"]
    return dict(disk)


def give_pin(page: Page, name: str, pin: str) -> None:
    who = page.locator(".pin-people").get_by_role("button", name=name)
    if who.get_attribute("aria-pressed") != "true":
        who.click()
    for digit in pin:
        page.locator(f'.pin-pad [data-key="{digit}"]').click()
    page.locator('.pin-pad [data-key="done"]').click()


def open_by_pin(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.locator(".lock-who").wait_for()
    give_pin(page, name, PINS[name])
    page.wait_for_selector(READY)


def tap(page: Page, name: str) -> None:
    page.locator("#buttons").get_by_role("button", name=name, exact=True).click()


def waits(page: Page, count: int) -> None:
    until(page, f"document.querySelector('#link').textContent.includes('{count} waiting')")


def still_waiting(page: Page) -> int:
    """How many entries the screen says are on this tablet only."""
    said = re.search(r"(\d+) waiting", page.locator("#link").text_content() or "")
    return int(said[1]) if said else 0


def is_all_in_the_record(page: Page) -> None:
    """Returns when nothing waits. However slow the machine: as long as fewer and fewer wait."""
    fewest, give_up_at = still_waiting(page), time.monotonic() + PATIENCE_SECONDS
    while waiting := still_waiting(page):
        if waiting < fewest:
            fewest, give_up_at = waiting, time.monotonic() + PATIENCE_SECONDS
        assert time.monotonic() < give_up_at, f"{waiting} stay on the tablet.\n{words_on(page)}"
        time.sleep(0.05)
    until(page, "document.querySelector('#link').textContent.includes('In the clinic record')")


def marks(page: Page) -> list[dict[str, Any]]:
    """Every entry of the record as the server tells it, by its place."""
    state = page.evaluate("fetch(`${location.pathname}state`).then((one) => one.json())")
    return sorted(state["marks"].values(), key=lambda one: int(one["sequence"]))
