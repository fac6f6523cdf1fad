"""Before a session a tablet is asked what it can do: met, not met or not known, with what to do."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

# Playwright keeps an event loop in this thread; the database is asked beside it, never from inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from holdspace.clinic.demo import make_cast
from tests.chromium import running_browser
from tests.pathway.dosing_session.live import running_site, signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE_SECONDS = 60
CHECKS = {"server", "clock", "offline", "stored", "installed", "space", "battery", "awake"}
HOME_SCREEN = "Object.defineProperty(Navigator.prototype, 'standalone', { get: () => true })"
"""What a tablet says of a page that was opened from there."""
NO_BATTERY = "delete Navigator.prototype.getBattery"
NO_TRIAL = "CacheStorage.prototype.open = () => Promise.reject(new Error())"
NO_PROMISE = "delete StorageManager.prototype.persisted"
NO_LOCK = "delete Navigator.prototype.wakeLock"


def battery(level: float, *, charging: bool) -> str:
    found = f"{{ level: {level}, charging: {str(charging).lower()} }}"
    return f"Navigator.prototype.getBattery = async () => ({found})"


@dataclass
class Clinic:
    """The real site, and a browser to look at it with."""

    browser: Browser
    origin: str
    cookie: str
    count: int = 0

    @contextmanager
    def tablet(self, *, before: str = "", **options: Any) -> Iterator[Tablet]:
        """A new device on which Ana signed in and which she enrolled."""
        self.count += 1
        context = self.browser.new_context(viewport={"width": 1180, "height": 820}, **options)
        pairs = (one.split("=", 1) for one in self.cookie.split("; "))
        context.add_cookies(
            [{"name": name, "value": value, "url": self.origin} for name, value in pairs]
        )
        if before:
            context.add_init_script(before)
        page = context.new_page()
        tablet = Tablet(self, context, page)
        page.on("pageerror", lambda fault: tablet.faults.append(str(fault)))
        tablet.permit("screen-wake-lock", granted=True)
        page.goto(f"{self.origin}/tablet/")
        page.get_by_label("Room").select_option("Room 1")
        page.get_by_label("Name").fill(f"Tablet {self.count}")
        page.get_by_role("button", name="Enrol this tablet").click()
        page.locator("#preflight").wait_for()
        yield tablet
        context.close()
        assert tablet.faults == []


@dataclass
class Tablet:
    """One device, and what its list says."""

    clinic: Clinic
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.device = self.context.new_cdp_session(self.page)

    def permit(self, permission: str, *, granted: bool) -> None:
        here = self.device.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
        wanted = {
            "permission": {"name": permission},
            "setting": "granted" if granted else "denied",
            "origin": self.clinic.origin,
            "browserContextId": here,
        }
        self.device.send("Browser.setPermission", wanted)

    def leave_space_for(self, count_bytes: int) -> None:
        # The browser forgets it with the session that said so.
        self.device = self.context.new_cdp_session(self.page)
        wanted = {"origin": self.clinic.origin, "quotaSize": count_bytes}
        self.device.send("Storage.overrideQuotaForOrigin", wanted)

    def looked(self) -> None:
        """Returns when the list has been gone through."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while "Checked" not in self.verdict():
            assert time.monotonic() < give_up_at, self.page.locator("#preflight").inner_text()
            time.sleep(0.05)

    def looks_again(self) -> None:
        self.looked()
        self.page.get_by_role("button", name="Check again").click()
        self.looked()

    def verdict(self) -> str:
        return self.page.locator("#preflight-verdict").inner_text()

    def line(self, code: str) -> str:
        return self.page.locator(f'[data-check="{code}"]').inner_text()

    def met(self, code: str) -> str:
        return str(self.page.locator(f'[data-check="{code}"]').get_attribute("data-met"))


@pytest.fixture(scope="module")
def clinic(kept_database) -> Iterator[Clinic]:
    cast = make_cast()
    with running_browser() as browser, running_site(kept_database.app_url) as port:
        cookie = signed_in(port, cast.staff["ana"]).cookie
        yield Clinic(browser, f"http://localhost:{port}", cookie)


def test_a_tablet_that_can_do_everything_is_ready(clinic: Clinic) -> None:
    with clinic.tablet(before=f"{battery(0.4, charging=True)}; {HOME_SCREEN}") as tablet:
        tablet.looked()
        tablet.permit("persistent-storage", granted=True)
        tablet.page.locator('[data-check="stored"] button').click()
        tablet.looks_again()

        assert {code: tablet.met(code) for code in CHECKS} == dict.fromkeys(CHECKS, "met")
        assert "All 8 are met: this tablet is ready for a session." in tablet.verdict()
        assert "by Ana Silva." in tablet.verdict()


def test_a_browsers_tab_is_not_installed(clinic: Clinic) -> None:
    with clinic.tablet() as tablet:
        tablet.looked()

        assert tablet.met("installed") == "unmet"
        assert "Add it to the Home Screen" in tablet.line("installed")


def test_what_is_kept_without_a_promise_is_not_protected(clinic: Clinic) -> None:
    with clinic.tablet() as tablet:
        tablet.permit("persistent-storage", granted=False)
        tablet.looks_again()

        assert tablet.met("stored") == "unmet"
        assert "Ask for protection" in tablet.line("stored")


def test_too_little_space_is_said_with_how_much_is_needed(clinic: Clinic) -> None:
    with clinic.tablet() as tablet:
        tablet.looked()
        tablet.leave_space_for(5_000_000)
        tablet.looks_again()

        assert tablet.met("space") == "unmet"
        assert "24 MB could not be kept here." in tablet.line("space")


@pytest.mark.parametrize(
    ("level", "charging", "met", "words"),
    [
        (0.69, False, "unmet", "Plug it in."),
        (0.7, False, "met", "70 % charged."),
        (0.71, False, "met", "71 % charged."),
        (0.05, True, "met", "Plugged in, 5 % charged."),
    ],
)
def test_a_battery_lasts_or_is_plugged_in(
    clinic: Clinic, level: float, charging: object, met: str, words: str
) -> None:
    with clinic.tablet(before=battery(level, charging=bool(charging))) as tablet:
        tablet.looked()

        assert tablet.met("battery") == met
        assert words in tablet.line("battery")


@pytest.mark.parametrize(
    ("code", "before", "words"),
    [
        ("battery", NO_BATTERY, "Look at the tablet"),
        ("space", NO_TRIAL, "under Storage"),
        ("stored", NO_PROMISE, "does not say"),
    ],
)
def test_what_a_browser_does_not_say_is_not_known_and_never_good(
    clinic: Clinic, code: str, before: str, words: str
) -> None:
    with clinic.tablet(before=before) as tablet:
        tablet.looked()

        assert tablet.met(code) == "unknown"
        assert words in tablet.line(code)
        assert "1 not known" in tablet.verdict()
        assert "ready" not in tablet.verdict()


@pytest.mark.parametrize(
    ("ahead", "met", "words"),
    [
        (timedelta(seconds=25), "met", "Right, by the"),
        (timedelta(minutes=3), "unmet", "3 min ahead of"),
        (timedelta(hours=-5), "unmet", "5 h behind"),
    ],
)
def test_a_wrong_clock_is_said_and_which_way(
    clinic: Clinic, ahead: timedelta, met: str, words: str
) -> None:
    with clinic.tablet() as tablet:
        tablet.looked()
        tablet.page.clock.set_system_time(datetime.now(UTC) + ahead)
        tablet.page.reload()
        tablet.looked()

        assert tablet.met("clock") == met
        assert words in tablet.line("clock")


def test_without_a_network_the_server_is_not_reached_and_the_time_not_known(
    clinic: Clinic,
) -> None:
    with clinic.tablet() as tablet:
        tablet.looked()
        tablet.context.set_offline(True)
        tablet.looks_again()

        assert (tablet.met("server"), tablet.met("clock")) == ("unmet", "unknown")
        assert "Look whether the tablet is in" in tablet.line("server")
        assert "own clock" in tablet.verdict()


def test_who_is_signed_out_is_told_to_sign_in(clinic: Clinic) -> None:
    with clinic.tablet() as tablet:
        tablet.looked()
        tablet.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        tablet.looks_again()

        assert "you are signed out" in tablet.line("server")
        assert "Sign in again." in tablet.line("server")


def test_a_room_that_is_not_kept_here_does_not_open_without_a_network(clinic: Clinic) -> None:
    with clinic.tablet(service_workers="block") as tablet:
        tablet.looked()

        assert tablet.met("offline") == "unmet"
        assert "check again" in tablet.line("offline")


def test_a_screen_that_may_not_stay_on_is_said(clinic: Clinic) -> None:
    with clinic.tablet() as tablet:
        tablet.permit("screen-wake-lock", granted=False)
        tablet.looks_again()

        assert tablet.met("awake") == "unmet"
        assert "Turn off power saving" in tablet.line("awake")


def test_a_browser_that_cannot_keep_the_screen_on_is_said(clinic: Clinic) -> None:
    with clinic.tablet(before=NO_LOCK) as tablet:
        tablet.looked()

        assert tablet.met("awake") == "unmet"
        assert "under Display" in tablet.line("awake")


def test_the_list_is_read_in_words_and_printed_with_them(clinic: Clinic) -> None:
    """The word stands beside each sign, for eyes that see no colour and for paper."""
    with clinic.tablet() as tablet:
        tablet.looked()
        tablet.page.emulate_media(media="print")

        lines = [tablet.line(code) for code in CHECKS]

        assert all("met" in line or "not known" in line for line in lines)
        assert Axe().run(tablet.page).response["violations"] == []
