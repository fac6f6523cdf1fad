"""A browser with real tabs: one that is not in front is hidden, as on a tablet.

Playwright tells every page that it is in front, always; here the browser itself decides. It is
spoken to over its debugging pipe, with nothing but the standard library.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psutil
from playwright.sync_api import sync_playwright

from tests.chromium import FLAGS, found

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_SECONDS = 20.0
STEP_SECONDS = 0.05
STANDARD_ERROR, ITS_INPUT, ITS_OUTPUT = 2, 3, 4
"""Where the browser expects them."""


@dataclass
class BareBrowser:
    """Commands out, answers in; each is one line that ends with a zero byte."""

    to_it: int
    from_it: int
    process: int
    sent: int = 0
    unread: bytes = b""

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        self.sent += 1
        message = {"id": self.sent, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.to_it, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self.sent:
                assert "error" not in answer, f"{method}: {answer}"
                return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.unread:
            said = os.read(self.from_it, 65536)
            assert said, "The browser is gone."
            self.unread += said
        message, self.unread = self.unread.split(b"\0", 1)
        return dict(json.loads(message))

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """What draws the pages and runs their scripts is held, as an overloaded tablet holds it."""
        pages = [
            one
            for one in psutil.Process(self.process).children(recursive=True)
            if "--type=renderer" in one.cmdline()
        ]
        assert pages
        for one in pages:
            one.suspend()
        try:
            yield
        finally:
            for one in pages:
                one.resume()

    def allow(self, permission: str, *, granted: bool) -> None:
        setting = "granted" if granted else "denied"
        self.call("Browser.setPermission", permission={"name": permission}, setting=setting)

    def open(self, address: str, before: str = "") -> Tab:
        """A new tab, in front of every other. `before` runs before any script of the page."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        tab = Tab(self, target, attached["sessionId"])
        self.call("Page.enable", tab.session)
        if before:
            self.call("Page.addScriptToEvaluateOnNewDocument", tab.session, source=before)
        self.call("Page.navigate", tab.session, url=address)
        return tab


@dataclass
class Tab:
    """One tab of it."""

    browser: BareBrowser
    target: str
    session: str = field(repr=False)

    def to_front(self) -> None:
        self.browser.call("Target.activateTarget", targetId=self.target)

    def close(self) -> None:
        self.browser.call("Target.closeTarget", targetId=self.target)

    def ask(self, expression: str) -> Any:
        answer = self.browser.call(
            "Runtime.evaluate",
            self.session,
            expression=expression,
            returnByValue=True,
            awaitPromise=True,
        )
        return answer["result"].get("value")

    def until(self, expression: str) -> None:
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while not self.ask(f"Promise.resolve({expression}).then(Boolean)"):
            assert time.monotonic() < give_up_at, f"It never came true: {expression}"
            time.sleep(STEP_SECONDS)

    def text(self, selector: str) -> str:
        return str(self.ask(f"document.querySelector('{selector}').innerText"))


def program() -> str:
    if path := found():
        return path
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


@contextmanager
def bare_browser() -> Iterator[BareBrowser]:
    reads, to_it = os.pipe()
    from_it, writes = os.pipe()
    # Under numbers that are not the two the browser takes them for.
    its = [fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, ITS_OUTPUT + 1) for one in (reads, writes)]
    path = program()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = os.posix_spawn(
            path,
            [
                path,
                "--headless=new",
                "--remote-debugging-pipe",
                f"--user-data-dir={folder}",
                *FLAGS,
                "about:blank",
            ],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, its[0], ITS_INPUT),
                (os.POSIX_SPAWN_DUP2, its[1], ITS_OUTPUT),
                (os.POSIX_SPAWN_OPEN, STANDARD_ERROR, os.devnull, os.O_WRONLY, 0),
            ],
        )
        for one in (reads, writes, *its):
            os.close(one)
        try:
            yield BareBrowser(to_it, from_it, process)
        finally:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            os.close(to_it)
            os.close(from_it)
