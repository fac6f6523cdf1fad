"""What htmx asks for is asked by an open page, by itself: the gate counts it as nobody's presence.

`clinic.access.idle.asks_by_itself` rests on that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.architecture.test_layout import ROOT, files

if TYPE_CHECKING:
    from pathlib import Path

ASKS = re.compile(r"hx-(?:get|post|put|patch|delete|boost)\b")
BY_ITSELF = re.compile(r'hx-get="\{\{ request\.path \}\}"\s+hx-trigger="every \d+s"')
ASKING = [path for path in files(".html") if ASKS.search(path.read_text())]


def asks_by_a_person(page: str) -> bool:
    return len(ASKS.findall(page)) != len(BY_ITSELF.findall(page))


def test_there_are_pages_that_ask() -> None:
    assert len(ASKING) > 4


@pytest.mark.parametrize("page", ASKING, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_asks_for_itself_by_the_clock(page: Path) -> None:
    assert not asks_by_a_person(page.read_text())


@pytest.mark.parametrize(
    "tag",
    [
        '<button hx-post="/tasks/3/done/">Done</button>',
        '<a hx-get="{{ request.path }}" hx-trigger="click">Again</a>',
        '<body hx-boost="true">',
    ],
)
def test_a_press_is_found(tag: str) -> None:
    assert asks_by_a_person(tag)
