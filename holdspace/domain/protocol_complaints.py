"""What can be said against a protocol: where, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from holdspace.domain.sourced import Comparison


@dataclass(frozen=True, kw_only=True)
class Nonsense:
    """One thing that is wrong with a protocol: where, and why."""

    place: str
    why: str


def say(place: str, why: str, *, when: bool) -> tuple[Nonsense, ...]:
    return (Nonsense(place=place, why=why),) if when else ()


def repeated(place: str, codes: Sequence[str]) -> tuple[Nonsense, ...]:
    twice = sorted({code for code in codes if codes.count(code) > 1})
    return tuple(Nonsense(place=place, why=f"{code} is there twice") for code in twice)


def is_beyond(first: Decimal, second: Decimal, comparison: Comparison) -> bool:
    """Whether `first` lies further out than `second`, on the side this comparison looks at."""
    return first > second if comparison.is_upper else first < second
