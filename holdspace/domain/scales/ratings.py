"""Ratings from 0 to 10, asked of the person, in our own words."""

from __future__ import annotations

from holdspace.domain.protocol import Score
from holdspace.domain.scales.scale import Item, Scale

QUESTIONS: dict[Score, str] = {
    Score.DISTRESS: "How hard is this right now, from 0 (not at all) to 10 (as hard as can be)?",
    Score.NAUSEA: "How sick do you feel, from 0 (not at all) to 10 (as sick as can be)?",
    Score.PAIN: "How much pain is there, from 0 (none) to 10 (as bad as can be)?",
    Score.TIREDNESS: "How tired are you, from 0 (wide awake) to 10 (as tired as can be)?",
}

SCALES: dict[Score, Scale] = {
    code: Scale(
        code=code,
        name=code.value.capitalize(),
        items=(Item(name=code.value, high=10),),
        licence="SHIP",
        source="own wording; clinical reference 5.0",
    )
    for code in QUESTIONS
}
