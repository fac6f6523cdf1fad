"""Words to be told by telephone: short, plain, and hard to take for one another."""

from __future__ import annotations

import re
import secrets

WORDS_IN_ONE = 3
"""Of 128 words: two million ways, and five tries."""
TOLD = tuple(
    """
    acorn amber anchor apple apron arrow autumn badge
    bamboo banjo barrel basket beacon bicycle blanket bottle
    bramble bridge bronze bucket butter button cabin camel
    candle canvas carpet castle cedar cello chapel cherry
    chimney cinema clover cobalt coffee comet copper coral
    cotton cousin cradle cricket curtain daisy desert dolphin
    donkey drummer eagle elbow ember engine falcon feather
    fiddle finger flannel forest fountain garden garlic ginger
    glacier goblet granite guitar hammer harbour harvest hazel
    hedgehog helmet honey island ivory jacket jasmine jigsaw
    juniper kettle kitchen ladder lantern lemon library lobster
    magnet mango maple marble meadow melon mirror mitten
    mosaic mountain mustard needle nutmeg oatmeal ocean olive
    orchard otter oyster paddle pancake paper parrot pebble
    pencil pepper piano pigeon pillow planet pocket pottery
    pumpkin puzzle rabbit raisin ribbon river rocket saddle
    """.split()  # noqa: SIM905 - read as words, not as quotes
)


def new_word() -> str:
    """Three of them, joined as they are written down: "cedar-otter-lantern"."""
    return "-".join(secrets.choice(TOLD) for _ in range(WORDS_IN_ONE))


def as_told(typed: str) -> str:
    """However it was typed: capitals, spaces and dots do not matter."""
    return "-".join(re.findall(r"[a-z]+", typed.lower()))
