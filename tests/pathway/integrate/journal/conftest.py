"""One clinic, one site and one browser for all that is tried on the page of the journal."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

# Playwright keeps an event loop in this thread; the database is asked beside it, never from inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from django.conf import settings
from django.db import connections

from holdspace.clinic.context import clinic_context
from holdspace.pathway.integrate.journal.models import JournalEntry
from tests.chromium import running_browser
from tests.clinic.own_sign_in import open_companion
from tests.pathway.dosing_session.live import running_site
from tests.pathway.integrate.journal.on_the_phone import whole_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Request
    from pytest_django.plugin import DjangoDbBlocker

    from holdspace.clinic.demo import Cast
    from holdspace.server.database_address import Database

PHONE = {"width": 390, "height": 844}


@dataclass
class Clinic:
    """The site, a browser, and what the browser complained of."""

    browser: Browser
    origin: str
    cast: Cast
    database: Database
    log: Path
    faults: list[str] = field(default_factory=list)
    sent: list[Request] = field(default_factory=list)
    """What every phone asked and sent. Its bytes are looked at later: not while it is under way."""

    def phone(self, who: str = "mara", *, has_scripts: bool = True) -> Page:
        """A phone of its own, signed in, on the page of the journal."""
        context = self.browser.new_context(
            viewport=PHONE, accept_downloads=True, java_script_enabled=has_scripts
        )
        page = self.page_of(context)
        open_companion(page, self.origin, self.cast.patients[who])
        return self.at_the_journal(page) if has_scripts else page

    def page_of(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("request", self._hear)
        page.on(
            "console",
            lambda line: self.faults.append(line.text) if "Content Security" in line.text else None,
        )
        return page

    def at_the_journal(self, page: Page) -> Page:
        page.goto(f"{self.origin}/me/journal/")
        page.locator("html[data-journal=ready]").wait_for()
        return page

    def entries_of(self, who: str) -> int:
        with clinic_context(self.cast.clinic.pk):
            return JournalEntry.objects.filter(patient=self.cast.patients[who]).count()

    def everything_kept(self) -> str:
        return whole_database(self.database.owner_url, self.cast.clinic.pk)

    def _hear(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.faults.append(request.url)
        self.sent.append(request)


@pytest.fixture(scope="module")
def clinic(
    cluster: Database,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Clinic]:
    from holdspace.clinic.demo import make_cast
    from holdspace.server.database_roles import clone, drop_database

    home = tmp_path_factory.mktemp("journal")
    database = clone(cluster, "journal")
    with (
        _django_at(cluster, database),
        django_db_blocker.unblock(),
        _said_into(home / "site.log"),
        _environment("HOLDSPACE_SEALING_KEY_FILE", str(settings.SEALING_KEY_FILE)),
        running_site(database.app_url) as port,
        running_browser() as browser,
    ):
        yield Clinic(browser, f"http://localhost:{port}", make_cast(), database, home / "site.log")
        connections["default"].close()
    drop_database(database)


@contextmanager
def _django_at(cluster: Database, database: Database) -> Iterator[None]:
    from holdspace.settings import database_from_url

    entry = connections["default"].settings_dict
    before = dict(entry)
    connections["default"].close()
    there = database_from_url(database.app_url)
    there["OPTIONS"].pop("pool")  # type: ignore[attr-defined]
    entry.update(there)
    yield
    connections["default"].close()
    entry.update(before)


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    os.environ[name] = value
    yield
    del os.environ[name]


@contextmanager
def _said_into(log: Path) -> Iterator[None]:
    """What the site says of itself while it runs goes into a file that can be looked at."""
    before = os.dup(2)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT)
    os.dup2(handle, 2)
    yield
    os.dup2(before, 2)
    os.close(before)
    os.close(handle)
