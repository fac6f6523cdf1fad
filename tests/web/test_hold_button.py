"""A held button counts after 600 ms and not before, by finger, by key and by screen reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import holdspace.web
from tests.chromium import running_browser

SCRIPTS = Path(holdspace.web.__file__).parent / "static/holdspace/js"
PAGE = """<!doctype html><html lang="en"><title>Hold</title>
<button id="give" type="button" data-hold>
  <span>Give</span><small data-hold-words>Press</small>
</button>
<script type="module" src="/count.js"></script></html>"""
COUNT = """import { listenForHolds } from "/hold.js";
window.count = 0;
document.addEventListener("held", () => { window.count += 1; });
listenForHolds(document);
window.ready = true;"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as opened:
        yield opened


def answer(route: Route) -> None:
    files = {
        "/": ("text/html", PAGE),
        "/count.js": ("text/javascript", COUNT),
        "/hold.js": ("text/javascript", (SCRIPTS / "hold.js").read_text()),
    }
    kind, body = files["/" + route.request.url.split("/", 3)[3]]
    route.fulfill(content_type=kind, body=body)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """The clock stands still until a test moves it."""
    opened = browser.new_page()
    opened.route("**/*", answer)
    opened.clock.install()
    opened.goto("http://localhost/")
    opened.wait_for_function("window.ready")
    opened.clock.pause_at("2100-01-01")
    yield opened
    opened.close()


def times_held(page: Page) -> int:
    return int(page.evaluate("window.count"))


def press(page: Page) -> None:
    page.locator("#give").hover()
    page.mouse.down()


@pytest.mark.parametrize(("held_ms", "times"), [(599, 0), (600, 1), (601, 1), (5000, 1)])
def test_a_finger_must_stay_600_ms(page: Page, held_ms: int, times: int) -> None:
    press(page)
    page.clock.run_for(held_ms)
    page.mouse.up()

    assert times_held(page) == times


@pytest.mark.parametrize("key", ["Enter", " "])
@pytest.mark.parametrize(("held_ms", "times"), [(599, 0), (600, 1)])
def test_a_key_must_stay_600_ms(page: Page, key: str, held_ms: int, times: int) -> None:
    page.locator("#give").focus()
    page.keyboard.down(key)
    page.clock.run_for(held_ms)
    page.keyboard.up(key)

    assert times_held(page) == times


def test_sliding_off_takes_it_back(page: Page) -> None:
    press(page)
    page.clock.run_for(300)
    page.mouse.move(600, 600)
    expect(page.locator("#give")).not_to_have_attribute("data-holding", "")
    page.clock.run_for(600)
    page.mouse.up()

    assert times_held(page) == 0


def test_a_screen_reader_is_asked_for_a_second_press(page: Page) -> None:
    page.evaluate("document.getElementById('give').click()")

    assert times_held(page) == 0
    assert page.locator("[data-hold-words]").inner_text() == "Press again to confirm"


def test_the_second_press_of_a_screen_reader_counts(page: Page) -> None:
    page.evaluate("document.getElementById('give').click()")
    page.evaluate("document.getElementById('give').click()")

    assert times_held(page) == 1


def test_a_second_press_after_five_seconds_asks_again(page: Page) -> None:
    page.evaluate("document.getElementById('give').click()")
    page.clock.run_for(5000)
    page.evaluate("document.getElementById('give').click()")

    assert times_held(page) == 0


def test_a_short_press_by_finger_does_not_arm_it(page: Page) -> None:
    press(page)
    page.mouse.up()
    press(page)
    page.mouse.up()

    assert times_held(page) == 0
