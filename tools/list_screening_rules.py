"""Writes docs/safety/screening-rules.md: every screening rule and number, for a person to read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace.domain.screening import RULES, ScreeningSettings
from holdspace.domain.screening_in_words import HEAD, rules_in_words
from holdspace.domain.screening_settings import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = Path(__file__).resolve().parent.parent / "docs/safety/screening-rules.md"
INTRODUCTION = """# Screening rules

Written by `python tools/list_screening_rules.py` from the rules themselves; a test checks that
it is current. A medical director reads this before the clinic begins, and again when a version has
changed. How to change a rule: [change a screening rule](../how-to/change-a-screening-rule.md).
"From knowledge", "to be verified" and "our own default" mean what they say. A fact that is not
known asks for a review by a prescriber; where nobody lets the rule pass, only an answer clears it.
"""


def page() -> str:
    """The whole page."""
    settings = ScreeningSettings()
    numbers = [
        (
            one.name,
            f"{one.default.normalize():f} {one.unit}",
            f"{one.low} to {one.high}",
            one.source,
        )
        for one in NUMBERS
    ]
    return "\n".join((
        INTRODUCTION,
        f"## {len(RULES)} rules\n",
        _table(HEAD, rules_in_words(RULES, settings)),
        "\n## Numbers a clinic may set\n",
        _table(("name", "default", "may be", "source"), numbers),
        "",
    ))  # fmt: skip


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    """Write the page, or put it out with `--print`."""
    if "--print" in sys.argv[1:]:
        sys.stdout.write(page())
    else:
        PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
