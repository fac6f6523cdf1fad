"""A real browser before a clinic double, in the size of the room's tablet."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

# Playwright keeps an event loop in this thread; the database is asked beside it, never from inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
sys.path.insert(0, str(Path(__file__).parent))

from django.test import override_settings

from tests.chromium import running_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clinic_double import ClinicDouble
    from playwright.sync_api import Browser, Page

PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TABLET = {"width": 1180, "height": 820}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file: two that are open at once would share a thread, and cannot."""
    with running_browser() as chromium:
        yield chromium


@pytest.fixture
def clinic() -> Iterator[ClinicDouble]:
    with override_settings(ROOT_URLCONF="room_addresses", STORAGES=PLAIN_FILES):
        from clinic_double import ClinicDouble

        double = ClinicDouble()
        yield double
        double.stop()


@pytest.fixture
def tablet(browser: Browser) -> Iterator[Page]:
    """An empty page of the room's size; any error of its scripts fails the test."""
    context = browser.new_context(viewport=TABLET, timezone_id="UTC", reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on(
        "console", lambda said: faults.append(said.text) if "Security Policy" in said.text else None
    )
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def room(tablet: Page, clinic: ClinicDouble) -> Page:
    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    return tablet
