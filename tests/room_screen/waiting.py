"""Waits in real time for something on the page: its policy forbids the browser's own way of waiting."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE_SECONDS = 15.0
STEP_SECONDS = 0.03


def until(page: Page, expression: str) -> None:
    """Returns when a JavaScript expression is true; fails with it when that takes too long."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not page.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < give_up_at, f"It never came true: {expression}"
        time.sleep(STEP_SECONDS)
