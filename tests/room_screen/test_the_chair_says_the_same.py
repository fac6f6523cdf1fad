"""What the chair's page says by its own clock is what the rule of the domain says."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

from holdspace.domain.help_call import (
    CHAIR_IS_ANSWERED_WITHIN,
    CHAIR_IS_SILENT_AFTER,
    CallState,
    chair_says,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

HEARD = (None, *CallState)
UNSENT_MS = (None, 0, 4_999, 5_000, 5_001, 60_000)
SILENT_MS = (0, 9_999, 10_000, 10_001, 60_000)
ASKED = list(product(HEARD, UNSENT_MS, SILENT_MS))
MILLISECOND = timedelta(milliseconds=1)


def test_page_and_rule_agree_at_every_edge(room: Page) -> None:
    limits = {
        "answeredWithinMs": CHAIR_IS_ANSWERED_WITHIN / MILLISECOND,
        "silentAfterMs": CHAIR_IS_SILENT_AFTER / MILLISECOND,
    }
    said = room.evaluate(
        f"""import("/static/holdspace/js/help/chair_words.js").then(({{ chairSays }}) =>
          {json.dumps(ASKED)}.map(([heard, unsent, silent]) =>
            chairSays(heard, unsent, silent, {json.dumps(limits)})))"""
    )

    assert said == [
        chair_says(
            heard, None if unsent is None else unsent * MILLISECOND, silent * MILLISECOND
        ).value
        for heard, unsent, silent in ASKED
    ]
