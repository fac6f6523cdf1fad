"""The browser of the tests: which one, and how it is started.

Most tests need what draws the pages and runs their scripts, and no window around them: Debian's
`chromium-headless-shell` is that, of the version of its `chromium`, and takes a third of the
processor. Where tabs, a profile on a disk or a figure are the matter, it is the whole browser.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = ("chromium", "chromium-browser", "google-chrome")
"""The system's, in the order of tools/install_browser.sh; without any, Playwright's own."""
SHELL = "chromium-headless-shell"
"""Playwright brings one of its own, and takes it unless it is told otherwise."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def found() -> str | None:
    """The system's own whole browser, if it has one."""
    return next((path for name in WHOLE if (path := shutil.which(name))), None)


@contextmanager
def running_browser(*, whole: bool = False) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = found() if whole else shutil.which(SHELL) or found()
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
