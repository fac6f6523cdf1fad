"""MOAA/S: how awake, 5 to 0. One published variant is fixed here; the anchors are our own words."""

from __future__ import annotations

from holdspace.domain.protocol import Score
from holdspace.domain.scales.scale import Item, Scale

ANCHORS: dict[int, str] = {
    5: "Answers at once to the name in a normal voice",
    4: "Answers slowly to the name",
    3: "Answers only when called loudly or again and again",
    2: "Answers only to gentle shaking",
    1: "Responds only to a painful squeeze of the shoulder",
    0: "No response, even to pain",
}

SCALE = Scale(
    code=Score.MOAAS,
    name="MOAA/S",
    items=(Item(name="sedation", high=5),),
    licence="ASK",
    source="MOAAS; clinical reference 3.4 (own anchors, variant with the squeeze at 1)",
)
