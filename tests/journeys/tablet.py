"""One member of staff before one screen: what a hand does there, and what the eye would see."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from tests.journeys.site import ZONE

if TYPE_CHECKING:
    from datetime import datetime

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Locator,
        Page,
        Request,
        Response,
    )

    from tests.journeys.site import RunningSite

TABLET = {"width": 1180, "height": 820}
PHONE = {"width": 390, "height": 844}
PATIENCE_SECONDS = 90.0
STEP_SECONDS = 0.05
CATCH_UP_SECONDS = 2.5
"""One beat of the server, and a little."""
OWN_SCHEMES = {"data", "blob"}
"""Of the page's own making; nothing goes over a wire."""
OTHER_LIGHT = {"day": "dim", "dim": "day"}
AXE = Axe()
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""All in which one light differs from the other."""
LISTEN_FOR_THE_HOLD = """(() => {
  window.wasHeld = false;
  const heard = () => { window.wasHeld = true; };
  document.addEventListener("held", heard, { capture: true, once: true });
})()"""
MIDDLE = """(button) => {
  button.scrollIntoView({ block: "center" });
  const box = button.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""
STATE = "fetch(document.getElementById('room').dataset.state).then((one) => one.json())"
"""What the server says of the room that is open."""
NOTHING_YET = "\N{EN DASH}"


@dataclass
class Watched:
    """What must stay empty on every screen, all day."""

    origin: str
    off_origin: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    policy_violations: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    """Of accessibility."""
    has_a_wire_that_is_cut: bool = False
    """Then the browser says of each request that it failed, and is right."""

    def request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" != self.origin and parts.scheme not in OWN_SCHEMES:
            self.off_origin.append(request.url)

    def console(self, said: ConsoleMessage) -> None:
        if self.has_a_wire_that_is_cut and "net::ERR_" in said.text:
            return
        if said.type == "error":
            place = (
                self.policy_violations if "Security Policy" in said.text else self.console_errors
            )
            place.append(f"{said.text} {said.location.get('url', '')}")

    def all(self) -> list[str]:
        return [
            *self.off_origin, *self.console_errors, *self.policy_violations, *self.violations
        ]  # fmt: skip


@dataclass
class Tablet:
    """A browser of its own: nobody else's cookies, disk or clock."""

    context: BrowserContext
    page: Page
    site: RunningSite
    watched: Watched
    taps: int = 0
    """Presses of a finger since somebody last began to count."""
    answers: int = 0
    """Of the server, to what this tablet sent."""
    answers_seen: int = 0

    def __post_init__(self) -> None:
        self.page.on("response", self._count)

    def _count(self, response: Response) -> None:
        self.answers += response.request.method == "POST" and response.url.endswith("/events")

    # --- waiting ------------------------------------------------------------------------------

    def until(self, expression: str) -> None:
        """Returns when a JavaScript expression is true. The page's policy forbids other ways."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while not self.page.evaluate(f"Promise.resolve({expression}).then(Boolean)"):
            assert time.monotonic() < give_up_at, f"It never came true: {expression}\n{self.text()}"
            time.sleep(STEP_SECONDS)

    def is_answered(self) -> None:
        """Returns when the server has answered what was charted here since the last time."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while self.answers == self.answers_seen:
            assert time.monotonic() < give_up_at, "Nothing that was tapped here was sent."
            self.page.wait_for_timeout(STEP_SECONDS * 1000)
        self.answers_seen = self.answers

    def shows(self, words: str, place: str = "body") -> None:
        """Returns when these words can be read."""
        self.page.locator(place).get_by_text(words).first.wait_for()

    def text(self, place: str = "body") -> str:
        return self.page.locator(place).inner_text()

    # --- a hand -------------------------------------------------------------------------------

    def press(self, button: Locator) -> None:
        """One tap of a finger."""
        self.taps += 1
        button.first.click()

    def tap(self, name: str, place: str = "body") -> None:
        self.press(self.page.locator(place).get_by_role("button", name=name))

    def hold(self, name: str) -> None:
        """Press, keep pressing, let go."""
        self.press_and_hold(self.page.locator("dialog[open]").get_by_role("button", name=name))

    def press_and_hold(self, button: Locator) -> None:
        """Until the page says that it counts. A finger that missed a moving button tries again."""
        self.page.evaluate(LISTEN_FOR_THE_HOLD)
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while not self._has_finger_on(button):
            assert time.monotonic() < give_up_at, "No finger ever met the button."
            self.page.mouse.up()
        self.until("window.wasHeld")
        self.page.mouse.up()

    def _has_finger_on(self, button: Locator) -> bool:
        x, y = button.evaluate(MIDDLE)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        held = "window.wasHeld || document.querySelector('[data-holding]')"
        return bool(self.page.evaluate(f"Boolean({held})"))

    def key_in(self, values: dict[str, str]) -> None:
        """Numbers on the keypad, each in the field of that name; nothing stands there before."""
        for name, number in values.items():
            place = self.page.locator("dialog[open] .number-field", has_text=name).first
            assert place.locator("output").inner_text() == NOTHING_YET
            if place.get_attribute("aria-pressed") != "true":
                self.press(place)
            for sign in number:
                key = "point" if sign == "." else sign
                self.press(self.page.locator(f'dialog[open] .keypad [data-key="{key}"]'))
            assert place.locator("output").inner_text() == number

    def write(self, label: str, words: str) -> None:
        self.page.locator("dialog[open]").get_by_role("textbox", name=label).fill(words)

    def choose(self, name: str) -> None:
        self.page.locator("dialog[open] .radio-cards label", has_text=name).first.click()

    # --- the eye ------------------------------------------------------------------------------

    def open_room(self, address: str = "") -> None:
        if address:
            self.page.goto(address)
        self.page.wait_for_selector("#room[data-ready=true][data-sheets=true]")

    def state(self) -> dict[str, Any]:
        """What the server says of the room that is open here."""
        return dict(self.page.evaluate(STATE))

    def is_accessible(self, what: str) -> None:
        """Look at the page as it stands, in both lights; what is wrong is kept for the end."""
        light = self.page.evaluate("document.documentElement.dataset.light")
        other = OTHER_LIGHT[light]
        self.watched.violations += violations(self.page, f"{what}, {light} light")
        self.put_light(other)
        self.watched.violations += violations(self.page, f"{what}, {other} light", COLOURS)
        self.put_light(light)

    def put_light(self, light: str) -> None:
        self.page.evaluate(f"document.documentElement.dataset.light = '{light}'")

    def choose_light(self, light: str) -> None:
        """What the switch on each page does: a cookie, for every page from now on."""
        cookie = {"name": "light", "value": light, "url": self.site.origin}
        self.context.add_cookies([cookie])

    def luminance(self) -> float:
        return luminance(self.page.screenshot())

    def table(self) -> list[str]:
        """The chart's twin in words, one line an entry, newest first."""
        return list(self.page.locator("#table tbody tr").all_inner_texts())

    def moves_on(self, by: timedelta) -> None:
        """The tablet's own clock, as if its lid had been closed for so long."""
        self.context.clock.fast_forward(by.total_seconds() * 1000)


def violations(page: Page, what: str, of: dict[str, Any] | None = None) -> list[str]:
    """Each rule of axe that is broken, with the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate("of => axe.run(of)", {"resultTypes": ["violations"], **(of or {})})
    return [
        f"{what}: {one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def luminance(picture: bytes) -> float:
    """Mean relative luminance of a screenshot, 0 to 1 (sRGB, WCAG)."""
    histogram = Image.open(io.BytesIO(picture)).convert("RGB").histogram()
    weights = (0.2126, 0.7152, 0.0722)
    sums = [
        sum(
            count * linear(value)
            for value, count in enumerate(histogram[256 * at : 256 * at + 256])
        )
        for at in range(3)
    ]
    pixels = sum(histogram[:256])
    return sum(weight * one for weight, one in zip(weights, sums, strict=True)) / pixels


def linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


@dataclass
class Staff:
    """Everybody who signed in today. Their screens live on one clock: the clinic's."""

    browser: Browser
    site: RunningSite
    tablets: list[Tablet] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    """What was wrong on any screen that was put away."""

    def sign_in(self, who: str, size: dict[str, int] = TABLET, at: str = "") -> Tablet:
        """A new screen at which this person types their password; `at` the end of another wire."""
        tablet = self.at_the_door(size, at)
        self.give_email_and_password(tablet, who)
        tablet.page.wait_for_url(lambda url: "/account/login" not in url)
        return tablet

    def at_the_door(self, size: dict[str, int] = TABLET, at: str = "") -> Tablet:
        """A new screen, at which nobody has signed in yet."""
        context = self.browser.new_context(
            viewport=size, timezone_id=ZONE.key, reduced_motion="reduce", accept_downloads=True
        )
        context.clock.install(time=self.site.clock.now())
        watched = Watched(at or self.site.origin)
        context.on("request", watched.request)
        context.on("console", watched.console)
        context.on("weberror", lambda fault: watched.console_errors.append(str(fault.error)))
        page = context.new_page()
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        self.tablets.append(Tablet(context, page, self.site, watched))
        return self.tablets[-1]

    def give_email_and_password(self, tablet: Tablet, who: str) -> None:
        page = tablet.page
        page.goto(f"{tablet.watched.origin}/account/login/")
        page.get_by_label("Email").fill(f"{who}@demo.example")
        page.get_by_label("Password").fill(self.site.password)
        page.get_by_role("button", name="Sign in").click()

    def time_passes(self, minutes: float) -> None:
        """The clinic's clock and every screen's move on together; then the pages catch up."""
        by = timedelta(minutes=minutes)
        self.site.clock.set_to(self.site.clock.now() + by)
        for tablet in self.tablets:
            tablet.moves_on(by)
        time.sleep(CATCH_UP_SECONDS)

    def it_is(self, moment: datetime) -> None:
        """Later the same day."""
        self.time_passes((moment - self.site.clock.now()).total_seconds() / 60)

    def go_home(self) -> None:
        for tablet in self.tablets:
            self.found += tablet.watched.all()
            tablet.context.close()
        self.tablets = []
