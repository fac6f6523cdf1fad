"""The ingredients a clinic for ketamine-assisted therapy meets, with ATC codes and search words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Ingredient:
    """One substance, or a fixed combination that names what it `contains`."""

    name: str
    atc: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Brands and other names, only to be found by."""
    contains: tuple[str, ...] = ()


def _one(name: str, atc: str, also: str = "", contains: str = "") -> Ingredient:
    split = [
        tuple(filter(None, (part.strip() for part in text.split(","))))
        for text in (atc, also, contains)
    ]
    return Ingredient(name=name, atc=split[0], also=split[1], contains=split[2])


INGREDIENTS: tuple[Ingredient, ...] = (
    _one("lorazepam", "N05BA06", "Ativan, Tavor"),
    _one("alprazolam", "N05BA12", "Xanax, Tafil"),
    _one("diazepam", "N05BA01", "Valium"),
    _one("clonazepam", "N03AE01", "Klonopin, Rivotril"),
    _one("venlafaxine", "N06AX16", "Effexor, Trevilor"),
    _one("sertraline", "N06AB06", "Zoloft"),
    _one("lamotrigine", "N03AX09", "Lamictal"),
)
