"""The shape that every bedside scale shares: its items, their range, its sum and its pass mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.domain.protocol import Score

Licence = Literal["SHIP", "SHIP-NC", "NO-TEXT", "ASK"]
"""May the item wording be shipped? ASK is unclear and treated as NO-TEXT (reference 5.0)."""


class BadAnswers(ValueError):
    """Too few answers, too many, or one outside its range."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item: a number in the licensed form, or a short name of our own, and its range."""

    name: str
    low: int = 0
    high: int


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A sum, of how many, whether it passes (None: there is no pass mark), and in words."""

    total: int
    maximum: int
    passes: bool | None
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A bedside scale as data. Item wording is not in it unless the licence says so."""

    code: Score
    name: str
    items: tuple[Item, ...]
    licence: Licence
    source: str
    pass_at: int | None = None
    """From this sum on it passes."""
    variant: str = ""

    @property
    def maximum(self) -> int:
        return sum(item.high for item in self.items)

    def score(self, answers: Sequence[int]) -> Scored:
        """The sum of the answers, in the order of the items. Raises BadAnswers."""
        if len(answers) != len(self.items):
            raise BadAnswers(f"{self.name} has {len(self.items)} items, not {len(answers)}.")
        for item, answer in zip(self.items, answers, strict=True):
            if not item.low <= answer <= item.high:
                raise BadAnswers(
                    f"{self.name}, {item.name}: {answer} is outside {item.low} to {item.high}."
                )
        total = sum(answers)
        passes = None if self.pass_at is None else total >= self.pass_at
        return Scored(
            total=total,
            maximum=self.maximum,
            passes=passes,
            sentence=self._sentence(total, passes=passes),
        )

    def _sentence(self, total: int, *, passes: bool | None) -> str:
        said = f"{self.name} {total} of {self.maximum}"
        if passes is None:
            return f"{said}."
        return f"{said}, {'passes' if passes else 'under the pass mark'} ({self.pass_at})."
