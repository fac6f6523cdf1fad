"""A time of day on a page is the clinic's: Django would print another zone's without a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [path for path in (ROOT / "holdspace").rglob("*.html") if "vendor" not in path.parts]
TIME_OF_DAY = re.compile(r'\{\{[^}]*\|(?:date|time):"[^"]*[HGhgi][^"]*"[^}]*\}\}')
TYPED_BY_SOMEBODY = "form.cleaned_data"
"""Has no zone: it is what was typed."""


def _without_a_zone(words: str) -> list[str]:
    found = TIME_OF_DAY.findall(words)
    return [one for one in found if "|timezone:" not in one and TYPED_BY_SOMEBODY not in one]


def test_each_time_of_day_on_a_page_says_in_which_zone() -> None:
    found = {path.name: _without_a_zone(path.read_text(encoding="utf-8")) for path in PAGES}

    assert len(PAGES) > 100
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ('{{ doubt.began_at|date:"H:i" }}', 1),
        ('{{ doubt.began_at|timezone:actor.time_zone|date:"H:i" }}', 0),
        ('{{ day|date:"j F Y" }}', 0),
    ],
)
def test_what_has_no_zone_is_found(words: str, count: int) -> None:
    assert len(_without_a_zone(words)) == count
